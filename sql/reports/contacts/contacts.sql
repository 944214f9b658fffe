-- contacts: everybody who wrote, received something, was new or came back in the period, row by row.
-- Grain   one row per contact
-- Period  [from, to), UTC; a message belongs to when it was sent, a return to its first incoming message, a new contact to
--         when they came; the dialogue before a return may lie before the period
-- Zone    time_zone: hours and weekdays, where they are asked for
-- Source  as repeat-contact, active-and-engaged and the overview: counted_messages_v1; dialogues_v1 under one definition
--         that went on in the period; identities_v1, with touches_v1 for what they first came by; agent_identities_v1;
--         account_settings_v1 for accounts that do not let our messages be seen
-- Order   by row_key: what is ordered by, when they were first seen, identity; who did not return comes last
-- Empty   no row
WITH
  toDateTime64(0, 3, 'UTC') AS never,
  (
    SELECT (groupArray(agent_id), groupArray(counts_as))
    FROM agent_identities_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32}
  ) AS joined,
  (
    SELECT groupArray(account_id)
    FROM account_settings_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32} AND outgoing = 'never'
  ) AS unseen_accounts,
  arrayMap(asked -> transform(asked, joined.1, joined.2, asked), {agent_ids:Array(UInt64)}) AS asked_agents,
  agent -> empty(asked_agents) OR has(asked_agents, transform(agent, joined.1, joined.2, agent)) AS is_asked
SELECT
  tuple(
    multiIf(
      {order:String} = 'newest',   -toUnixTimestamp64Milli(first_seen_at),
      {order:String} = 'longest',  -if(returned, pause_ms, -1),
      {order:String} = 'shortest', if(returned, pause_ms, 9223372036854775807),
      toUnixTimestamp64Milli(first_seen_at)
    ),
    toUnixTimestamp64Milli(first_seen_at),
    contact.identity_id,
    toUInt64(0)
  ) AS row_key,
  toString(contact.identity_id) AS identity_id,
  CAST(NULL, 'Nullable(String)') AS contact_name,
  if(came.first_seen_at > never, came.first_seen_at, first_at) AS first_seen_at,
  if(received > 0, wrote_at, NULL) AS wrote_at,
  toUInt32(received) AS messages_received,
  if(has(unseen_accounts, account.2), NULL, toUInt32(sent)) AS messages_sent,
  CAST(acquired, 'Bool') AS is_new,
  CAST(returned, 'Bool') AS is_repeat,
  CAST(returned_unprompted, 'Bool') AS is_unprompted,
  if(returned, pause_ms / 1000, NULL) AS time_to_repeat_seconds,
  CAST(came_later, 'Bool') AS has_earlier_dialogue,
  CAST(toUnixTimestamp64Milli(came.first_seen_at) > toUnixTimestamp64Milli(
    least({to:DateTime64(3, 'UTC')}, {now:DateTime64(3, 'UTC')})
  ) - {repeat_after_seconds:UInt32} * 1000, 'Bool') AS is_immature,
  if(dialogue.3 = 0, NULL, concat(
    toString(contact.identity_id), '-',
    toString(toUnixTimestamp64Milli(dialogue.2)), '-',
    toString(dialogue.3)
  )) AS dialogue_id,
  if(came.arrival = '', 'unattributed', came.arrival) AS arrival,
  nullIf(came.ref, '') AS ref,
  account.1 AS channel,
  toString(account.2) AS account_id,
  CAST(NULL, 'Nullable(String)') AS account_name
