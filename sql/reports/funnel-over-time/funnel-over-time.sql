-- funnel-over-time: what share of those who entered in each calendar unit got to a step, and how long it took.
-- Grain   one row per hour, day, week (from week_start), month, quarter or year of the zone for everything together, without
--         holes, then one per value under which somebody entered in it, or by step got to the step
-- Period  [from, to), UTC, for entries; the first unit is cut to it; later steps to the end of the window, never past now
-- Zone    units are cut in time_zone and returned as UTC instants
-- Source  what the steps need (sql/funnels)
-- Empty   the rows of everything together: counts 0, times NULL
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
  ), 3, 'UTC') AS unit_of
SELECT
  {period:String} AS period,
  CAST(counted.is_total = 1, 'Bool') AS is_total,
  if(is_total, NULL, nullIf(group_value, '')) AS value,
  {{account}} AS account_id,
  CAST(NULL, 'Nullable(String)') AS account_name,
  {{agent}} AS agent_id,
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
  {{entered}} AS units_entered,
  {{entered_immature}} AS units_entered_immature,
  toUInt32(reached) AS units_reached,
  toUInt32(reached_immature) AS units_immature,
  toUInt32(entered - entered_immature) AS units_judged,
  CAST(NULL, 'Nullable(Float64)') AS reached_rate,
  CAST(NULL, 'Nullable(Float64)') AS reached_rate_low,
  CAST(NULL, 'Nullable(Float64)') AS reached_rate_high,
  if(reached > reached_immature, round(took[1] / 1000, 3), NULL) AS from_start_median_seconds,
  if(reached > reached_immature, round(took[2] / 1000, 3), NULL) AS from_start_p90_seconds
FROM (
  SELECT
    {{is_total}} AS is_total,
    unit_start,
    {{named}} AS group_value,
    countIf(is_unit) AS entered,
    countIf(is_unit AND NOT is_mature) AS entered_immature,
    countIf(has_reached) AS reached,
    countIf(has_reached AND NOT is_mature) AS reached_immature,
    quantilesExactInclusiveIf(0.5, 0.9)(took_ms, has_reached AND is_mature) AS took
  FROM (
    SELECT
      true AS is_unit,
      unit_of(fromUnixTimestamp64Milli(entered_ms, 'UTC')) AS unit_start,
      {{value}} AS unit_value,
      is_mature,
      level >= {{to_step}} AS has_reached,
      if(has_reached, durations[toUInt8({{to_step}})], 0) AS took_ms
    FROM ({{paths}})

    -- Every unit is met by one of these moments: the shortest hour lasts half an hour, the shortest day 23.
    UNION ALL
    SELECT
      false,
      unit_of(fromUnixTimestamp64Milli(arrayJoin(arrayPushBack(
        range(
          toUnixTimestamp64Milli({from:DateTime64(3, 'UTC')}),
          toUnixTimestamp64Milli({to:DateTime64(3, 'UTC')}),
          if({granularity:String} = 'hour', 15, 12 * 60) * 60000
        ),
        toUnixTimestamp64Milli({to:DateTime64(3, 'UTC')}) - 1
      )), 'UTC')),
      '',
      false,
      false,
      0
  )
  GROUP BY {{groups}}
  HAVING is_total = 1 OR {{kept}} > 0
) AS counted
ORDER BY unit_start, NOT is_total, group_value
