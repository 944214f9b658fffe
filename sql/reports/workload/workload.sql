-- workload: on how many dialogues each agent works at once, how long they are busy, and how much of their day that is.
-- Grain   one row per agent who worked on a dialogue, most answers first, then one for all of them together, computed anew;
--         identities that were joined are one agent
-- Period  [from, to), UTC; spans of work are cut to it; an answer belongs to when it was given
-- Zone    days, hours of the day and weekdays are of the clock of time_zone; a day of a clock change lasts 23 or 25 hours
-- Source  waits_v1 as sql/waits reads them, of which sql/workload makes spans; the calendars that the definition has;
--         dialogues_v1 that began in the period for the share whose answers can be seen; account_visibility_v1
-- Empty   only the total: counts and times 0, means and shares NULL; all NULL where no account in question lets outgoing
--         messages be seen; open hours NULL where no calendar is known
WITH
  -- The accounts that can tell of answers, with the moment since when.
  (
    SELECT groupArray((account_id, assumeNotNull(outgoing_since)))
    FROM account_visibility_v1
    WHERE workspace_id = {workspace_id:UInt32}
      AND outgoing_since < {to:DateTime64(3, 'UTC')}
      AND (empty({channels:Array(String)}) OR channel IN {channels:Array(String)})
      AND (empty({account_ids:Array(UInt32)}) OR account_id IN {account_ids:Array(UInt32)})
  ) AS telling,
  notEmpty(telling) AS sees_outgoing,
  -- Of the incoming messages of the dialogues that began in the period, the share whose answers can be seen.
  (
    SELECT
      sumIf(messages_received, arrayExists(account -> account.1 = account_id AND account.2 <= started_at, telling))
        / nullIf(sum(messages_received), 0)
    FROM dialogues_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32}
      AND definition_id = {definition_id:UInt32}
      AND started_at >= {from:DateTime64(3, 'UTC')}
      AND started_at <  {to:DateTime64(3, 'UTC')}
      AND messages_received > 0
      AND (empty({channels:Array(String)}) OR channel IN {channels:Array(String)})
      AND (empty({account_ids:Array(UInt32)}) OR account_id IN {account_ids:Array(UInt32)})
      AND (empty({refs:Array(String)}) OR ref IN {refs:Array(String)})
      AND (empty({hours_of_day:Array(UInt8)}) OR toHour(started_at, {time_zone:String}) IN {hours_of_day:Array(UInt8)})
      AND (empty({weekdays:Array(UInt8)}) OR toDayOfWeek(started_at, 0, {time_zone:String}) IN {weekdays:Array(UInt8)})
  ) AS covered,
  -- By calendar how many of its milliseconds in the period up to now are open, of the hours and days asked for.
  {{open_of_calendars}} AS open_of_calendar
SELECT
  {period:String} AS period,
  is_total,
  if(is_total OR agent = 0, NULL, toString(agent)) AS agent_id,
  CAST(NULL, 'Nullable(String)') AS agent_name,
  if(is_total OR team = 0, NULL, toString(team)) AS team_id,
  CAST(NULL, 'Nullable(String)') AS team_name,
  if(sees_outgoing, dialogues, NULL) AS dialogues_answered,
  if(sees_outgoing, answers, NULL) AS waits_answered,
  if(sees_outgoing, spans, NULL) AS work_spans,
  if(sees_outgoing, busy_ms / 1000, NULL) AS busy_seconds,
  if(sees_outgoing, dialogue_ms / 1000, NULL) AS dialogue_seconds,
  if(sees_outgoing, dialogue_ms / nullIf(busy_ms, 0), NULL) AS concurrency_mean,
  if(sees_outgoing, most, NULL) AS concurrency_max,
  if(most > 0, fromUnixTimestamp64Milli(most_at, 'UTC'), NULL) AS concurrency_max_at,
  if(sees_outgoing, answers / nullIf(busy_ms / 3600000, 0), NULL) AS answers_per_busy_hour,
  if(sees_outgoing, days, NULL) AS days_worked,
  if(sees_outgoing, at_work_ms / 1000, NULL) AS at_work_seconds,
  if(sees_outgoing, busy_ms / nullIf(at_work_ms, 0), NULL) AS busy_share,
  if(open_ms > 0, open_ms / 1000, NULL) AS open_seconds,
  if(open_ms > 0, open_busy_ms / open_ms, NULL) AS open_busy_share,
  covered AS outgoing_covered_share
