-- Which team an agent is in now: reports by team read it, history moves with the agent. 0 = none.
ALTER TABLE agent_identities_v1
  ADD COLUMN IF NOT EXISTS team_id UInt32 DEFAULT 0
  COMMENT 'of whom the identity counts as'
  AFTER counts_as
