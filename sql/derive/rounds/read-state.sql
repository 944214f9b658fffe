-- How far rounds have come: the cursor, and the highest version ever written (both milliseconds UTC); with which rules.
SELECT toUnixTimestamp64Milli(cursor) AS cursor_ms, version, rules
FROM derivation_state_v1 FINAL
WHERE name = 'rounds'
