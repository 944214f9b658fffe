-- The first and the last thing these identities came by, ever, under one definition: the same where there is but one.
SELECT
  occurred_at,
  toString(channel)      AS channel,
  account_id,
  CAST(is_direct, 'Bool') AS is_direct,
  nullIf(ref, '')        AS ref,
  nullIf(toString(source), '')   AS source,
  nullIf(toString(medium), '')   AS medium,
  nullIf(toString(campaign), '') AS campaign
FROM (
  SELECT
    *,
    row_number() OVER (ORDER BY occurred_at, event_id) AS place,
    count() OVER () AS places
  FROM touches_v1 FINAL
  WHERE workspace_id = {workspace_id:UInt32}
    AND definition_id = {definition_id:UInt32}
    AND identity_id IN {identity_ids:Array(UInt64)}
)
WHERE place IN (1, places)
ORDER BY place
