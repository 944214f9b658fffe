-- Which identities of agents are one person. Reports count whatever agent_id did under counts_as; events and waits keep
-- their own. Read with FINAL: the highest version stands; a row that counts as itself takes a joining back.
CREATE TABLE IF NOT EXISTS agent_identities_v1 (
  workspace_id UInt32,
  agent_id     UInt64,
  counts_as    UInt64 COMMENT 'resolved: never itself joined to another',
  version      UInt64
) ENGINE = ReplacingMergeTree(version)
ORDER BY (workspace_id, agent_id)
