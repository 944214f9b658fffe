-- One row per interval in which an identity was subscribed. Derived, rebuildable; read with FINAL.
-- Independent of definitions. An unsubscribed_at of 1970 means that it is still subscribed.
CREATE TABLE IF NOT EXISTS subscriptions_v1 (
  workspace_id          UInt32                  CODEC(ZSTD(1)),
  identity_id           UInt64                  CODEC(ZSTD(1)),
  account_id            UInt32                  CODEC(ZSTD(1)),
  subscribed_at         DateTime64(3, 'UTC')    CODEC(T64, LZ4),
  first_event_id        UInt64                  CODEC(NONE),
  unsubscribed_at       DateTime64(3, 'UTC')    CODEC(T64, LZ4),
  reason                LowCardinality(String)  COMMENT 'unsubscribed or blocked; empty while subscribed',
  channel               LowCardinality(String),
  last_message_event_id UInt64                  COMMENT 'our last message before the end; 0 = none' CODEC(ZSTD(1)),
  row_hash              UInt64                  COMMENT 'of the content: only what changed is written again' CODEC(NONE),
  version               UInt64                  COMMENT 'ms at which the events were read' CODEC(ZSTD(1)),
  is_deleted            UInt8                   CODEC(ZSTD(1))
) ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYYYYMM(subscribed_at)
ORDER BY (workspace_id, identity_id, account_id, subscribed_at, first_event_id)
