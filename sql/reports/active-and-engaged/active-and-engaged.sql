-- active-and-engaged: who received something from us, who wrote, and who did both.
-- Grain   one row per hour, day, week (from week_start), month, quarter or year of the zone, and per channel where split by
--         it; then the same of the whole period; all counted anew from the people, no holes
-- Period  [from, to), UTC; a message belongs to when it was sent; the first and the last unit are cut to the period
-- Zone    units are cut in time_zone and returned as UTC instants; a day of a clock change has 23 or 25 hours
-- Source  counted_messages_v1; account_visibility_v1, account_settings_v1 for accounts that do not show our messages
-- Empty   rows with counts of 0, shares NULL; what needs outgoing messages is NULL before the first of the accounts in
--         question could tell of them
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
  {by:String} = 'channel' AS by_channel,
  -- The accounts that can tell of answers, with the moment since when.
  (
    SELECT groupArray((toString(channel), account_id, assumeNotNull(outgoing_since)))
    FROM account_visibility_v1
    WHERE workspace_id = {workspace_id:UInt32}
      AND outgoing_since < {to:DateTime64(3, 'UTC')}
      AND (empty({channels:Array(String)}) OR channel IN {channels:Array(String)})
      AND (empty({account_ids:Array(UInt32)}) OR account_id IN {account_ids:Array(UInt32)})
  ) AS telling,
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
  if(is_total, {from:DateTime64(3, 'UTC')}, greatest(unit_start, {from:DateTime64(3, 'UTC')})) AS bucket_start,
  if(is_total, {to:DateTime64(3, 'UTC')}, unit_end) AS bucket_end,
  CAST(
    if(
      is_total, {to:DateTime64(3, 'UTC')} > {now:DateTime64(3, 'UTC')},
      unit_start < {from:DateTime64(3, 'UTC')}
        OR unit_start = unit_of({to:DateTime64(3, 'UTC')})
        OR bucket_end > {now:DateTime64(3, 'UTC')}
    ),
    'Bool'
  ) AS is_partial,
  if(is_of_all, NULL, of_channel) AS channel,
  writing AS contacts,
  if(sees_outgoing, active, NULL) AS contacts_active,
  if(sees_outgoing, engaged, NULL) AS contacts_engaged,
  contacts_engaged / nullIf(contacts_active, 0) AS engaged_share,
  messages_seen / nullIf(messages, 0) AS outgoing_covered_share
FROM (
  SELECT
    *,
    -- Of the same channel, so that every row finds the unit after it.
    if(is_total, {to:DateTime64(3, 'UTC')}, leadInFrame(unit_start, 1, {to:DateTime64(3, 'UTC')}) OVER (
      PARTITION BY is_total, is_of_all, of_channel ORDER BY unit_start ROWS BETWEEN CURRENT ROW AND 1 FOLLOWING
    )) AS unit_end,
    arrayExists(account -> (is_of_all OR account.1 = of_channel) AND account.3 < unit_end, telling) AS sees_outgoing
  FROM (
    SELECT
      is_total, is_of_all, unit_start, of_channel,
      toUInt32(countIf(received > 0)) AS writing,
      toUInt32(countIf(gets))         AS active,
      toUInt32(countIf(received > 0 AND gets)) AS engaged,
      sum(received)                   AS messages,
      sum(received_seen)              AS messages_seen
    FROM (
      -- One row per person, unit and channel; per person and unit; and the same of the whole period.
      SELECT
        CAST(grouping(unit_start) = 1, 'Bool') AS is_total,
        CAST(grouping(of_channel) = 1, 'Bool') AS is_of_all,
        unit_start, of_channel, identity_id,
        sum(received) AS received, sum(received_seen) AS received_seen, max(gets) AS gets
      FROM (
        SELECT
          unit_of(occurred_at) AS unit_start,
          if(by_channel, toString(channel), '') AS of_channel,
          identity_id,
          countIf(type = 'message_received') AS received,
          uniqExactIf(
            event_id,
            type = 'message_received'
              AND arrayExists(account -> account.2 = account_id AND account.3 <= occurred_at, telling)
          ) AS received_seen,
          max(type = 'message_sent') AS gets
        FROM counted_messages_v1
        WHERE workspace_id = {workspace_id:UInt32}
          AND occurred_at >= {from:DateTime64(3, 'UTC')}
          AND occurred_at <  {to:DateTime64(3, 'UTC')}
          AND (empty({hours_of_day:Array(UInt8)}) OR toHour(occurred_at, {time_zone:String}) IN {hours_of_day:Array(UInt8)})
          AND (empty({weekdays:Array(UInt8)}) OR toDayOfWeek(occurred_at, 0, {time_zone:String}) IN {weekdays:Array(UInt8)})
          AND (empty({channels:Array(String)}) OR channel IN {channels:Array(String)})
          AND (empty({account_ids:Array(UInt32)}) OR account_id IN {account_ids:Array(UInt32)})
          AND (type = 'message_received' OR account_id NOT IN (
            SELECT account_id FROM account_settings_v1 FINAL WHERE workspace_id = {workspace_id:UInt32} AND outgoing = 'never'
          ))
        GROUP BY unit_start, of_channel, identity_id

        -- Every unit of every channel in question is there.
        UNION ALL
        SELECT unit_of(fromUnixTimestamp64Milli(arrayJoin(moments), 'UTC')), of_channel, 0, 0, 0, 0
        FROM (
          SELECT DISTINCT if(by_channel, toString(channel), '') AS of_channel
          FROM account_visibility_v1
          WHERE workspace_id = {workspace_id:UInt32}
            AND (empty({channels:Array(String)}) OR channel IN {channels:Array(String)})
            AND (empty({account_ids:Array(UInt32)}) OR account_id IN {account_ids:Array(UInt32)})
          UNION DISTINCT
          SELECT ''
        )
      )
      GROUP BY GROUPING SETS (
        (unit_start, of_channel, identity_id), (unit_start, identity_id), (of_channel, identity_id), (identity_id)
      )
      HAVING is_of_all OR of_channel != ''
    )
    GROUP BY is_total, is_of_all, unit_start, of_channel
  )
)
ORDER BY is_total, bucket_start, is_of_all, contacts DESC, of_channel
