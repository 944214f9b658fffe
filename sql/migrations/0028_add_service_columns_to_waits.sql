-- What service reports ask of a wait beside its instants. A business reading is how many open milliseconds a calendar
-- has had from its beginning to an instant: the difference of two is the business time between them, whatever versions
-- of the calendar lie between. Readings of the account's calendar are the customer's, those of the answering agent's
-- are the agent's. Calendar 0: none is known, and neither is business time; readings are 0 then.
ALTER TABLE waits_v1
  ADD COLUMN IF NOT EXISTS settled_at DateTime64(3, 'UTC')
    COMMENT 'last message of the burst, by the settle time of the definition, whichever starts the clock' CODEC(T64, LZ4) AFTER clock_started_at,
  ADD COLUMN IF NOT EXISTS assignee_id UInt64
    COMMENT 'whom the contact was assigned to when the wait ended, or is; 0 = nobody' CODEC(ZSTD(1)) AFTER assigned_at,
  ADD COLUMN IF NOT EXISTS calendar_id UInt32
    COMMENT 'of the account, else of the workspace; 0 = none' CODEC(ZSTD(1)) AFTER assignee_id,
  ADD COLUMN IF NOT EXISTS since_business_ms Int64
    COMMENT 'reading of calendar_id at waiting_since' CODEC(T64, LZ4) AFTER calendar_id,
  ADD COLUMN IF NOT EXISTS settled_business_ms Int64
    COMMENT 'reading of calendar_id at settled_at' CODEC(T64, LZ4) AFTER since_business_ms,
  ADD COLUMN IF NOT EXISTS answered_business_ms Int64
    COMMENT 'reading of calendar_id at answered_at' CODEC(T64, LZ4) AFTER settled_business_ms,
  ADD COLUMN IF NOT EXISTS began_off_hours UInt8
    COMMENT '1 = calendar_id was closed at waiting_since' CODEC(ZSTD(1)) AFTER answered_business_ms,
  ADD COLUMN IF NOT EXISTS answered_off_hours UInt8
    COMMENT '1 = calendar_id was closed at answered_at' CODEC(ZSTD(1)) AFTER began_off_hours,
  ADD COLUMN IF NOT EXISTS agent_calendar_id UInt32
    COMMENT 'of who answered, else of the account; 0 = none, or not answered' CODEC(ZSTD(1)) AFTER answered_off_hours,
  ADD COLUMN IF NOT EXISTS agent_since_business_ms Int64
    COMMENT 'reading of agent_calendar_id at waiting_since' CODEC(T64, LZ4) AFTER agent_calendar_id,
  ADD COLUMN IF NOT EXISTS agent_settled_business_ms Int64
    COMMENT 'at settled_at' CODEC(T64, LZ4) AFTER agent_since_business_ms,
  ADD COLUMN IF NOT EXISTS agent_handed_off_business_ms Int64
    COMMENT 'at handed_off_at; 0 without' CODEC(T64, LZ4) AFTER agent_settled_business_ms,
  ADD COLUMN IF NOT EXISTS agent_assigned_business_ms Int64
    COMMENT 'at assigned_at; 0 without' CODEC(T64, LZ4) AFTER agent_handed_off_business_ms,
  ADD COLUMN IF NOT EXISTS agent_answered_business_ms Int64
    COMMENT 'at answered_at' CODEC(T64, LZ4) AFTER agent_assigned_business_ms
