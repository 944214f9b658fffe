-- channels-over-time: arrivals, new contacts, starts and subscriptions of each source, campaign, link or ad per calendar unit.
-- Grain   one row per hour, day, week (from week_start), month, quarter or year of the zone for everything together, without
--         holes, then one per value to which something happened in it, named as in channels
-- Period  [from, to), UTC; the first unit is cut to it; everything belongs where it does in channels
-- Zone    units are cut in time_zone and returned as UTC instants
-- Source  arrival facts (sql/acquisition); account_visibility_v1
-- Empty   the rows of everything together: counts 0; NULL where no account in question tells of subscriptions
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
  if(is_total OR named = '', NULL, named) AS arrival,
  if(is_total OR named != '', NULL, group_value) AS value,
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
  toUInt32(acquired + again) AS touches,
  toUInt32(acquired + acquired_otherwise) AS new_contacts,
  toUInt32(silent + written) AS starts,
  toUInt32(written) AS starts_written,
  if(tells_subscriptions, toUInt32(subscribed), NULL) AS contacts_subscribed
FROM (
  SELECT
    grouping(named) AS is_total,
    unit_start,
    named,
    group_value,
    countIf(fact = 'touch')             AS acquired,
    countIf(fact = 'touch_again')       AS again,
    countIf(fact = 'contact_acquired')  AS acquired_otherwise,
    countIf(fact = 'start')             AS silent,
    countIf(fact = 'start_written')     AS written,
    countIf(fact = 'subscribed' AND tells) AS subscribed,
    max(tells)                          AS tells_subscriptions,
    countIf(fact != 'moment')           AS facts
  FROM (
    SELECT
      fact,
      unit_of(at) AS unit_start,
      {{value}} AS group_value,
      if(group_value = '', came_by, '') AS named,
      tells_subscriptions = 1 AS tells
    FROM (
      {{facts}}
    ) AS facts
    INNER JOIN ({{accounts}}) AS accounts USING (account_id)
    WHERE workspace_id = {workspace_id:UInt32}
      {{picked}}

    -- Every unit is met by one of these moments: the shortest hour lasts half an hour, the shortest day 23.
    UNION ALL
    SELECT
      'moment',
      unit_of(fromUnixTimestamp64Milli(arrayJoin(arrayPushBack(
        range(
          toUnixTimestamp64Milli({from:DateTime64(3, 'UTC')}),
          toUnixTimestamp64Milli({to:DateTime64(3, 'UTC')}),
          if({granularity:String} = 'hour', 15, 12 * 60) * 60000
        ),
        toUnixTimestamp64Milli({to:DateTime64(3, 'UTC')}) - 1
      )), 'UTC')),
      '',
      '',
      (SELECT max(tells_subscriptions) = 1 FROM ({{accounts}}))
  )
  GROUP BY GROUPING SETS ((unit_start, named, group_value), (unit_start))
  HAVING grouping(named) = 1 OR facts > 0
) AS counted
ORDER BY unit_start, NOT is_total, named, group_value
