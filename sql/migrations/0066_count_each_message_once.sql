-- Every message that counts, once: of one that a caller sent with two times, the row that derivation takes, the earliest.
-- A view over events; always filter by workspace_id and occurred_at. Whoever counts messages reads this, not events_v1.
-- Only people who repeat something are looked at row by row: a set of the ids of all messages took most of the time of
-- every report that counts them. TRICKY: in two parts, since a condition that tells both kinds apart costs each row three
-- times as much; the number of repeating people makes the first part a plain reading where there are none.
CREATE OR REPLACE VIEW counted_messages_v1 AS
WITH (SELECT count() FROM repeating_identities_v1) AS repeating
SELECT
  workspace_id, identity_id, occurred_at, event_id, type, channel, account_id, sender, agent_id, broadcast_id, received_at,
  kind, text_length
FROM counted_message_rows_v1
WHERE repeating = 0 OR identity_id NOT IN (SELECT identity_id FROM repeating_identities_v1)

UNION ALL
SELECT
  workspace_id, identity_id, occurred_at, event_id, type, channel, account_id, sender, agent_id, broadcast_id, received_at,
  kind, text_length
FROM (
  SELECT *
  FROM counted_message_rows_v1
  WHERE (workspace_id, identity_id) IN (SELECT workspace_id, identity_id FROM repeating_identities_v1)
  ORDER BY occurred_at, version DESC, sequence
  LIMIT 1 BY workspace_id, identity_id, event_id
)
