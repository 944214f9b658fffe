-- Every row of a message that counts: what was received and sent, without those that count in another account of the same
-- chats. A view over events; always filter by workspace_id and occurred_at. Whoever counts messages reads counted_messages_v1.
-- One number per account finds its spans: a join, or a tuple IN a set, would cost every report as much again.
CREATE VIEW IF NOT EXISTS counted_message_rows_v1 AS
WITH
  (
    SELECT (groupArray(account), groupArray(spans))
    FROM (
      SELECT
        toUInt64(workspace_id) * 4294967296 + account_id AS account,
        groupArray((type, from_at, until_at))            AS spans
      FROM counted_elsewhere_v1
      GROUP BY account
    )
  ) AS elsewhere,
  transform(
    toUInt64(workspace_id) * 4294967296 + account_id,
    arrayPushBack(elsewhere.1, 0),
    arrayPushBack(arrayEnumerate(elsewhere.1), 0),
    toUInt32(0)
  ) AS place
SELECT
  workspace_id, identity_id, occurred_at, event_id, type, channel, account_id, sender, agent_id, broadcast_id, received_at,
  kind, text_length, sequence, version
FROM events_v1 FINAL
WHERE type IN ('message_received', 'message_sent')
  AND (
    empty(elsewhere.1)
    OR place = 0
    OR NOT arrayExists(
      span -> span.1 = type AND span.2 <= occurred_at AND occurred_at < span.3,
      elsewhere.2[place]
    )
  )
