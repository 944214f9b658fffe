-- How far rounds have come: the cursor, and the highest version ever written (both milliseconds UTC).
SELECT toUnixTimestamp64Milli(cursor) AS cursor_ms, version
FROM derivation_state_v1 FINAL
WHERE name = 'rounds'