FROM (
  SELECT
    any(of_workspace) AS workspace_id,
    identity_id,
    sum(incoming) AS received,
    sum(outgoing) AS sent,
    minIf(at, incoming > 0) AS wrote_at,
    min(at) AS first_at,
    argMin((of_channel, of_account), at) AS account,
    max(is_acquired) AS acquired,
    max(returns) AS returned,
    max(returns_unprompted) AS returned_unprompted,
    argMinIf(pause, returned_at, returns) AS pause_ms,
    max(is_later) AS came_later,
    max(is_of_agent) AS of_agent,
    -- The one they came back with, else the last that went on.
    max((returns, dialogue_started_at, dialogue_first_event_id)) AS dialogue
  FROM (
    SELECT
      workspace_id AS of_workspace, identity_id, toString(channel) AS of_channel, account_id AS of_account,
      if(incoming > 0, minIf(occurred_at, type = 'message_received'), min(occurred_at)) AS at,
      countIf(type = 'message_received') AS incoming,
      countIf(type = 'message_sent') AS outgoing,
      0 AS is_acquired, 0 AS returns, 0 AS returns_unprompted, 0 AS is_later, toInt64(0) AS pause, never AS returned_at,
      0 AS is_of_agent, never AS dialogue_started_at, toUInt64(0) AS dialogue_first_event_id
    FROM counted_messages_v1
    WHERE workspace_id = {workspace_id:UInt32}
      AND occurred_at >= {from:DateTime64(3, 'UTC')}
      AND occurred_at <  {to:DateTime64(3, 'UTC')}
      AND (empty({hours_of_day:Array(UInt8)}) OR toHour(occurred_at, {time_zone:String}) IN {hours_of_day:Array(UInt8)})
      AND (empty({weekdays:Array(UInt8)}) OR toDayOfWeek(occurred_at, 0, {time_zone:String}) IN {weekdays:Array(UInt8)})
      AND (empty({channels:Array(String)}) OR channel IN {channels:Array(String)})
      AND (empty({account_ids:Array(UInt32)}) OR account_id IN {account_ids:Array(UInt32)})
      AND (empty({identity_ids:Array(UInt64)}) OR identity_id IN {identity_ids:Array(UInt64)})
      AND (type = 'message_received' OR NOT has(unseen_accounts, account_id))
    GROUP BY of_workspace, identity_id, channel, account_id

    UNION ALL
    SELECT
      workspace_id, identity_id, toString(channel), account_id, started_at,
      0, 0, 0, is_return, is_return AND starter = 'contact', is_later_one,
      pause_ms, first_incoming_at, is_asked(first_agent_id) OR is_later_one, started_at, first_event_id
    FROM (
      SELECT
        *,
        -- A return belongs to who was first in the dialogue that it comes after.
        previous_ended_at > never AND is_asked(previous_agent_id) AS is_later_one,
        toUnixTimestamp64Milli(first_incoming_at) - toUnixTimestamp64Milli(previous_ended_at) AS pause_ms,
        is_later_one
          AND starter IN ('contact', 'broadcast_reply')
          AND first_incoming_at >= {from:DateTime64(3, 'UTC')}
          AND first_incoming_at <  {to:DateTime64(3, 'UTC')}
          AND (empty({hours_of_day:Array(UInt8)}) OR toHour(first_incoming_at, {time_zone:String}) IN {hours_of_day:Array(UInt8)})
          AND (empty({weekdays:Array(UInt8)}) OR toDayOfWeek(first_incoming_at, 0, {time_zone:String}) IN {weekdays:Array(UInt8)})
          AND pause_ms > {repeat_after_seconds:UInt32} * 1000 AS is_return
      FROM dialogues_v1 FINAL
      WHERE workspace_id = {workspace_id:UInt32}
        AND definition_id = {definition_id:UInt32}
        AND started_at < {to:DateTime64(3, 'UTC')}
        AND ended_at >= {from:DateTime64(3, 'UTC')}
        AND messages_received > 0
        AND (empty({channels:Array(String)}) OR channel IN {channels:Array(String)})
        AND (empty({account_ids:Array(UInt32)}) OR account_id IN {account_ids:Array(UInt32)})
        AND (empty({identity_ids:Array(UInt64)}) OR identity_id IN {identity_ids:Array(UInt64)})
    )

    UNION ALL
    SELECT workspace_id, identity_id, toString(channel), account_id, acquired_at, 0, 0, 1, 0, 0, 0, 0, never, 0, never, 0
    FROM identities_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32}
      AND acquired_at >= {from:DateTime64(3, 'UTC')}
      AND acquired_at <  {to:DateTime64(3, 'UTC')}
      AND (empty({hours_of_day:Array(UInt8)}) OR toHour(acquired_at, {time_zone:String}) IN {hours_of_day:Array(UInt8)})
      AND (empty({weekdays:Array(UInt8)}) OR toDayOfWeek(acquired_at, 0, {time_zone:String}) IN {weekdays:Array(UInt8)})
      AND (empty({channels:Array(String)}) OR channel IN {channels:Array(String)})
      AND (empty({account_ids:Array(UInt32)}) OR account_id IN {account_ids:Array(UInt32)})
      AND (empty({identity_ids:Array(UInt64)}) OR identity_id IN {identity_ids:Array(UInt64)})
  )
  GROUP BY identity_id
) AS contact
LEFT JOIN (
  SELECT
    known.identity_id AS identity_id,
    first_seen_at,
    {arrival_of:String} = 'acquisition' AS of_acquisition,
    if(of_acquisition, acquiring.ref, first_ref) AS ref,
    multiIf(
      ref != '', 'ref',
      of_acquisition, multiIf(acquiring.event_id = 0, 'unattributed', acquiring.is_direct = 1, 'direct', 'no_ref'),
      first_touch_event_id = 0, 'unattributed',
      (known.identity_id, first_touch_event_id) IN (
        SELECT identity_id, event_id
        FROM touches_v1 FINAL
        WHERE workspace_id = {workspace_id:UInt32}
          AND definition_id = {definition_id:UInt32}
          AND is_direct = 0
          AND ref = ''
      ), 'no_ref',
      'direct'
    ) AS arrival
  FROM (
    SELECT workspace_id, identity_id, first_seen_at, first_ref, first_touch_event_id
    FROM identities_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32}
  ) AS known
  LEFT JOIN (
    SELECT identity_id, event_id, ref, is_direct
    FROM touches_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32}
      AND definition_id = {definition_id:UInt32}
      AND occurred_at >= {from:DateTime64(3, 'UTC')}
      AND occurred_at <  {to:DateTime64(3, 'UTC')}
      AND kind = 'acquisition'
      AND {arrival_of:String} = 'acquisition'
  ) AS acquiring ON known.identity_id = acquiring.identity_id
  WHERE workspace_id = {workspace_id:UInt32}
) AS came ON contact.identity_id = came.identity_id
WHERE workspace_id = {workspace_id:UInt32}
  AND (empty({agent_ids:Array(UInt64)}) OR of_agent)
  AND (empty({refs:Array(String)}) OR came.ref IN {refs:Array(String)})
  AND (empty({arrivals:Array(String)}) OR arrival IN {arrivals:Array(String)})
  AND ({has_written:String} = 'any' OR (received > 0) = ({has_written:String} = 'yes'))
  AND ({has_received:String} = 'any' OR (sent > 0) = ({has_received:String} = 'yes'))
  AND ({is_new:String} = 'any' OR acquired = ({is_new:String} = 'yes'))
  AND ({is_repeat:String} = 'any' OR returned = ({is_repeat:String} = 'yes'))
  AND ({is_unprompted:String} = 'any' OR returned_unprompted = ({is_unprompted:String} = 'yes'))
  AND ({has_earlier_dialogue:String} = 'any' OR came_later = ({has_earlier_dialogue:String} = 'yes'))
  AND ({is_immature:String} = 'any' OR is_immature = ({is_immature:String} = 'yes'))
