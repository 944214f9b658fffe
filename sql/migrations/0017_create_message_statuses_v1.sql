-- What became of a message: one row per message of which more is known than that it was sent. Derived, rebuildable;
-- read with FINAL. Independent of definitions. Instants of 1970 mean "none"; statuses have their first time, never
-- before the message itself.
CREATE TABLE IF NOT EXISTS message_statuses_v1 (
  workspace_id UInt32                  CODEC(ZSTD(1)),
  identity_id  UInt64                  CODEC(ZSTD(1)),
  sent_at      DateTime64(3, 'UTC')    CODEC(T64, LZ4),
  event_id     UInt64                  COMMENT 'of the message' CODEC(NONE),
  message_id   UInt64                  CODEC(ZSTD(1)),
  sender       LowCardinality(String)  COMMENT 'contact: it came in',
  broadcast_id UInt64                  CODEC(ZSTD(1)),
  delivered_at DateTime64(3, 'UTC')    COMMENT 'delivered or read' CODEC(T64, LZ4),
  read_at      DateTime64(3, 'UTC')    CODEC(T64, LZ4),
  failed_at    DateTime64(3, 'UTC')    CODEC(T64, LZ4),
  edits        UInt32                  CODEC(ZSTD(1)),
  edited_at    DateTime64(3, 'UTC')    COMMENT 'the first time' CODEC(T64, LZ4),
  deleted_at   DateTime64(3, 'UTC')    CODEC(T64, LZ4),
  account_id   UInt32                  CODEC(ZSTD(1)),
  channel      LowCardinality(String),
  row_hash     UInt64                  COMMENT 'of the content: only what changed is written again' CODEC(NONE),
  version      UInt64                  COMMENT 'ms at which the events were read' CODEC(ZSTD(1)),
  is_deleted   UInt8                   CODEC(ZSTD(1))
) ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYYYYMM(sent_at)
ORDER BY (workspace_id, identity_id, sent_at, event_id)
