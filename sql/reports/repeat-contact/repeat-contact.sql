-- repeat-contact: who came back later than a time of one's choice after their previous dialogue, and how soon.
-- Grain   one row per group of `by`, most contacts first, then one for all of them together, computed anew from the contacts
-- Period  [from, to), UTC; a contact is there who wrote in it, a return belongs to its first incoming message; the dialogue
--         before may lie before the period
-- Zone    time_zone: hours and weekdays, where they are asked for
-- Source  dialogues_v1 under one definition that went on in the period; they say who wrote too, but for whoever wrote before
--         it and after it in one dialogue, and where channels or accounts are told apart: that counted_messages_v1 says;
--         identities_v1 for since when they are known, and with touches_v1 for what they first came by;
--         agent_identities_v1
-- Empty   only the total: counts 0, lengths and shares NULL
WITH
  toDateTime64(0, 3, 'UTC') AS never,
  {by:String} = 'channel' AS by_channel,
  {by:String} = 'account' AS by_account,
  {by:String} = 'source'  AS by_source,
  {by:String} = 'agent'   AS by_agent,
  wrote AS (
    {{wrote}}
  ),
  (
    SELECT (groupArray(agent_id), groupArray(counts_as))
    FROM agent_identities_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32}
  ) AS joined
SELECT
  {period:String} AS period,
  is_total,
  if(is_total OR NOT by_channel, NULL, of_channel) AS channel,
  if(is_total OR NOT by_account, NULL, toString(of_account)) AS account_id,
  CAST(NULL, 'Nullable(String)') AS account_name,
  if(is_total OR NOT by_source, NULL, of_arrival) AS arrival,
  if(is_total OR of_arrival != 'ref', NULL, of_ref) AS ref,
  if(is_total OR of_agent = 0, NULL, toString(of_agent)) AS agent_id,
  CAST(NULL, 'Nullable(String)') AS agent_name,
  toUInt32(countIf(has_written)) AS contacts,
  toUInt32(countIf(has_returned)) AS repeat_contacts,
  repeat_contacts / nullIf(contacts, 0) AS repeat_contact_rate,
  toUInt32(countIf(has_written AND is_young)) AS contacts_immature,
  if(repeat_contacts > 0, round(quantilesExactInclusiveIf(0.5, 0.9)(pause_ms, has_returned)[1] / 1000, 3), NULL)
    AS time_to_repeat_median_seconds,
  if(repeat_contacts > 0, round(quantilesExactInclusiveIf(0.5, 0.9)(pause_ms, has_returned)[2] / 1000, 3), NULL)
    AS time_to_repeat_p90_seconds,
  toUInt32(countIf(has_returned_unprompted)) AS repeat_contacts_unprompted,
  repeat_contacts_unprompted / nullIf(contacts, 0) AS repeat_contact_rate_unprompted,
  toUInt32(countIf(has_written AND has_earlier)) AS contacts_with_earlier_dialogue,
  contacts_with_earlier_dialogue / nullIf(contacts, 0) AS contacts_with_earlier_dialogue_share
