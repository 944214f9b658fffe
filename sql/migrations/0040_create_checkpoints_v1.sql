-- Where the derivation of an identity under a definition may go on without reading what came before. Read with FINAL.
-- No truth of its own: without it everything is read, and the rows are the same. A row that is false would make false
-- rows, so whoever changes events marks the identity with the earliest change, and derives nothing from a later row.
CREATE TABLE IF NOT EXISTS checkpoints_v1 (
  workspace_id  UInt32                CODEC(ZSTD(1)),
  identity_id   UInt64                CODEC(ZSTD(1)),
  definition_id UInt32                CODEC(ZSTD(1)),
  since         DateTime64(3, 'UTC')  COMMENT 'the first instant to be read again' CODEC(T64, LZ4),
  made_with     UInt64                COMMENT 'hash of the rules and the parameters that decide the state' CODEC(ZSTD(1)),
  state         String                COMMENT 'what the fold carries on, as JSON' CODEC(ZSTD(1)),
  row_hash      UInt64                COMMENT 'of the content: only what changed is written again' CODEC(NONE),
  version       UInt64                COMMENT 'ms at which the events were read' CODEC(ZSTD(1)),
  is_deleted    UInt8                 CODEC(ZSTD(1))
) ENGINE = ReplacingMergeTree(version, is_deleted)
ORDER BY (workspace_id, identity_id, definition_id)
SETTINGS index_granularity = 512
