-- read-delivered: whom the rows of some deliveries concern, the span of their times, and the first message sent there.
-- Grain       one row per identity and account
-- Deliveries  of one workspace; account_id 0 = all accounts; version below {below_version}, 0 = any
-- Source      events_v1 without FINAL: rows that were replaced or taken away already are found too, so that a removal
--             which died before its marks marks them when it is repeated
SELECT
  identity_id,
  account_id,
  toUnixTimestamp64Milli(min(occurred_at)) AS lowest_ms,
  toUnixTimestamp64Milli(max(occurred_at)) AS highest_ms,
  toUnixTimestamp64Milli(minOrNullIf(occurred_at, type = 'message_sent')) AS first_sent_ms
FROM events_v1
PREWHERE workspace_id = {workspace_id:UInt32}
  AND delivery_id IN {delivery_ids:Array(UInt64)}
WHERE ({account_id:UInt32} = 0 OR account_id = {account_id:UInt32})
  AND ({below_version:UInt64} = 0 OR version < {below_version:UInt64} OR (is_deleted AND version = {below_version:UInt64}))
GROUP BY identity_id, account_id
ORDER BY identity_id
