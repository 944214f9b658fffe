-- The earliest outgoing message that stands of some accounts; milliseconds UTC. Without one: no row.
SELECT account_id, toUnixTimestamp64Milli(min(occurred_at)) AS first_ms
FROM events_v1 FINAL
WHERE workspace_id = {workspace_id:UInt32}
  AND account_id IN {account_ids:Array(UInt32)}
  AND type = 'message_sent'
GROUP BY account_id
