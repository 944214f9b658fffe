-- The events of some identities, as the rules need them, identity by identity in stream order.
-- Identities  of the workspaces, identity_id in [from, to], both included, and of those the listed ones (an empty
--             list = all)
-- Order       that of the table: read in flat memory, however long one identity's history is
-- Source      events_v1, the row that stands of each event; deleted events are left out
SELECT
  workspace_id,
  identity_id,
  event_id,
  toUnixTimestamp64Milli(occurred_at) AS occurred_ms,
  sequence,
  version,
  type,
  channel,
  account_id,
  conversation_id,
  message_id,
  reply_to,
  sender,
  agent_id,
  reason,
  broadcast_id,
  link_id,
  ref,
  given_source,
  given_medium,
  given_campaign,
  given_content,
  given_term,
  ad_id,
  click_id,
  kind,
  text_hash
FROM events_v1 FINAL
PREWHERE workspace_id IN {workspace_ids:Array(UInt32)}
  AND identity_id >= {from:UInt64}
  AND identity_id <= {to:UInt64}
  AND (empty({identity_ids:Array(UInt64)}) OR identity_id IN {identity_ids:Array(UInt64)})
ORDER BY workspace_id, identity_id, occurred_at, sequence, event_id
