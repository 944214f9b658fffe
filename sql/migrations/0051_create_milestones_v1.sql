-- The few events that money and merges are counted from, beside all others: a copy of their rows in events_v1, kept by
-- milestones_mv_v1. Read with FINAL, and of several rows of one event_id only the earliest (a caller may send one id with
-- two times). Sorted by type first: most workspaces have a hundred times as many messages as orders.
CREATE TABLE IF NOT EXISTS milestones_v1 (
  workspace_id      UInt32                  CODEC(ZSTD(1)),
  type              LowCardinality(String),
  identity_id       UInt64                  CODEC(ZSTD(1)),
  occurred_at       DateTime64(3, 'UTC')    CODEC(T64, LZ4),
  sequence          UInt64                  CODEC(T64, LZ4),
  event_id          UInt64                  CODEC(NONE),
  channel           LowCardinality(String),
  account_id        UInt32                  CODEC(ZSTD(1)),
  other_identity_id UInt64                  COMMENT 'the other side of a merge or a split' CODEC(ZSTD(1)),
  goal              LowCardinality(String),
  order_id          String                  CODEC(ZSTD(1)),
  amount            Decimal(18, 4)          COMMENT 'in currency; never summed across currencies' CODEC(ZSTD(1)),
  currency          LowCardinality(String),
  items             Array(Tuple(product_id String, name String, quantity Decimal(18, 4), amount Decimal(18, 4))),
  props             Map(LowCardinality(String), String) CODEC(ZSTD(1)),
  delivery_id       UInt64                  COMMENT 'the body it came from' CODEC(ZSTD(1)),
  version           UInt64                  COMMENT 'of events_v1' CODEC(ZSTD(1)),
  is_deleted        UInt8                   CODEC(ZSTD(1))
) ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYYYYMM(occurred_at)
ORDER BY (workspace_id, type, identity_id, occurred_at, sequence, event_id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
