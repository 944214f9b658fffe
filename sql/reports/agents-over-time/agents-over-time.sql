-- agents-over-time: how many waits each agent answered per calendar unit, and how fast.
-- Grain   one row per hour, day, week (from week_start), month, quarter or year of the zone for all agents together,
--         without holes, then one per agent who answered in it; identities that were joined are one agent
-- Period  [from, to), UTC; the first unit is cut to it; a wait belongs to its beginning or, dated by its answer, to that
-- Zone    units are cut in time_zone and returned as UTC instants
-- Source  waits_v1 as sql/waits measures them, every one that a person answered; dialogues_v1 that began
--         in the period for the share whose answers can be seen; account_visibility_v1
-- Empty   the rows of all together: counts 0, lengths NULL; all NULL where no account in question lets answers be seen
WITH
  moment -> toDateTime64(multiIf(
    {granularity:String} = 'hour',    toStartOfHour(moment, {time_zone:String}),
    {granularity:String} = 'day',     toStartOfDay(moment, {time_zone:String}),
    {granularity:String} = 'week',    toDateTime(
      if({week_start:String} = 'sunday', toStartOfWeek(moment, 0, {time_zone:String}), toMonday(moment, {time_zone:String})),
      {time_zone:String}
    ),
    {granularity:String} = 'month',   toDateTime(toStartOfMonth(moment, {time_zone:String}), {time_zone:String}),
    {granularity:String} = 'quarter', toDateTime(toStartOfQuarter(moment, {time_zone:String}), {time_zone:String}),
    toDateTime(toStartOfYear(moment, {time_zone:String}), {time_zone:String})
  ), 3, 'UTC') AS unit_of,
  -- The accounts that can tell of answers, with the moment since when.
  (
    SELECT groupArray((account_id, assumeNotNull(outgoing_since)))
    FROM account_visibility_v1
    WHERE workspace_id = {workspace_id:UInt32}
      AND outgoing_since < {to:DateTime64(3, 'UTC')}
      AND (empty({channels:Array(String)}) OR channel IN {channels:Array(String)})
      AND (empty({account_ids:Array(UInt32)}) OR account_id IN {account_ids:Array(UInt32)})
  ) AS telling,
  arrayExists(account -> account.2 < bucket_end, telling) AS sees_outgoing,
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
  -- Every unit is met by one of these moments: the shortest hour lasts half an hour, the shortest day 23.
  arrayPushBack(
    range(
      toUnixTimestamp64Milli({from:DateTime64(3, 'UTC')}),
      toUnixTimestamp64Milli({to:DateTime64(3, 'UTC')}),
      if({granularity:String} = 'hour', 15, 12 * 60) * 60000
    ),
    toUnixTimestamp64Milli({to:DateTime64(3, 'UTC')}) - 1
  ) AS moments
SELECT
  {period:String} AS period,
  is_total,
  if(is_total OR agent = 0, NULL, toString(agent)) AS agent_id,
  CAST(NULL, 'Nullable(String)') AS agent_name,
  greatest(unit_start, {from:DateTime64(3, 'UTC')}) AS bucket_start,
  arrayMin(arrayPushBack(
    arrayFilter(unit -> unit > unit_start, groupUniqArray(unit_start) OVER ()), {to:DateTime64(3, 'UTC')}
  )) AS bucket_end,
  CAST(
    unit_start < {from:DateTime64(3, 'UTC')}
    OR unit_start = unit_of({to:DateTime64(3, 'UTC')})
    OR bucket_end > {now:DateTime64(3, 'UTC')},
    'Bool'
  ) AS is_partial,
  if(sees_outgoing, answered, NULL) AS waits_answered,
  if(measured > 0, round(median_ms / 1000, 3), NULL) AS response_median_seconds,
  if(sees_outgoing, toUInt32(answered - measured), NULL) AS waits_without_calendar,
  covered AS outgoing_covered_share
FROM (
  SELECT
    CAST(grouping(agent) = 1, 'Bool') AS is_total,
    agent,
    unit_start,
    toUInt32(countIf(is_answer)) AS answered,
    toUInt32(countIf(is_answer AND response_ms IS NOT NULL)) AS measured,
    quantileExactInclusiveIf(0.5)(response_ms, is_answer) AS median_ms
  FROM (
    SELECT agent_id AS agent, unit_of(at) AS unit_start, response_ms, 1 AS is_answer
    FROM {{measured_waits}}
    WHERE workspace_id = {workspace_id:UInt32}
      AND definition_id = {definition_id:UInt32}
      AND at >= {from:DateTime64(3, 'UTC')}
      AND at <  {to:DateTime64(3, 'UTC')}
      AND is_answered

    UNION ALL
    SELECT 0, unit_of(fromUnixTimestamp64Milli(arrayJoin(moments), 'UTC')), NULL, 0
  )
  GROUP BY GROUPING SETS ((unit_start, agent), (unit_start))
  HAVING is_total OR answered > 0
)
ORDER BY unit_start, NOT is_total, agent
