-- What service reports ask of a dialogue: bots, hand-offs, closing, and who was there before. Who acts in a message of an
-- unknown sender is the account's default sender, as for waits. A business reading is how many open milliseconds the
-- calendar has had from its beginning: the difference of two is the business time between them.
ALTER TABLE dialogues_v1
  ADD COLUMN IF NOT EXISTS bot_wrote_at DateTime64(3, 'UTC')
    COMMENT 'first message of a bot' CODEC(T64, LZ4) AFTER first_agent_id,
  ADD COLUMN IF NOT EXISTS bot_last_wrote_at DateTime64(3, 'UTC')
    COMMENT 'last message of a bot' CODEC(T64, LZ4) AFTER bot_wrote_at,
  ADD COLUMN IF NOT EXISTS agent_wrote_at DateTime64(3, 'UTC')
    COMMENT 'first message of a person of ours, calls included' CODEC(T64, LZ4) AFTER bot_last_wrote_at,
  ADD COLUMN IF NOT EXISTS handed_off_at DateTime64(3, 'UTC')
    COMMENT 'first hand-off to people' CODEC(T64, LZ4) AFTER agent_wrote_at,
  ADD COLUMN IF NOT EXISTS assignee_id UInt64
    COMMENT 'whom the contact was assigned to at the closing, without one before the next dialogue, or is; 0 = nobody' CODEC(ZSTD(1)) AFTER handed_off_at,
  ADD COLUMN IF NOT EXISTS previous_agent_id UInt64
    COMMENT 'first_agent_id of the identity''s previous dialogue; 0 = nobody known' CODEC(ZSTD(1)) AFTER assignee_id,
  ADD COLUMN IF NOT EXISTS calendar_id UInt32
    COMMENT 'of the account, else of the workspace; 0 = none, then readings are 0' CODEC(ZSTD(1)) AFTER previous_agent_id,
  ADD COLUMN IF NOT EXISTS incoming_business_ms Int64
    COMMENT 'reading of calendar_id at first_incoming_at; 0 without' CODEC(T64, LZ4) AFTER calendar_id,
  ADD COLUMN IF NOT EXISTS resolved_business_ms Int64
    COMMENT 'reading of calendar_id at resolved_at; 0 without' CODEC(T64, LZ4) AFTER incoming_business_ms
