-- How each subscription of subscriptions_v1 came about, which is told by the rules of a definition, so that no report looks
-- for the touch before each. Derived, rebuildable; read with FINAL.
CREATE TABLE IF NOT EXISTS subscription_arrivals_v1 (
  workspace_id          UInt32                  CODEC(ZSTD(1)),
  definition_id         UInt32                  CODEC(ZSTD(1)),
  identity_id           UInt64                  CODEC(ZSTD(1)),
  account_id            UInt32                  CODEC(ZSTD(1)),
  subscribed_at         DateTime64(3, 'UTC')    CODEC(T64, LZ4),
  first_event_id        UInt64                  CODEC(NONE),
  unsubscribed_at       DateTime64(3, 'UTC')    COMMENT '1970 = still subscribed' CODEC(T64, LZ4),
  last_message_event_id UInt64                  COMMENT 'our last message before the end; 0 = none' CODEC(ZSTD(1)),
  channel               LowCardinality(String),
  touch_event_id        UInt64                  COMMENT 'the last touch at or before the beginning; 0 = none' CODEC(ZSTD(1)),
  arrival               LowCardinality(String)  COMMENT 'ref, no_ref, direct, unattributed',
  link_id               UInt32                  CODEC(ZSTD(1)),
  ad_id                 String                  CODEC(ZSTD(1)),
  ref                   String                  CODEC(ZSTD(1)),
  source                LowCardinality(String),
  medium                LowCardinality(String),
  campaign              LowCardinality(String),
  content               LowCardinality(String),
  term                  LowCardinality(String),
  row_hash              UInt64                  COMMENT 'of the content: only what changed is written again' CODEC(NONE),
  version               UInt64                  COMMENT 'ms at which the events were read' CODEC(ZSTD(1)),
  is_deleted            UInt8                   CODEC(ZSTD(1))
) ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYYYYMM(subscribed_at)
ORDER BY (workspace_id, definition_id, identity_id, account_id, subscribed_at, first_event_id)
SETTINGS
  min_age_to_force_merge_seconds = 3600,
  min_age_to_force_merge_on_partition_only = 1,
  allow_experimental_replacing_merge_with_cleanup = 1,
  enable_replacing_merge_with_cleanup_for_min_age_to_force_merge = 1
