-- messages: every message that counts, row by row; no text is stored.
-- Grain   one row per message; one that was sent with two times is there at the earlier
-- Period  [from, to), UTC; a message belongs to when it was sent
-- Zone    hours of the day and weekdays are those of time_zone; instants come as UTC
-- Source  counted_messages_v1 without our messages on accounts that do not let them be seen; message_statuses_v1;
--         dialogues_v1 under one definition; agent_identities_v1 for who is whom; delivery_visibility_v1 for who tells of
--         reading
-- Order   by row_key: what is ordered by, moment, identity, event
-- Empty   no row
WITH
  toDateTime64(0, 3, 'UTC') AS never,
  -- The accounts that tell of reading, with the moment since when; nothing is read unless it is asked for.
  (
    SELECT groupArrayIf((account_id, assumeNotNull(read_since)), read_since IS NOT NULL)
    FROM delivery_visibility_v1
    WHERE workspace_id = {workspace_id:UInt32}
      AND {tells_read:String} != 'any'
  ) AS telling
SELECT
  tuple(
    if({order:String} = 'newest', -1, 1) * toUnixTimestamp64Milli(message.occurred_at),
    toUnixTimestamp64Milli(message.occurred_at),
    message.identity_id,
    message.event_id
  ) AS row_key,
  toString(message.event_id) AS event_id,
  message.occurred_at AS occurred_at,
  if(type = 'message_received', 'incoming', 'outgoing') AS direction,
  message.who AS sender,
  if(message.agent = 0, NULL, toString(message.agent)) AS agent_id,
  CAST(NULL, 'Nullable(String)') AS agent_name,
  kind AS content_kind,
  text_length,
  nullIf(fate.delivered_at, never) AS delivered_at,
  nullIf(fate.read_at, never)      AS read_at,
  nullIf(fate.failed_at, never)    AS failed_at,
  nullIf(fate.edited_at, never)    AS edited_at,
  nullIf(fate.deleted_at, never)   AS deleted_at,
  if(message.broadcast_id = 0, NULL, toString(message.broadcast_id)) AS broadcast_id,
  if(
    dialogue.first_event_id != 0 AND message.occurred_at <= dialogue.ended_at,
    concat(
      toString(message.identity_id), '-',
      toString(toUnixTimestamp64Milli(dialogue.started_at)), '-',
      toString(dialogue.first_event_id)
    ),
    NULL
  ) AS dialogue_id,
  toString(message.identity_id) AS identity_id,
  CAST(NULL, 'Nullable(String)') AS contact_name,
  channel,
  toString(message.account_id) AS account_id,
  CAST(NULL, 'Nullable(String)') AS account_name
FROM (
  SELECT
    workspace_id, identity_id, occurred_at, event_id, type, channel, account_id, broadcast_id, kind, text_length,
    if(type = 'message_received', 'contact', toString(sender)) AS who,
    if(joined.counts_as = 0, agent_id, joined.counts_as) AS agent
  FROM counted_messages_v1
  LEFT JOIN (
    SELECT agent_id, counts_as, team_id
    FROM agent_identities_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32}
  ) AS joined USING (agent_id)
  WHERE workspace_id = {workspace_id:UInt32}
    AND occurred_at >= {from:DateTime64(3, 'UTC')}
    AND occurred_at <  {to:DateTime64(3, 'UTC')}
    AND occurred_at >= {page_from:DateTime64(3, 'UTC')}
    AND occurred_at <  {page_to:DateTime64(3, 'UTC')}
    AND (empty({channels:Array(String)}) OR channel IN {channels:Array(String)})
    AND (empty({account_ids:Array(UInt32)}) OR account_id IN {account_ids:Array(UInt32)})
    AND (empty({identity_ids:Array(UInt64)}) OR identity_id IN {identity_ids:Array(UInt64)})
    AND (type = 'message_received' OR account_id NOT IN (
      SELECT account_id
      FROM account_settings_v1 FINAL
      WHERE workspace_id = {workspace_id:UInt32} AND outgoing = 'never'
    ))
    AND (
      empty({directions:Array(String)})
      OR if(type = 'message_received', 'incoming', 'outgoing') IN {directions:Array(String)}
    )
    AND (empty({senders:Array(String)}) OR who IN {senders:Array(String)})
    AND (empty({content_kinds:Array(String)}) OR kind IN {content_kinds:Array(String)})
    AND (
      {tells_read:String} = 'any'
      OR arrayExists(account -> account.1 = account_id AND account.2 <= occurred_at, telling)
        = ({tells_read:String} = 'yes')
    )
    -- Nobody of ours wrote what came in: it belongs to no agent, not even to the unnamed.
    AND (empty({agent_ids:Array(UInt64)}) OR who = 'agent' AND (agent IN {agent_ids:Array(UInt64)} OR agent IN (
      SELECT counts_as
      FROM agent_identities_v1 FINAL
      WHERE workspace_id = {workspace_id:UInt32} AND agent_id IN {agent_ids:Array(UInt64)}
    )))
    AND (empty({team_ids:Array(UInt32)}) OR who = 'agent' AND joined.team_id IN {team_ids:Array(UInt32)})
    AND (
      empty({hours_of_day:Array(UInt8)}) OR toHour(occurred_at, {time_zone:String}) IN {hours_of_day:Array(UInt8)}
    )
    AND (
      empty({weekdays:Array(UInt8)}) OR toDayOfWeek(occurred_at, 0, {time_zone:String}) IN {weekdays:Array(UInt8)}
    )
) AS message
LEFT JOIN (
  SELECT identity_id, event_id, sent_at, delivered_at, read_at, failed_at, edited_at, deleted_at
  FROM message_statuses_v1 FINAL
  WHERE workspace_id = {workspace_id:UInt32}
    AND sent_at >= {from:DateTime64(3, 'UTC')}
    AND sent_at <  {to:DateTime64(3, 'UTC')}
    AND sent_at >= {page_from:DateTime64(3, 'UTC')}
    AND sent_at <  {page_to:DateTime64(3, 'UTC')}
) AS fate ON message.identity_id = fate.identity_id AND message.event_id = fate.event_id
ASOF LEFT JOIN (
  SELECT identity_id, started_at, first_event_id, ended_at
  FROM dialogues_v1 FINAL
  WHERE workspace_id = {workspace_id:UInt32}
    AND definition_id = {definition_id:UInt32}
    AND started_at < {to:DateTime64(3, 'UTC')}
    AND ended_at >= {from:DateTime64(3, 'UTC')}
    AND started_at < {page_to:DateTime64(3, 'UTC')}
    AND ended_at >= {page_from:DateTime64(3, 'UTC')}
) AS dialogue ON message.identity_id = dialogue.identity_id AND message.occurred_at >= dialogue.started_at
WHERE workspace_id = {workspace_id:UInt32}
  AND (empty({statuses:Array(String)})
    OR has({statuses:Array(String)}, 'delivered') AND fate.delivered_at > never
    OR has({statuses:Array(String)}, 'read') AND fate.read_at > never
    OR has({statuses:Array(String)}, 'failed') AND fate.failed_at > never
    OR has({statuses:Array(String)}, 'edited') AND fate.edited_at > never
    OR has({statuses:Array(String)}, 'deleted') AND fate.deleted_at > never)
