-- With which rules everything was derived. 0: by a version that knew no such number, so everything is derived anew.
ALTER TABLE derivation_state_v1
  ADD COLUMN IF NOT EXISTS rules UInt32 DEFAULT 0
  COMMENT 'the number of the rules that made all derived rows'
  AFTER cursor
