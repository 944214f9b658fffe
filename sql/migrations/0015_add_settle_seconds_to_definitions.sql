-- How far apart messages of a burst may be for a wait's clock to start with the last; 0 = it starts with the first.
ALTER TABLE definitions_v1
  ADD COLUMN IF NOT EXISTS settle_seconds UInt32 DEFAULT 0 AFTER courtesy_hashes
