-- Which identities new events touched, and where in time. Written by whoever inserts events, after they are visible.
-- A mark may stand here twice: deriving an identity again changes nothing.
CREATE TABLE IF NOT EXISTS dirty_identities_v1 (
  mark_id      UInt64                COMMENT 'one per inserted block',
  marked_at    DateTime64(3, 'UTC')  DEFAULT now64(3) COMMENT 'when the mark was written',
  workspace_id UInt32,
  identity_id  UInt64,
  lowest_at    DateTime64(3, 'UTC')  COMMENT 'the earliest new event',
  highest_at   DateTime64(3, 'UTC')  COMMENT 'the latest new event, inclusive'
) ENGINE = MergeTree
ORDER BY (marked_at, workspace_id, identity_id)
TTL toDateTime(marked_at) + INTERVAL 2 DAY
SETTINGS non_replicated_deduplication_window = 1000, fsync_after_insert = 1, fsync_part_directory = 1
