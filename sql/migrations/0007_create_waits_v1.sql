-- One row per wait: from the first unanswered incoming message to the reply. Derived, rebuildable; read with FINAL.
-- Instants of 1970 mean "none". Open, unanswered, abandoned depend on now and are computed in queries, never stored.
CREATE TABLE IF NOT EXISTS waits_v1 (
  workspace_id             UInt32                  CODEC(ZSTD(1)),
  definition_id            UInt32                  CODEC(ZSTD(1)),
  identity_id              UInt64                  CODEC(ZSTD(1)),
  waiting_since            DateTime64(3, 'UTC')    CODEC(T64, LZ4),
  first_event_id           UInt64                  CODEC(NONE),
  last_incoming_at         DateTime64(3, 'UTC')    COMMENT 'last message of the burst' CODEC(T64, LZ4),
  answered_at              DateTime64(3, 'UTC')    COMMENT 'a person replied' CODEC(T64, LZ4),
  answered_by              UInt64                  COMMENT 'agent_id; 0 = a person the platform does not name' CODEC(ZSTD(1)),
  answer_event_id          UInt64                  CODEC(ZSTD(1)),
  bot_answered_at          DateTime64(3, 'UTC')    CODEC(T64, LZ4),
  handed_off_at            DateTime64(3, 'UTC')    COMMENT 'the bot''s answer no longer stands' CODEC(T64, LZ4),
  dismissed_at             DateTime64(3, 'UTC')    CODEC(T64, LZ4),
  dismissed_by             LowCardinality(String)  COMMENT 'courtesy, sticker, agent, resolved; empty = not dismissed',
  assigned_at              DateTime64(3, 'UTC')    COMMENT 'last assignment to who answered, before the answer' CODEC(T64, LZ4),
  held_by                  Array(Tuple(agent_id UInt64, held_ms UInt64)) COMMENT 'whom it was taken from, in order',
  is_first                 UInt8                   COMMENT '1 = the first wait of its dialogue',
  dialogue_started_at      DateTime64(3, 'UTC')    CODEC(T64, LZ4),
  dialogue_first_event_id  UInt64                  CODEC(NONE),
  dialogue_ended_at        DateTime64(3, 'UTC')    CODEC(T64, LZ4),
  closed_dialogue          UInt8                   COMMENT '1 = a later dialogue began: it can never be answered',
  next_dialogue_started_at DateTime64(3, 'UTC')    CODEC(T64, LZ4),
  starter                  LowCardinality(String)  COMMENT 'who started the dialogue',
  account_id               UInt32                  CODEC(ZSTD(1)),
  channel                  LowCardinality(String),
  ref                      String                  CODEC(ZSTD(1)),
  source                   LowCardinality(String),
  medium                   LowCardinality(String),
  campaign                 LowCardinality(String),
  content                  LowCardinality(String),
  term                     LowCardinality(String),
  row_hash                 UInt64                  COMMENT 'of the content: only what changed is written again' CODEC(NONE),
  version                  UInt64                  COMMENT 'ms at which the events were read' CODEC(ZSTD(1)),
  is_deleted               UInt8                   CODEC(ZSTD(1))
) ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYYYYMM(waiting_since)
ORDER BY (workspace_id, definition_id, identity_id, waiting_since, first_event_id)
