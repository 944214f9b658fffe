-- Which entry stands for a day of a cost sheet: one row per sheet and day. Read with FINAL. All days of an entry are
-- written in one block, which is there as a whole or not at all: an import replaces the days it brings and no others,
-- never counts beside what it replaces, and one that died half way counts for nothing. Undoing it is the same, backwards.
CREATE TABLE IF NOT EXISTS ad_cost_days_v1 (
  workspace_id UInt32  CODEC(ZSTD(1)),
  sheet_id     UInt32  CODEC(ZSTD(1)),
  day          Date    CODEC(ZSTD(1)),
  entry_id     UInt32  COMMENT '0 = none: the day has no cost' CODEC(ZSTD(1)),
  version      UInt64  COMMENT 'the highest stands' CODEC(ZSTD(1))
) ENGINE = ReplacingMergeTree(version)
ORDER BY (workspace_id, sheet_id, day)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
