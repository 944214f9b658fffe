-- withdraw-delivered: a tombstone for each event that stands as an older mapper made it of some deliveries.
-- An event that a newer mapper made again stands in its newer row, so it is not found here.
-- Deliveries  of one account of a workspace, and of the listed identities
-- Version     the lowest of the newer mapper: it hides what older ones made, and gives way to all that newer ones make
-- Source      events_v1, the row that stands of each event
INSERT INTO events_v1 (
  workspace_id, identity_id, occurred_at, sequence, event_id, type, channel, account_id, received_at, delivery_id,
  version, is_deleted
)
SELECT
  workspace_id, identity_id, occurred_at, sequence, event_id, type, channel, account_id, received_at, delivery_id,
  {below_version:UInt64} AS tombstone_version,
  1
FROM events_v1 FINAL
PREWHERE workspace_id = {workspace_id:UInt32}
  AND identity_id IN {identity_ids:Array(UInt64)}
WHERE delivery_id IN {delivery_ids:Array(UInt64)}
  AND account_id = {account_id:UInt32}
  AND version < {below_version:UInt64}
SETTINGS max_partitions_per_insert_block = 0
