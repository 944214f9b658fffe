-- One row per person in one account. Derived, rebuildable; read with FINAL. Anonymous visitors have none.
CREATE TABLE IF NOT EXISTS identities_v1 (
  workspace_id         UInt32                  CODEC(ZSTD(1)),
  identity_id          UInt64                  CODEC(ZSTD(1)),
  first_seen_at        DateTime64(3, 'UTC')    COMMENT 'first event of any kind' CODEC(T64, LZ4),
  last_seen_at         DateTime64(3, 'UTC')    COMMENT 'last event of any kind' CODEC(T64, LZ4),
  first_message_at     DateTime64(3, 'UTC')    COMMENT '1970 = never a message' CODEC(T64, LZ4),
  acquired_at          DateTime64(3, 'UTC')    COMMENT 'first touch or message ever; 1970 = neither yet' CODEC(T64, LZ4),
  first_touch_event_id UInt64                  CODEC(NONE),
  first_ref            String                  CODEC(ZSTD(1)),
  account_id           UInt32                  CODEC(ZSTD(1)),
  channel              LowCardinality(String),
  row_hash             UInt64                  COMMENT 'of the content: only what changed is written again' CODEC(NONE),
  version              UInt64                  COMMENT 'ms at which the events were read' CODEC(ZSTD(1)),
  is_deleted           UInt8                   CODEC(ZSTD(1))
) ENGINE = ReplacingMergeTree(version, is_deleted)
ORDER BY (workspace_id, identity_id)
