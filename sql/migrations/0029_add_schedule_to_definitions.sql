-- Whose calendar is which, with the hours of each: business time of waits is derived with it.
ALTER TABLE definitions_v1
  ADD COLUMN IF NOT EXISTS schedule String DEFAULT ''
  COMMENT 'JSON, as contracts/calendars.ts says; empty = nobody has a calendar'
  AFTER settle_seconds
