-- How much of one currency one unit of another is worth, by day. Read with FINAL. A day without a rate has that of the
-- latest day before it; before the first one there is none.
CREATE TABLE IF NOT EXISTS currency_rates_v1 (
  workspace_id  UInt32                  CODEC(ZSTD(1)),
  to_currency   LowCardinality(String)  COMMENT 'ISO 4217; the one that the workspace counts in',
  from_currency LowCardinality(String)  COMMENT 'ISO 4217; the one that something cost',
  day           Date                    COMMENT 'local day of the workspace from which it holds' CODEC(ZSTD(1)),
  rate          Decimal(18, 10)         COMMENT 'units of to_currency for one of from_currency' CODEC(ZSTD(1)),
  version       UInt64                  COMMENT 'the highest stands' CODEC(ZSTD(1)),
  is_deleted    UInt8                   CODEC(ZSTD(1))
) ENGINE = ReplacingMergeTree(version, is_deleted)
ORDER BY (workspace_id, to_currency, from_currency, day)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
