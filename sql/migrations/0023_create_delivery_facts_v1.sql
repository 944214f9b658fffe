-- Which messages of ours were delivered and read, for the Overview: rows like those of overview_facts_v1, at the moment
-- the message was sent; milliseconds is how long it took. Always filter by workspace_id and at.
-- Where outgoing messages are not to be seen, what arrived of them is left out. Messages that count in another account
-- of the same chats have no status at all.
CREATE VIEW IF NOT EXISTS delivery_facts_v1 AS
SELECT
  workspace_id,
  toUInt32(0)                    AS definition_id,
  toLowCardinality(status.1)     AS fact,
  sent_at                        AS at,
  identity_id,
  event_id,
  toUnixTimestamp64Milli(status.2) - toUnixTimestamp64Milli(sent_at) AS milliseconds,
  account_id,
  channel
FROM message_statuses_v1 FINAL
ARRAY JOIN [('message_delivered', delivered_at), ('message_read', read_at)] AS status
WHERE status.2 > toDateTime64(0, 3, 'UTC')
  AND (workspace_id, account_id) NOT IN (
    SELECT workspace_id, account_id FROM account_settings_v1 FINAL WHERE outgoing = 'never'
  )
