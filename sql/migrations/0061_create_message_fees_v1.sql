-- What a channel asks for a delivered message, from a day on. Read with FINAL. Of the fees that fit a message the most
-- exact one holds: of its account before of its channel, then of its category, then of its sender; of one and the same
-- the latest whose day has come.
CREATE TABLE IF NOT EXISTS message_fees_v1 (
  workspace_id   UInt32,
  fee_id         UInt32,
  effective_from Date                    COMMENT 'local day of the workspace, included',
  channel        LowCardinality(String),
  account_id     UInt32                  COMMENT '0 = every account of the channel',
  category       LowCardinality(String)  COMMENT 'what the channel calls the message, such as marketing; empty = any',
  sender         LowCardinality(String)  COMMENT 'agent, bot, auto, broadcast, unknown; empty = any',
  price          Decimal(18, 6)          COMMENT 'of one message, in currency',
  currency       LowCardinality(String)  COMMENT 'ISO 4217',
  version        UInt64                  COMMENT 'the highest stands',
  is_deleted     UInt8
) ENGINE = ReplacingMergeTree(version, is_deleted)
ORDER BY (workspace_id, fee_id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
