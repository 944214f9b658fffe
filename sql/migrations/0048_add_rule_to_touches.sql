-- What gave a touch its labels, so that other rules can be tried on it: a field that was sent with the event stays, the
-- others are read anew from ref, channel, account and whether there is an ad.
ALTER TABLE touches_v1
  ADD COLUMN IF NOT EXISTS rule  UInt16 DEFAULT 0 COMMENT 'the source rule that read ref, 1 is the first; 0 = none' CODEC(ZSTD(1)) AFTER term,
  ADD COLUMN IF NOT EXISTS given UInt8  DEFAULT 0 COMMENT 'which labels were sent with the event: 1 source, 2 medium, 4 campaign, 8 content, 16 term' CODEC(ZSTD(1)) AFTER rule
