-- With which message of a burst the clock of a wait starts. The settle time stands beside it whichever it is: reports can
-- be asked for the other one, so both ends of a burst are derived.
ALTER TABLE definitions_v1
  ADD COLUMN IF NOT EXISTS clock_starts LowCardinality(String) DEFAULT ''
  COMMENT 'first, last; empty in rows of before: last where settle_seconds is more than 0'
  AFTER settle_seconds
