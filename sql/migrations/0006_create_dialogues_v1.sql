-- One row per dialogue of an identity under a definition. Derived, rebuildable; read with FINAL.
-- Instants of 1970 mean "none". Whether a dialogue is over depends on now and is computed in queries, never stored.
CREATE TABLE IF NOT EXISTS dialogues_v1 (
  workspace_id                UInt32                  CODEC(ZSTD(1)),
  definition_id               UInt32                  CODEC(ZSTD(1)),
  identity_id                 UInt64                  CODEC(ZSTD(1)),
  started_at                  DateTime64(3, 'UTC')    COMMENT 'first message that is no broadcast' CODEC(T64, LZ4),
  first_event_id              UInt64                  CODEC(NONE),
  ended_at                    DateTime64(3, 'UTC')    COMMENT 'last message so far that is no broadcast' CODEC(T64, LZ4),
  first_incoming_at           DateTime64(3, 'UTC')    CODEC(T64, LZ4),
  messages_received           UInt32                  CODEC(T64, LZ4),
  messages_sent               UInt32                  COMMENT 'without broadcasts' CODEC(T64, LZ4),
  messages_sent_by_agents     UInt32                  CODEC(T64, LZ4),
  messages_sent_by_bots       UInt32                  CODEC(T64, LZ4),
  messages_sent_auto          UInt32                  CODEC(T64, LZ4),
  messages_sent_by_unknown    UInt32                  CODEC(T64, LZ4),
  messages_sent_in_broadcasts UInt32                  CODEC(T64, LZ4),
  starter                     LowCardinality(String)  COMMENT 'contact, broadcast_reply, agent, bot',
  origin_broadcast_id         UInt64                  COMMENT 'the broadcast that was answered; 0 = none' CODEC(ZSTD(1)),
  previous_ended_at           DateTime64(3, 'UTC')    COMMENT 'end of the identity''s previous dialogue' CODEC(T64, LZ4),
  resolved_at                 DateTime64(3, 'UTC')    CODEC(T64, LZ4),
  touch_event_id              UInt64                  COMMENT 'the touch in force; 0 = none' CODEC(ZSTD(1)),
  ref                         String                  CODEC(ZSTD(1)),
  source                      LowCardinality(String),
  medium                      LowCardinality(String),
  campaign                    LowCardinality(String),
  content                     LowCardinality(String),
  term                        LowCardinality(String),
  first_agent_id              UInt64                  COMMENT 'who of us wrote first; 0 = nobody known' CODEC(ZSTD(1)),
  account_id                  UInt32                  CODEC(ZSTD(1)),
  channel                     LowCardinality(String),
  conversation_id             UInt64                  CODEC(ZSTD(1)),
  row_hash                    UInt64                  COMMENT 'of the content: only what changed is written again' CODEC(NONE),
  version                     UInt64                  COMMENT 'ms at which the events were read' CODEC(ZSTD(1)),
  is_deleted                  UInt8                   CODEC(ZSTD(1))
) ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYYYYMM(started_at)
ORDER BY (workspace_id, definition_id, identity_id, started_at, first_event_id)
