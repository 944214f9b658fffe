-- Where the length and the age of a wait are counted from. What was derived before counts from the first message.
ALTER TABLE waits_v1
  ADD COLUMN IF NOT EXISTS clock_started_at DateTime64(3, 'UTC') DEFAULT waiting_since
  COMMENT 'first message, or the last one of a burst that has to settle' CODEC(T64, LZ4)
  AFTER last_incoming_at
