-- load-heatmap: when people write, when they are answered, and how long those wait who write then.
-- Grain   one row per hour of each day of the week, 168 of them always, from Monday 0:00 on
-- Period  [from, to), UTC; a message and a wait belong to their beginning, an answer to when it was given, whenever its
--         wait began; the median is that of the waits that began in the hour
-- Zone    hours and days are of the clock of time_zone: an hour that a clock change doubles counts twice in
--         times_in_period, one that it leaves out does not count; where clocks move by half an hour (Lord Howe), what was
--         left of the hour counts as one
-- Source  counted_messages_v1; waits_v1 as sql/waits measures them: what is measured is said there; account_visibility_v1
-- Empty   counts 0, median and share NULL; what needs outgoing messages is NULL where no account in question lets them
--         be seen; messages are NULL where agents, teams or refs are asked for: they belong to none
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
  slot -> toUInt8((toDayOfWeek(slot, 0, {time_zone:String}) - 1) * 24 + toHour(slot, {time_zone:String})) AS slot_of,
  least({to:DateTime64(3, 'UTC')}, greatest({now:DateTime64(3, 'UTC')}, {from:DateTime64(3, 'UTC')})) AS until
SELECT
  {period:String} AS period,
  toUInt8(intDiv(slot, 24) + 1) AS weekday,
  toUInt8(slot % 24) AS hour_of_day,
  toUInt32(countIf(fact = 1)) AS times_in_period,
  if(
    empty({agent_ids:Array(UInt64)}) AND empty({team_ids:Array(UInt32)}) AND empty({refs:Array(String)}),
    toUInt32(countIf(fact = 2)), NULL
  ) AS messages_received,
  if(sees_outgoing, toUInt32(countIf(fact = 3)), NULL) AS waits_begun,
  if(sees_outgoing, toUInt32(countIf(fact = 4)), NULL) AS waits_answered,
  if(
    countIf(fact = 3 AND response_ms IS NOT NULL) > 0,
    round(quantileExactInclusiveIf(0.5)(response_ms, fact = 3) / 1000, 3), NULL
  ) AS response_median_seconds,
  countIf(fact = 2 AND is_seen) / nullIf(countIf(fact = 2), 0) AS outgoing_covered_share
FROM (
  SELECT
    1 AS fact, slot_of(toDateTime64(hour, 3, 'UTC')) AS slot, toUInt64(0) AS event_id, CAST(NULL, 'Nullable(Int64)') AS response_ms, 0 AS is_seen
  FROM (
    SELECT DISTINCT toStartOfHour(
      fromUnixTimestamp64Milli(
        arrayJoin(range(toUnixTimestamp64Milli({from:DateTime64(3, 'UTC')}), toUnixTimestamp64Milli(until), 900000)), 'UTC'
      ),
      {time_zone:String}
    ) AS hour
  )

  UNION ALL
  SELECT 0, toUInt8(number), 0, NULL, 0 FROM numbers(168)

  UNION ALL
  SELECT 2, slot_of(occurred_at), event_id, NULL, arrayExists(account -> account.1 = account_id AND account.2 <= occurred_at, telling)
  FROM counted_messages_v1
  WHERE workspace_id = {workspace_id:UInt32}
    AND occurred_at >= {from:DateTime64(3, 'UTC')}
    AND occurred_at <  {to:DateTime64(3, 'UTC')}
    AND type = 'message_received'
    AND (empty({channels:Array(String)}) OR channel IN {channels:Array(String)})
    AND (empty({account_ids:Array(UInt32)}) OR account_id IN {account_ids:Array(UInt32)})

  UNION ALL
  SELECT moment.1, slot_of(moment.2), 0, response_ms, 0
  FROM (
    SELECT
      response_ms,
      arrayJoin([(3, waiting_since), (4, answered_at)]) AS moment
    FROM {{measured_waits}}
    WHERE workspace_id = {workspace_id:UInt32}
      AND definition_id = {definition_id:UInt32}
      AND waiting_since < {to:DateTime64(3, 'UTC')}
      AND (waiting_since >= {from:DateTime64(3, 'UTC')} OR answered_at >= {from:DateTime64(3, 'UTC')})
  )
  WHERE moment.2 >= {from:DateTime64(3, 'UTC')}
    AND moment.2 <  {to:DateTime64(3, 'UTC')}
)
GROUP BY slot
ORDER BY slot
