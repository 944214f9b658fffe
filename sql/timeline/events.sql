-- What happened in one dialogue, in order. Messages are those that count, with what became of them; arrivals also from
-- before the first message, back to the end of the dialogue before; of what is no message also what came after the last
-- one, until the next dialogue begins.
SELECT
  toString(event.event_id) AS event_id,
  type,
  event.occurred_at AS occurred_at,
  multiIf(type = 'message_received', 'contact', type = 'message_sent', toString(event.sender), NULL) AS sender,
  if(agent = 0, NULL, toString(agent)) AS agent_id,
  CAST(NULL, 'Nullable(String)') AS agent_name,
  if(is_message, kind, NULL) AS content_kind,
  if(is_message, event.text_length, NULL) AS text_length,
  if(fate.delivered_at > never, fate.delivered_at, NULL) AS delivered_at,
  if(fate.read_at > never, fate.read_at, NULL)           AS read_at,
  if(fate.failed_at > never, fate.failed_at, NULL)       AS failed_at,
  if(fate.edited_at > never, fate.edited_at, NULL)       AS edited_at,
  if(fate.deleted_at > never, fate.deleted_at, NULL)     AS deleted_at,
  nullIf(event.ref, '') AS ref,
  if(type = 'rated', event.rating, NULL) AS rating,
  nullIf(toString(event.reason), '') AS reason
FROM (
  WITH
    toDateTime64(0, 3, 'UTC') AS never,
    (
      SELECT (groupArray(agent_id), groupArray(counts_as))
      FROM agent_identities_v1 FINAL
      WHERE workspace_id = {workspace_id:UInt32}
    ) AS joined
  SELECT
    workspace_id, event_id, type, occurred_at, sequence, sender, kind, text_length, ref, rating, reason, never,
    type IN ('message_received', 'message_sent') AS is_message,
    transform(agent_id, joined.1, joined.2, agent_id) AS agent
  FROM events_v1 FINAL
  WHERE workspace_id = {workspace_id:UInt32}
    AND identity_id = {identity_id:UInt64}
    AND occurred_at > {previous_ended_at:DateTime64(3, 'UTC')}
    AND occurred_at < {next_started_at:DateTime64(3, 'UTC')}
    AND (
      type IN {arrivals:Array(String)} AND occurred_at <= {ended_at:DateTime64(3, 'UTC')}
      OR type IN {happenings:Array(String)} AND occurred_at >= {started_at:DateTime64(3, 'UTC')}
      OR type IN ('message_received', 'message_sent')
        AND occurred_at >= {started_at:DateTime64(3, 'UTC')}
        AND occurred_at <= {ended_at:DateTime64(3, 'UTC')}
        AND event_id IN (
          SELECT event_id
          FROM counted_messages_v1
          WHERE workspace_id = {workspace_id:UInt32}
            AND identity_id = {identity_id:UInt64}
            AND occurred_at >= {started_at:DateTime64(3, 'UTC')}
            AND occurred_at <= {ended_at:DateTime64(3, 'UTC')}
        )
    )
  ORDER BY occurred_at, sequence, event_id
  LIMIT 1 BY event_id
  LIMIT {event_limit:UInt32}
) AS event
LEFT JOIN (
  SELECT event_id, delivered_at, read_at, failed_at, edited_at, deleted_at
  FROM message_statuses_v1 FINAL
  WHERE workspace_id = {workspace_id:UInt32}
    AND identity_id = {identity_id:UInt64}
    AND sent_at >= {started_at:DateTime64(3, 'UTC')}
    AND sent_at <= {ended_at:DateTime64(3, 'UTC')}
) AS fate USING (event_id)
ORDER BY event.occurred_at, event.sequence, event.event_id