FROM (
  SELECT
    CAST(grouping(agent) = 1, 'Bool') AS is_total,
    agent,
    max(of_team) AS team,
    toUInt32(if(
      is_total, sumIf(dialogues_of_all_agents, NOT is_everybody), sumIf(dialogues_of_agent, NOT is_everybody)
    )) AS dialogues,
    toUInt32(sumIf(answers_of_agent, NOT is_everybody)) AS answers,
    toUInt32(sumIf(spans_of_agent, NOT is_everybody)) AS spans,
    sumIf(agent_busy_ms, NOT is_everybody) AS busy_ms,
    sumIf(agent_dialogue_ms, NOT is_everybody) AS dialogue_ms,
    toUInt32(sumIf(days_of_agent, NOT is_everybody)) AS days,
    sumIf(agent_at_work_ms, NOT is_everybody) AS at_work_ms,
    sumIf(agent_open_ms, NOT is_everybody) AS open_ms,
    sumIf(agent_open_busy_ms, NOT is_everybody AND agent_open_ms > 0) AS open_busy_ms,
    toUInt32(max(agent_most)) AS most,
    -- All of them at once are at least as many as any of them.
    argMax(agent_most_at, (agent_most, is_everybody)) AS most_at
  FROM (
    SELECT
      is_all AS is_everybody,
      agent,
      max(team) AS of_team,
      sum(dialogues) AS dialogues_of_agent,
      sum(dialogues_of_all) AS dialogues_of_all_agents,
      sum(answers) AS answers_of_agent,
      sum(spans) AS spans_of_agent,
      sum(day_busy_ms) AS agent_busy_ms,
      sum(day_dialogue_ms) AS agent_dialogue_ms,
      countIf(day_busy_ms > 0 OR answers > 0) AS days_of_agent,
      sum(day_at_work_ms) AS agent_at_work_ms,
      sum(day_open_busy_ms) AS agent_open_busy_ms,
      transform(argMax(calendar, day_ms), open_of_calendar.1, open_of_calendar.2, toInt64(0)) AS agent_open_ms,
      max(day_most) AS agent_most,
      argMax(day_most_at, (day_most, -day_ms)) AS agent_most_at
    FROM (
      SELECT
        is_all, agent, team, calendar, day_ms, dialogues, dialogues_of_all, answers, spans,
        arraySum((length, spans_now) -> if(spans_now > 0, length, 0), lengths, at_once) AS day_busy_ms,
        arraySum((length, spans_now) -> length * spans_now, lengths, at_once) AS day_dialogue_ms,
        arraySum((length, mark) -> if(mark >= first_mark AND mark < last_mark, length, 0), lengths, marks) AS day_at_work_ms,
        {{open_busy}} AS day_open_busy_ms,
        arrayMax(arrayPushBack(arrayMap((length, spans_now) -> if(length > 0, spans_now, 0), lengths, at_once), 0)) AS day_most,
        day_ms + intDiv(
          marks[arrayFirstIndex((length, spans_now) -> length > 0 AND spans_now = day_most, lengths, at_once)], 8
        ) AS day_most_at
      FROM {{agent_days}}
      WHERE workspace_id = {workspace_id:UInt32}
    )
    GROUP BY is_all, agent
  )
  GROUP BY GROUPING SETS ((is_everybody, agent), ())
  HAVING is_total OR NOT is_everybody
)
ORDER BY is_total, waits_answered DESC, agent
