-- The events of some identities, as the rules need them, identity by identity in stream order.
-- Identities  of the workspaces, identity_id in [from, to], both included, and of those the listed ones (an empty
--             list = all)
-- Since       of each listed identity from an instant on (milliseconds UTC), `least` being the earliest of them
-- Order       that of the table: read in flat memory, however long one identity's history is
-- Rare        what few events say, in one array that is empty for all others: the reader's time goes by columns
-- Source      events_v1, the row that stands of each event; deleted events are left out
WITH
  [
    toString(reply_to), toString(broadcast_id), toString(link_id), toString(reason), ref, toString(given_source),
    toString(given_medium), toString(given_campaign), toString(given_content), toString(given_term), ad_id, click_id,
    toString(toUnixTimestamp64Milli(watermark_at))
  ] AS rare_cells
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
  sender,
  agent_id,
  kind,
  text_hash,
  if(rare_cells = ['0', '0', '0', '', '', '', '', '', '', '', '', '', '0'], [], rare_cells) AS rare
FROM events_v1 FINAL
PREWHERE workspace_id IN {workspace_ids:Array(UInt32)}
  AND identity_id >= {from:UInt64}
  AND identity_id <= {to:UInt64}
  AND (empty({identity_ids:Array(UInt64)}) OR identity_id IN {identity_ids:Array(UInt64)})
  AND occurred_at >= fromUnixTimestamp64Milli({least:Int64})
  AND toUnixTimestamp64Milli(occurred_at) >=
    transform(identity_id, {since_ids:Array(UInt64)}, {since_ms:Array(Int64)}, {least:Int64})
ORDER BY workspace_id, identity_id, occurred_at, sequence, event_id
