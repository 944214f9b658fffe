-- response-over-time: how long people waited, per calendar unit.
-- Grain   one row per hour, day, week (from week_start), month, quarter or year of the zone; no holes
-- Period  [from, to), UTC; the first and the last unit are cut to it; a wait belongs to its beginning or, dated by its
--         answer, to that
-- Zone    units are cut in time_zone and returned as UTC instants; a day of a clock change has 23 or 25 hours
-- Source  waits_v1 as sql/waits measures them: what is measured is said there; dialogues_v1 by their beginning for the share whose
--         answers can be seen; account_visibility_v1
-- Empty   a row with counts of 0, lengths and shares NULL; all NULL in units before the first of the accounts in question
--         could tell of answers
WITH
  -- TRICKY: where clocks move by half an hour (Lord Howe), the hours of that one day begin at half past.
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
  2592000000 AS longest_in_mean_ms,
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
  -- Every unit is met by one of these moments: the shortest hour lasts half an hour, the shortest day 23.
  arrayPushBack(
    range(
      toUnixTimestamp64Milli({from:DateTime64(3, 'UTC')}),
      toUnixTimestamp64Milli({to:DateTime64(3, 'UTC')}),
      if({granularity:String} = 'hour', 15, 12 * 60) * 60000
    ),
    toUnixTimestamp64Milli({to:DateTime64(3, 'UTC')}) - 1
  ) AS moments,
  toUInt32(countIf(is_answered)) AS answered,
  toUInt32(countIf(response_ms IS NOT NULL)) AS measured,
  quantilesExactInclusive(0.5, 0.9)(response_ms) AS quantiles_ms
SELECT
  {period:String} AS period,
  greatest(unit_start, {from:DateTime64(3, 'UTC')}) AS bucket_start,
  leadInFrame(unit_start, 1, {to:DateTime64(3, 'UTC')}) OVER (
    ORDER BY unit_start ROWS BETWEEN CURRENT ROW AND 1 FOLLOWING
  ) AS bucket_end,
  CAST(
    unit_start < {from:DateTime64(3, 'UTC')}
    OR unit_start = unit_of({to:DateTime64(3, 'UTC')})
    OR bucket_end > {now:DateTime64(3, 'UTC')},
    'Bool'
  ) AS is_partial,
  if(sees_outgoing, answered, NULL) AS waits_answered,
  if(countIf(response_ms <= longest_in_mean_ms) > 0, round(avgIf(response_ms, response_ms <= longest_in_mean_ms) / 1000, 3), NULL) AS response_mean_seconds,
  if(measured > 0, round(quantiles_ms[1] / 1000, 3), NULL) AS response_median_seconds,
  if(measured > 0, round(quantiles_ms[2] / 1000, 3), NULL) AS response_p90_seconds,
  if(sees_outgoing, toUInt32(countIf(is_unanswered)), NULL) AS waits_unanswered,
  waits_answered / nullIf(waits_answered + waits_unanswered, 0) AS answered_share,
  if(sees_outgoing, toUInt32(countIf(has_target)), NULL) AS waits_with_target,
  if(sees_outgoing, toUInt32(countIf(is_within_target)), NULL) AS waits_within_target,
  waits_within_target / nullIf(waits_with_target, 0) AS target_share,
  if(sees_outgoing, toUInt32(answered - measured), NULL) AS waits_without_calendar,
  sumIf(weight, is_seen) / nullIf(sum(weight), 0) AS outgoing_covered_share
FROM (
  SELECT
    unit_of(at) AS unit_start, is_answered, response_ms, is_unanswered, has_target, is_within_target,
    toUInt64(0) AS weight, 0 AS is_seen
  FROM {{measured_waits}}
  WHERE workspace_id = {workspace_id:UInt32}
    AND definition_id = {definition_id:UInt32}
    AND at >= {from:DateTime64(3, 'UTC')}
    AND at <  {to:DateTime64(3, 'UTC')}

  UNION ALL
  SELECT
    unit_of(started_at), 0, NULL, 0, 0, 0, messages_received,
    arrayExists(account -> account.1 = account_id AND account.2 <= started_at, telling)
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

  UNION ALL
  SELECT unit_of(fromUnixTimestamp64Milli(arrayJoin(moments), 'UTC')), 0, NULL, 0, 0, 0, 0, 0
)
GROUP BY unit_start
ORDER BY unit_start
