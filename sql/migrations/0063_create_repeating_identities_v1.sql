-- Whose history holds a message more than once: a caller may send one id with two times, and both rows stay. Written by
-- derivation, never taken back: somebody listed here without need only costs a look at their rows.
CREATE TABLE IF NOT EXISTS repeating_identities_v1 (
  workspace_id UInt32 CODEC(ZSTD(1)),
  identity_id  UInt64 CODEC(ZSTD(1))
) ENGINE = ReplacingMergeTree
ORDER BY (workspace_id, identity_id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