FROM (
  -- One row per contact and group, and one per contact.
  SELECT
    CAST({{is_total}}, 'Bool') AS is_total,
    of_channel, of_account, of_arrival, of_ref, of_agent, in_total_only, identity_id,
    max(writes)              AS has_written,
    max(returns)             AS has_returned,
    max(returns_unprompted)  AS has_returned_unprompted,
    max(is_later)            AS has_earlier,
    argMinIf(pause, at, returns) AS pause_ms,
    identity_id IN (
      SELECT identity_id
      FROM identities_v1 FINAL
      WHERE workspace_id = {workspace_id:UInt32}
        AND toUnixTimestamp64Milli(first_seen_at) > toUnixTimestamp64Milli(
          least({to:DateTime64(3, 'UTC')}, {now:DateTime64(3, 'UTC')})
        ) - {repeat_after_seconds:UInt32} * 1000
    ) AS is_young
  FROM (
    SELECT
      if(by_channel, toString(channel), '') AS of_channel,
      if(by_account, account_id, 0)         AS of_account,
      if(by_source, if(came.arrival = '', 'unattributed', came.arrival), '') AS of_arrival,
      if(by_source, came.ref, '')           AS of_ref,
      of_agent, in_total_only, facts.identity_id AS identity_id, writes, returns, returns_unprompted, is_later, pause, at
    FROM (
      SELECT
        identity_id, channel, account_id, toUInt64(0) AS of_agent,
        1 AS writes, 0 AS returns, 0 AS returns_unprompted, 0 AS is_later, toInt64(0) AS pause, never AS at,
        -- What agents had to do with a contact is told by the dialogues.
        by_agent AS in_total_only
      FROM wrote

      UNION ALL
      SELECT
        identity_id, channel, account_id,
        if(by_agent, transform(part.1, joined.1, joined.2, part.1), 0),
        by_agent AND identity_id IN (SELECT identity_id FROM wrote),
        part.2
          AND starter IN ('contact', 'broadcast_reply')
          AND first_incoming_at >= {from:DateTime64(3, 'UTC')}
          AND first_incoming_at <  {to:DateTime64(3, 'UTC')}
          AND (empty({hours_of_day:Array(UInt8)}) OR toHour(first_incoming_at, {time_zone:String}) IN {hours_of_day:Array(UInt8)})
          AND (empty({weekdays:Array(UInt8)}) OR toDayOfWeek(first_incoming_at, 0, {time_zone:String}) IN {weekdays:Array(UInt8)})
          AND pause_ms > {repeat_after_seconds:UInt32} * 1000 AS is_return,
        is_return AND starter = 'contact',
        part.2,
        pause_ms,
        first_incoming_at,
        0
      FROM (
        SELECT
          identity_id, channel, account_id, starter, first_incoming_at,
          toUnixTimestamp64Milli(first_incoming_at) - toUnixTimestamp64Milli(previous_ended_at) AS pause_ms,
          -- By agent a dialogue is there twice: for who was first in it, and for who was in the one it comes after.
          arrayJoin(multiIf(
            previous_ended_at = never, [(first_agent_id, 0)],
            by_agent, [(first_agent_id, 0), (previous_agent_id, 1)],
            [(previous_agent_id, 1)]
          )) AS part
        FROM dialogues_v1 FINAL
        WHERE workspace_id = {workspace_id:UInt32}
          AND definition_id = {definition_id:UInt32}
          AND started_at < {to:DateTime64(3, 'UTC')}
          AND ended_at >= {from:DateTime64(3, 'UTC')}
          AND messages_received > 0
          AND (empty({channels:Array(String)}) OR channel IN {channels:Array(String)})
          AND (empty({account_ids:Array(UInt32)}) OR account_id IN {account_ids:Array(UInt32)})
      )

      -- The total is there although nobody is.
      UNION ALL
      SELECT 0, '', 0, 0, 0, 0, 0, 0, 0, never, 1
    ) AS facts
    LEFT JOIN (
      SELECT
        identity_id,
        first_ref AS ref,
        multiIf(
          first_ref != '', 'ref',
          first_touch_event_id = 0, 'unattributed',
          (identity_id, first_touch_event_id) IN (
            SELECT identity_id, event_id
            FROM touches_v1 FINAL
            WHERE workspace_id = {workspace_id:UInt32}
              AND definition_id = {definition_id:UInt32}
              AND is_direct = 0
              AND ref = ''
              AND by_source
          ), 'no_ref',
          'direct'
        ) AS arrival
      FROM identities_v1 FINAL
      WHERE workspace_id = {workspace_id:UInt32} AND by_source
    ) AS came ON facts.identity_id = came.identity_id
  )
  GROUP BY {{groups}}
  HAVING is_total OR {by:String} != 'none' AND in_total_only = 0
)
GROUP BY is_total, of_channel, of_account, of_arrival, of_ref, of_agent
HAVING is_total OR contacts > 0
ORDER BY is_total, contacts DESC, of_channel, of_account, of_arrival, of_ref, of_agent
