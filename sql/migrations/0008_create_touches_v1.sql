-- One row per arrival of an identity. Derived, rebuildable; read with FINAL.
-- A dialogue that the contact started without any touch has a direct one at its first incoming message.
CREATE TABLE IF NOT EXISTS touches_v1 (
  workspace_id  UInt32                  CODEC(ZSTD(1)),
  definition_id UInt32                  CODEC(ZSTD(1)),
  identity_id   UInt64                  CODEC(ZSTD(1)),
  occurred_at   DateTime64(3, 'UTC')    CODEC(T64, LZ4),
  event_id      UInt64                  CODEC(NONE),
  kind          LowCardinality(String)  COMMENT 'acquisition or re_engagement',
  type          LowCardinality(String)  COMMENT 'the type of the event that made it',
  is_direct     UInt8                   COMMENT '1 = nothing says where from',
  ref           String                  CODEC(ZSTD(1)),
  source        LowCardinality(String),
  medium        LowCardinality(String),
  campaign      LowCardinality(String),
  content       LowCardinality(String),
  term          LowCardinality(String),
  link_id       UInt32                  CODEC(ZSTD(1)),
  ad_id         String                  CODEC(ZSTD(1)),
  click_id      String                  CODEC(ZSTD(1)),
  account_id    UInt32                  CODEC(ZSTD(1)),
  channel       LowCardinality(String),
  row_hash      UInt64                  COMMENT 'of the content: only what changed is written again' CODEC(NONE),
  version       UInt64                  COMMENT 'ms at which the events were read' CODEC(ZSTD(1)),
  is_deleted    UInt8                   CODEC(ZSTD(1))
) ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYYYYMM(occurred_at)
ORDER BY (workspace_id, definition_id, identity_id, occurred_at, event_id)
