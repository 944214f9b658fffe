-- What events taught about an account. Read by grouping with min(); a missing account has none.
CREATE TABLE IF NOT EXISTS account_facts_v1 (
  workspace_id      UInt32,
  account_id        UInt32,
  first_outgoing_at SimpleAggregateFunction(min, DateTime64(3, 'UTC'))
) ENGINE = AggregatingMergeTree
ORDER BY (workspace_id, account_id)
