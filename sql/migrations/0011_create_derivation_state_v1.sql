-- How far derivation has read. Read with FINAL: the highest version stands.
CREATE TABLE IF NOT EXISTS derivation_state_v1 (
  name    LowCardinality(String),
  cursor  DateTime64(3, 'UTC')  COMMENT 'marks before it, minus an overlap, have been derived',
  version UInt64
) ENGINE = ReplacingMergeTree(version)
ORDER BY name
