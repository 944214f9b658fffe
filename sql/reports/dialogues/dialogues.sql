-- dialogues: every dialogue, row by row.
-- Grain   one row per dialogue
-- Period  [from, to), UTC; a dialogue belongs to its first message
-- Zone    hours of the day and weekdays are those of time_zone; instants come as UTC
-- Source  dialogues_v1 and waits_v1, as sql/waits measures them, under one definition; waits_v1 for who came back after a
--         bot, as the reports that count them; agent_identities_v1 for who is whom;
--         account_settings_v1 for accounts that do not let our messages be seen: what needs them is NULL there
-- Order   by row_key: what is ordered by, beginning, identity, first event
-- Empty   no row
WITH
  toDateTime64(0, 3, 'UTC') AS never,
  (
    SELECT (groupArray(agent_id), groupArray(counts_as), groupArray(team_id))
    FROM agent_identities_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32}
  ) AS joined,
  86400000 AS day_ms,
  toUnixTimestamp64Milli({now:DateTime64(3, 'UTC')}) AS now_ms,
  -- The accounts that have told of a closing, with the beginning of the first dialogue that was closed.
  (
    SELECT groupArray((account_id, since))
    FROM (
      SELECT account_id, min(started_at) AS since
      FROM dialogues_v1 FINAL
      WHERE workspace_id = {workspace_id:UInt32}
        AND definition_id = {definition_id:UInt32}
        AND resolved_at > never
        AND started_at < {to:DateTime64(3, 'UTC')}
      GROUP BY account_id
    )
  ) AS telling,
  -- Dialogues that a bot had for itself.
  contained AS (
    SELECT identity_id, started_at, first_event_id, bot_last_wrote_at
    FROM dialogues_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32}
      AND definition_id = {definition_id:UInt32}
      AND started_at >= {from:DateTime64(3, 'UTC')}
      AND started_at <  {to:DateTime64(3, 'UTC')}
      AND messages_received > 0
      AND bot_wrote_at > never
      AND agent_wrote_at = never
      AND handed_off_at = never
  )
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
  if(responsible = 0, NULL, toString(responsible)) AS responsible_agent_id,
  CAST(NULL, 'Nullable(String)') AS responsible_agent_name,
  calendar_ms / 1000 AS close_seconds,
  business_ms / 1000 AS close_business_seconds,
  result AS close_target_result,
  nullIf(outcome, '') AS bot_outcome,
  CAST(returns, 'Bool') AS is_repeat,
  if(comes_back, pause_ms / 1000, NULL) AS since_previous_seconds,
  channel,
  toString(dialogue.account_id) AS account_id,
  CAST(NULL, 'Nullable(String)') AS account_name,
  arrival,
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
    if(assignee_id > 0, assignee_id, first_agent_id) AS responsible_id,
    transform(responsible_id, joined.1, joined.2, responsible_id) AS responsible,
    transform(responsible_id, joined.1, joined.3, toUInt32(0)) AS responsible_team,
    resolved_at > never AS is_closed,
    arrayExists(account -> account.1 = account_id AND account.2 <= started_at, telling) AS closing_is_told,
    toUnixTimestamp64Milli(first_incoming_at) AS since_ms,
    if(is_closed, toUnixTimestamp64Milli(resolved_at) - since_ms, NULL) AS calendar_ms,
    if(is_closed AND calendar_id > 0, resolved_business_ms - incoming_business_ms, NULL) AS business_ms,
    indexOf({target_keys:Array(String)}, concat(toString(responsible_team), '|', channel)) AS target_place,
    if(target_place = 0, 0, {close_target_ms:Array(Int64)}[target_place]) AS target_ms,
    indexOf({calendar_account_ids:Array(UInt32)}, account_id) AS calendar_place,
    multiIf(
      is_closed, if(target_ms < 0, business_ms, calendar_ms),
      target_ms > 0, now_ms - since_ms,
      target_ms < 0 AND calendar_id > 0 AND calendar_place > 0,
      {now_business_ms:Array(Int64)}[calendar_place] - incoming_business_ms,
      NULL
    ) AS lasted_ms,
    multiIf(
      target_ms = 0 OR lasted_ms IS NULL OR NOT is_closed AND NOT closing_is_told, 'none',
      lasted_ms > abs(target_ms), 'missed',
      is_closed, 'met',
      'pending'
    ) AS result,
    multiIf(
      bot_wrote_at = never OR agent_wrote_at > never AND bot_wrote_at > agent_wrote_at, '',
      handed_off_at > never, 'handed_off',
      agent_wrote_at > never, 'taken_over',
      (identity_id, started_at, first_event_id) IN (
        SELECT contained.identity_id, contained.started_at, contained.first_event_id
        FROM contained
        INNER JOIN (
          SELECT identity_id, waiting_since
          FROM waits_v1 FINAL
          WHERE workspace_id = {workspace_id:UInt32}
            AND definition_id = {definition_id:UInt32}
            AND waiting_since >= {from:DateTime64(3, 'UTC')}
            AND answered_at > never
            AND identity_id IN (SELECT identity_id FROM contained)
        ) AS asked_again USING (identity_id)
        WHERE waiting_since >= bot_last_wrote_at
          AND toUnixTimestamp64Milli(waiting_since) - toUnixTimestamp64Milli(bot_last_wrote_at) <= day_ms
      ), 'reopened',
      'contained'
    ) AS outcome,
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
    AND started_at >= {page_from:DateTime64(3, 'UTC')}
    AND started_at <  {page_to:DateTime64(3, 'UTC')}
    AND (empty({channels:Array(String)}) OR channel IN {channels:Array(String)})
    AND (empty({account_ids:Array(UInt32)}) OR account_id IN {account_ids:Array(UInt32)})
    AND (empty({refs:Array(String)}) OR ref IN {refs:Array(String)})
    AND (empty({identity_ids:Array(UInt64)}) OR identity_id IN {identity_ids:Array(UInt64)})
    AND (empty({arrivals:Array(String)}) OR arrival IN {arrivals:Array(String)})
    AND (empty({bot_outcomes:Array(String)}) OR outcome IN {bot_outcomes:Array(String)})
    AND (empty({responsible_agent_ids:Array(UInt64)}) OR has(
      arrayMap(asked -> transform(asked, joined.1, joined.2, asked), {responsible_agent_ids:Array(UInt64)}), responsible
    ))
    AND (
      empty({responsible_team_ids:Array(UInt64)})
      OR toUInt64(responsible_team) IN {responsible_team_ids:Array(UInt64)}
    )
    AND ({is_closable:String} = 'any' OR closing_is_told = ({is_closable:String} = 'yes'))
    AND ({has_calendar:String} = 'any' OR (calendar_id > 0) = ({has_calendar:String} = 'yes'))
    AND (empty({close_target_results:Array(String)}) OR result IN {close_target_results:Array(String)})
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
  FROM {{every_wait}}
  WHERE workspace_id = {workspace_id:UInt32}
    AND definition_id = {definition_id:UInt32}
    AND waiting_since >= {from:DateTime64(3, 'UTC')}
    AND dialogue_started_at >= {from:DateTime64(3, 'UTC')}
    AND dialogue_started_at <  {to:DateTime64(3, 'UTC')}
    AND waiting_since >= {page_from:DateTime64(3, 'UTC')}
    AND dialogue_started_at >= {page_from:DateTime64(3, 'UTC')}
    AND dialogue_started_at <  {page_to:DateTime64(3, 'UTC')}
  GROUP BY identity_id, started_at, first_event_id
) AS answering
  ON dialogue.identity_id = answering.identity_id
  AND dialogue.started_at = answering.started_at
  AND dialogue.first_event_id = answering.first_event_id
WHERE workspace_id = {workspace_id:UInt32}
  AND ({is_answered:String} = 'any' OR (answering.answered > 0) = ({is_answered:String} = 'yes'))
  -- Whoever wrote first or whom a wait is credited to: who answered it, else whom the contact is assigned to.
  AND (empty({agent_ids:Array(UInt64)}) OR hasAny(
    arrayPushBack(answering.agent_ids, first_agent),
    arrayMap(asked -> transform(asked, joined.1, joined.2, asked), {agent_ids:Array(UInt64)})
  ))
  AND (empty({team_ids:Array(UInt32)}) OR hasAny(
    arrayPushBack(answering.team_ids, transform(first_agent, joined.1, joined.3, toUInt32(0))),
    {team_ids:Array(UInt32)}
  ))
