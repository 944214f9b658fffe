-- The columns that waits_v1 has.
ALTER TABLE open_waits_v1
  ADD COLUMN IF NOT EXISTS shared_by Array(UInt64)
    COMMENT 'whoever answered in the dialogue, where these are several; 0 = somebody whom nobody named' CODEC(ZSTD(1)) AFTER held_by,
  ADD COLUMN IF NOT EXISTS arrival LowCardinality(String) DEFAULT if(ref = '', 'direct', 'ref')
    COMMENT 'ref, no_ref, direct, unattributed' AFTER channel,
  ADD COLUMN IF NOT EXISTS link_id UInt32
    COMMENT 'of the touch in force' CODEC(ZSTD(1)) AFTER arrival,
  ADD COLUMN IF NOT EXISTS ad_id String
    COMMENT 'of the touch in force' CODEC(ZSTD(1)) AFTER link_id
