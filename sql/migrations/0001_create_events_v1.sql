-- Every event, the only truth. Read with FINAL: a redelivery is a second row of the same event until parts merge.
-- The platform's time is part of the key, so duplicates never cross partitions. A higher version wins: what a newer
-- mapper made of the same body, else what came first.
CREATE TABLE IF NOT EXISTS events_v1 (
  workspace_id      UInt32                  CODEC(ZSTD(1)),
  identity_id       UInt64                  COMMENT 'keyed hash of account and person; of a visitor of its own kind where nobody is known' CODEC(ZSTD(1)),
  occurred_at       DateTime64(3, 'UTC')    COMMENT 'the platform''s time, as sent, never clamped' CODEC(T64, LZ4),
  sequence          UInt64                  COMMENT 'order inside one instant' CODEC(T64, LZ4),
  event_id          UInt64                  COMMENT 'keyed hash of account, the platform''s id and type' CODEC(NONE),
  type              LowCardinality(String),
  channel           LowCardinality(String),
  account_id        UInt32                  CODEC(ZSTD(1)),
  conversation_id   UInt64                  COMMENT 'a helpdesk''s own conversation; an attribute, never a key' CODEC(ZSTD(1)),
  message_id        UInt64                  COMMENT 'joins statuses, edits and replies to their message' CODEC(ZSTD(1)),
  reply_to          UInt64                  CODEC(ZSTD(1)),
  sender            LowCardinality(String)  COMMENT 'contact, agent, bot, auto, broadcast, unknown; empty for what is no message',
  agent_id          UInt64                  CODEC(ZSTD(1)),
  team_id           UInt64                  CODEC(ZSTD(1)),
  other_identity_id UInt64                  COMMENT 'the other side of a merge or a split' CODEC(ZSTD(1)),
  watermark_at      DateTime64(3, 'UTC')    COMMENT 'delivered or read up to here, inclusive; 1970 = none' CODEC(T64, LZ4),
  reason            LowCardinality(String)  COMMENT 'why failed, unsubscribed, refused',
  rating            Int8                    CODEC(ZSTD(1)),
  broadcast_id      UInt64                  CODEC(ZSTD(1)),
  link_id           UInt32                  CODEC(ZSTD(1)),
  ref               String                  COMMENT 'as it arrived, for ever' CODEC(ZSTD(1)),
  given_source      LowCardinality(String)  COMMENT 'only what was sent; parsed values are derived',
  given_medium      LowCardinality(String),
  given_campaign    LowCardinality(String),
  given_content     LowCardinality(String),
  given_term        LowCardinality(String),
  ad_id             String                  CODEC(ZSTD(1)),
  click_id          String                  CODEC(ZSTD(1)),
  kind              LowCardinality(String)  COMMENT 'text, photo, voice, sticker, button …',
  text_length       UInt16                  COMMENT 'UTF-16 units' CODEC(ZSTD(1)),
  text_hash         UInt64                  COMMENT 'keyed hash of the normalised text; 0 = no text' CODEC(ZSTD(1)),
  goal              LowCardinality(String),
  order_id          String                  CODEC(ZSTD(1)),
  amount            Decimal(18, 4)          COMMENT 'in currency; never summed across currencies' CODEC(ZSTD(1)),
  currency          LowCardinality(String),
  items             Array(Tuple(product_id String, name String, quantity Decimal(18, 4), amount Decimal(18, 4))),
  props             Map(LowCardinality(String), String) CODEC(ZSTD(1)),
  received_at       DateTime('UTC')         COMMENT 'first time it reached us' CODEC(T64, LZ4),
  delivery_id       UInt64                  COMMENT 'the body it came from' CODEC(ZSTD(1)),
  version           UInt64                  COMMENT 'mapper version × 2^32 + (2^32 − 1 − received_at in s)' CODEC(ZSTD(1)),
  is_deleted        UInt8                   CODEC(ZSTD(1))
) ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYYYYMM(occurred_at)
ORDER BY (workspace_id, identity_id, occurred_at, sequence, event_id)
SETTINGS non_replicated_deduplication_window = 1000, fsync_after_insert = 1, fsync_part_directory = 1
