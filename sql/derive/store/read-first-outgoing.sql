-- Since when the own messages of some accounts were seen, as it is written down; milliseconds UTC. Without: no row.
SELECT account_id, toUnixTimestamp64Milli(min(first_outgoing_at)) AS first_ms
FROM account_facts_v1
WHERE workspace_id = {workspace_id:UInt32}
  AND account_id IN {account_ids:Array(UInt32)}
GROUP BY account_id
