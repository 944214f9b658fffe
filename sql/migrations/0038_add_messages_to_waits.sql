-- How many messages wait together: those of the contact from the beginning of a wait to what ends it.
ALTER TABLE waits_v1
  ADD COLUMN IF NOT EXISTS messages_received UInt32
  COMMENT 'incoming messages that the wait holds' CODEC(T64, LZ4)
  AFTER last_incoming_at
