-- What reports on channels asked the touch in force for, so that none looks it up for each dialogue; and when the contact
-- wrote last. Until a dialogue is derived anew, its ref and touch say how it came about, and 1970 that the last message is not
-- known.
ALTER TABLE dialogues_v1
  ADD COLUMN IF NOT EXISTS last_incoming_at DateTime64(3, 'UTC')
    COMMENT 'last message of the contact' CODEC(T64, LZ4) AFTER first_incoming_at,
  ADD COLUMN IF NOT EXISTS arrival LowCardinality(String) DEFAULT multiIf(ref != '', 'ref', touch_event_id = 0, 'unattributed', 'direct')
    COMMENT 'ref, no_ref, direct, unattributed' AFTER touch_event_id,
  ADD COLUMN IF NOT EXISTS link_id UInt32
    COMMENT 'of the touch in force' CODEC(ZSTD(1)) AFTER arrival,
  ADD COLUMN IF NOT EXISTS ad_id String
    COMMENT 'of the touch in force' CODEC(ZSTD(1)) AFTER link_id
