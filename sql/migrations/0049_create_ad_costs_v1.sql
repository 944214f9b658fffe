-- What advertising cost, as told: one row per line of an imported file, or per day of a cost entered by hand. Money of
-- several currencies: convert before summing. A row counts only while its entry stands for its day (ad_cost_days_v1), so
-- rows are written first, in as many blocks as it takes, and begin to count all at once. Read with FINAL: a block that
-- was sent twice holds the same rows.
CREATE TABLE IF NOT EXISTS ad_costs_v1 (
  workspace_id UInt32                  CODEC(ZSTD(1)),
  sheet_id     UInt32                  COMMENT 'what is replaced as a whole: an advertising account, or a cost entered by hand' CODEC(ZSTD(1)),
  day          Date                    COMMENT 'local day of the advertiser' CODEC(ZSTD(1)),
  entry_id     UInt32                  COMMENT 'the import that brought it' CODEC(ZSTD(1)),
  line         UInt32                  COMMENT 'of the file, from 1; 1 for a cost entered by hand' CODEC(ZSTD(1)),
  source       LowCardinality(String)  COMMENT 'this and the next four: empty = not told',
  medium       LowCardinality(String),
  campaign     LowCardinality(String),
  content      LowCardinality(String),
  term         LowCardinality(String),
  ad_id        String                  COMMENT 'of the advertising system; empty = not told' CODEC(ZSTD(1)),
  channel      LowCardinality(String)  COMMENT 'the messenger it was spent for; empty = not told',
  account_id   UInt32                  COMMENT 'the account it was spent for; 0 = not told' CODEC(ZSTD(1)),
  amount       Decimal(18, 4)          COMMENT 'in currency; negative: money that came back' CODEC(ZSTD(1)),
  currency     LowCardinality(String)  COMMENT 'ISO 4217',
  clicks       Nullable(UInt64)        COMMENT 'NULL = not told' CODEC(ZSTD(1)),
  impressions  Nullable(UInt64)        COMMENT 'NULL = not told' CODEC(ZSTD(1))
) ENGINE = ReplacingMergeTree
ORDER BY (workspace_id, sheet_id, day, entry_id, line)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
