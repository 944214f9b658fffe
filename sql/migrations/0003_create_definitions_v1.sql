-- With which parameters dialogues and waits are cut. Read with FINAL: the highest version stands.
-- status: building = derived beside, not read; active = what reports read; retired = derived no longer.
CREATE TABLE IF NOT EXISTS definitions_v1 (
  workspace_id        UInt32,
  definition_id       UInt32,
  status              LowCardinality(String),
  silence_gap_seconds UInt32         COMMENT 'longer silence ends a dialogue',
  courtesy_hashes     Array(UInt64)  COMMENT 'text_hash of the phrases that ask for no reply',
  version             UInt64
) ENGINE = ReplacingMergeTree(version)
ORDER BY (workspace_id, definition_id)
