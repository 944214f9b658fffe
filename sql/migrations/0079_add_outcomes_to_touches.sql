-- What became of a start, so that no report looks for the message and the subscription after each. 1970 = neither within a
-- day, or the touch is no start, or it is not derived anew yet.
ALTER TABLE touches_v1
  ADD COLUMN IF NOT EXISTS written_at DateTime64(3, 'UTC')
    COMMENT 'of a start: first message of the contact within a day' CODEC(T64, LZ4) AFTER is_direct,
  ADD COLUMN IF NOT EXISTS subscribed_at DateTime64(3, 'UTC')
    COMMENT 'of a start: next subscription of its account within a day' CODEC(T64, LZ4) AFTER written_at
