-- subscribers-over-time: who subscribed and who left per calendar unit, and how many were subscribed at its end.
-- Grain   one row per hour, day, week (from week_start), month, quarter or year of the zone, without holes
-- Period  [from, to), UTC; the first unit is cut to it; a beginning and an end belong to their own moments
-- Zone    units are cut in time_zone and returned as UTC instants
-- Source  arrival facts (sql/acquisition): subscription_arrivals_v1;
--         account_visibility_v1
-- Empty   a row with counts of 0; NULL where no account in question tells of subscriptions
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
  if(tells, toUInt32(begun), NULL) AS contacts_subscribed,
  if(tells, toUInt32(ended), NULL) AS contacts_unsubscribed,
  if(tells, toInt32(toInt64(begun) - toInt64(ended)), NULL) AS subscriptions_net,
  -- All who are there at the beginning are counted in the first unit.
  if(tells, toUInt32(sum(before + begun - ended) OVER (ORDER BY unit_start)), NULL) AS subscriptions_at_end
FROM (
  SELECT
    unit_start,
    toInt64(countIf(what = 'begun'))  AS begun,
    toInt64(countIf(what = 'ended'))  AS ended,
    toInt64(countIf(what = 'before')) AS before,
    (SELECT max(tells_subscriptions) = 1 FROM ({{accounts}})) AS tells
  FROM (
    SELECT tupleElement(step, 1) AS what, unit_of(tupleElement(step, 2)) AS unit_start
    FROM (
      SELECT
        arrayJoin(arrayConcat(
          [if(at < {from:DateTime64(3, 'UTC')}, ('before', {from:DateTime64(3, 'UTC')}), ('begun', at))],
          if(
            milliseconds >= 0 AND at + toIntervalMillisecond(milliseconds) < {to:DateTime64(3, 'UTC')},
            [('ended', at + toIntervalMillisecond(milliseconds))],
            []
          )
        )) AS step
      FROM (
        {{facts}}
      ) AS facts
      INNER JOIN ({{accounts}}) AS accounts USING (account_id)
      WHERE workspace_id = {workspace_id:UInt32}
        AND tells_subscriptions = 1
        {{picked}}
    )

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
      )), 'UTC'))
  )
  GROUP BY unit_start
)
ORDER BY unit_start
