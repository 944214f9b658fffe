-- dialogues: every dialogue, row by row.
-- Grain   one row per dialogue
-- Period  [from, to), UTC; a dialogue belongs to its first message
-- Zone    hours of the day and weekdays are those of time_zone; instants come as UTC
-- Source  dialogues_v1 and service_waits_v1 under one definition; agent_identities_v1 for who is whom;
--         account_settings_v1 for accounts that do not let our messages be seen: what needs them is NULL there
-- Order   by row_key: what is ordered by, beginning, identity, first event
-- Empty   no row
WITH
  toDateTime64(0, 3, 'UTC') AS never,
  (
    SELECT (groupArray(agent_id), groupArray(counts_as), groupArray(team_id))
    FROM agent_identities_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32}
  ) AS joined
SELECT
  tuple(
    multiIf(
      {order:String} = 'newest',  -toUnixTimestamp64Milli(dialogue.started_at),
      {order:String} = 'longest', -duration_ms,
      toUnixTimestamp64Milli(dialogue.started_at)
    ),
    toUnixTimestamp64Milli(dialogue.started_at),
    dialogue.identity_id,
    dialogue.first_event_id
  ) AS row_key,
  concat(
    toString(dialogue.identity_id), '-',
    toString(toUnixTimestamp64Milli(dialogue.started_at)), '-',
    toString(dialogue.first_event_id)
  ) AS dialogue_id,
  toString(dialogue.identity_id) AS identity_id,
  CAST(NULL, 'Nullable(String)') AS contact_name,
  dialogue.started_at AS started_at,
  ended_at,
  duration_ms / 1000 AS duration_seconds,
  starter,
  messages_received,
  if(sees_outgoing, dialogue.messages_sent_by_agents, NULL)     AS messages_sent_by_agents,
  if(sees_outgoing, dialogue.messages_sent_by_bots, NULL)       AS messages_sent_by_bots,
  if(sees_outgoing, dialogue.messages_sent_auto, NULL)          AS messages_sent_auto,
  if(sees_outgoing, dialogue.messages_sent_by_unknown, NULL)    AS messages_sent_by_unknown,
  if(sees_outgoing, dialogue.messages_sent_in_broadcasts, NULL) AS messages_sent_in_broadcasts,
  toUInt32(answering.waits) AS waits,
  if(sees_outgoing, toUInt32(answering.answered), NULL) AS waits_answered,
  answering.first_response_ms / 1000 AS first_response_seconds,
  if(first_agent = 0, NULL, toString(first_agent)) AS first_agent_id,
  CAST(NULL, 'Nullable(String)') AS first_agent_name,
  toUInt32(answering.agents) AS agents,
  nullIf(dialogue.resolved_at, never) AS resolved_at,
  CAST(returns, 'Bool') AS is_repeat,
  if(comes_back, pause_ms / 1000, NULL) AS since_previous_seconds,
  channel,
  toString(dialogue.account_id) AS account_id,
  CAST(NULL, 'Nullable(String)') AS account_name,
  nullIf(dialogue.ref, '') AS ref,
  nullIf(toString(dialogue.source), '') AS source
FROM (
  SELECT
    *,
    toUnixTimestamp64Milli(ended_at) - toUnixTimestamp64Milli(started_at) AS duration_ms,
    messages_received > 0 AND previous_ended_at > never AS comes_back,
    toUnixTimestamp64Milli(first_incoming_at) - toUnixTimestamp64Milli(previous_ended_at) AS pause_ms,
    comes_back AND starter IN ('contact', 'broadcast_reply')
      AND pause_ms > {repeat_after_seconds:UInt32} * 1000 AS returns,
    transform(first_agent_id, joined.1, joined.2, first_agent_id) AS first_agent,
    account_id NOT IN (
      SELECT account_id
      FROM account_settings_v1 FINAL
      WHERE workspace_id = {workspace_id:UInt32} AND outgoing = 'never'
    ) AS sees_outgoing
  FROM dialogues_v1 FINAL
  WHERE workspace_id = {workspace_id:UInt32}
    AND definition_id = {definition_id:UInt32}
    AND started_at >= {from:DateTime64(3, 'UTC')}
    AND started_at <  {to:DateTime64(3, 'UTC')}
    AND (empty({channels:Array(String)}) OR channel IN {channels:Array(String)})
    AND (empty({account_ids:Array(UInt32)}) OR account_id IN {account_ids:Array(UInt32)})
    AND (empty({refs:Array(String)}) OR ref IN {refs:Array(String)})
    AND (empty({identity_ids:Array(UInt64)}) OR identity_id IN {identity_ids:Array(UInt64)})
    AND (empty({starters:Array(String)}) OR starter IN {starters:Array(String)})
    AND ({has_incoming:String} = 'any' OR (messages_received > 0) = ({has_incoming:String} = 'yes'))
    AND ({is_resolved:String} = 'any' OR (resolved_at > never) = ({is_resolved:String} = 'yes'))
    AND ({is_repeat:String} = 'any' OR returns = ({is_repeat:String} = 'yes'))
    AND (
      empty({hours_of_day:Array(UInt8)}) OR toHour(started_at, {time_zone:String}) IN {hours_of_day:Array(UInt8)}
    )
    AND (
      empty({weekdays:Array(UInt8)}) OR toDayOfWeek(started_at, 0, {time_zone:String}) IN {weekdays:Array(UInt8)}
    )
) AS dialogue
LEFT JOIN (
  SELECT
    identity_id,
    dialogue_started_at     AS started_at,
    dialogue_first_event_id AS first_event_id,
    count()                 AS waits,
    countIf(is_answered)    AS answered,
    uniqExactIf(agent_id, is_answered) AS agents,
    minOrNullIf(
      toUnixTimestamp64Milli(answered_at) - toUnixTimestamp64Milli(clock_started_at),
      is_answered AND is_first AND asked_by_contact
    )                         AS first_response_ms,
    groupUniqArray(agent_id)  AS agent_ids,
    groupUniqArray(team_id)   AS team_ids
  FROM service_waits_v1
  WHERE workspace_id = {workspace_id:UInt32}
    AND definition_id = {definition_id:UInt32}
    AND waiting_since >= {from:DateTime64(3, 'UTC')}
    AND dialogue_started_at >= {from:DateTime64(3, 'UTC')}
    AND dialogue_started_at <  {to:DateTime64(3, 'UTC')}
  GROUP BY identity_id, started_at, first_event_id
) AS answering
  ON dialogue.identity_id = answering.identity_id
  AND dialogue.started_at = answering.started_at
  AND dialogue.first_event_id = answering.first_event_id
WHERE workspace_id = {workspace_id:UInt32}
  -- Whoever wrote first or whom a wait is credited to: who answered it, else whom the contact is assigned to.
  AND (empty({agent_ids:Array(UInt64)}) OR hasAny(
    arrayPushBack(answering.agent_ids, first_agent),
    arrayMap(asked -> transform(asked, joined.1, joined.2, asked), {agent_ids:Array(UInt64)})
  ))
  AND (empty({team_ids:Array(UInt32)}) OR hasAny(
    arrayPushBack(answering.team_ids, transform(first_agent, joined.1, joined.3, toUInt32(0))),
    {team_ids:Array(UInt32)}
  ))
