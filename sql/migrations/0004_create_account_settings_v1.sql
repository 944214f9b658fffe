-- What derivation and reports must know of an account. Read with FINAL: the highest version stands.
CREATE TABLE IF NOT EXISTS account_settings_v1 (
  workspace_id        UInt32,
  account_id          UInt32,
  channel             LowCardinality(String),
  outgoing            LowCardinality(String)  COMMENT 'auto, always, never: whether our own messages are seen',
  default_sender      LowCardinality(String)  COMMENT 'bot or agent: what an unknown sender counts as for waits',
  subscriptions       UInt8                   COMMENT '1 = subscribing and unsubscribing are told',
  silence_gap_seconds UInt32                  COMMENT '0 = the workspace''s',
  version             UInt64
) ENGINE = ReplacingMergeTree(version)
ORDER BY (workspace_id, account_id)
