-- workload-by-hour: on how many dialogues agents work at once at each hour of the day, and how many of them are busy.
-- Grain   one row per hour of the day, 24 of them always
-- Period  [from, to), UTC; spans of work are cut to it; an answer belongs to when it was given
-- Zone    hours and weekdays are of the clock of time_zone: an hour that a clock change doubles lasts twice as long that day
-- Source  waits_v1 as sql/waits reads them, of which sql/workload makes spans; dialogues_v1 that began in the period for
--         the share whose answers can be seen; account_visibility_v1
-- Empty   counts and times 0, means NULL; all NULL where no account in question lets outgoing messages be seen
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
      AND (empty({weekdays:Array(UInt8)}) OR toDayOfWeek(started_at, 0, {time_zone:String}) IN {weekdays:Array(UInt8)})
  ) AS covered,
  least(
    toUnixTimestamp64Milli({to:DateTime64(3, 'UTC')}),
    greatest(toUnixTimestamp64Milli({now:DateTime64(3, 'UTC')}), toUnixTimestamp64Milli({from:DateTime64(3, 'UTC')}))
  ) AS until_ms
SELECT
  {period:String} AS period,
  hour AS hour_of_day,
  if(sees_outgoing, toUInt32(countIf(fact.1 = 2)), NULL) AS work_spans,
  if(sees_outgoing, toUInt32(countIf(fact.1 = 3)), NULL) AS waits_answered,
  if(sees_outgoing, sumIf(fact.3, fact.1 = 1 AND fact.4 > 0) / 1000, NULL) AS busy_seconds,
  if(sees_outgoing, sumIf(fact.3 * fact.4, fact.1 = 1) / 1000, NULL) AS dialogue_seconds,
  if(sees_outgoing, dialogue_seconds / nullIf(busy_seconds, 0), NULL) AS concurrency_mean,
  if(sees_outgoing, toUInt32(maxIf(fact.4, fact.1 = 1 AND fact.3 > 0)), NULL) AS concurrency_max,
  if(sees_outgoing, busy_seconds / nullIf(sumIf(fact.3, fact.1 = 4) / 1000, 0), NULL) AS agents_busy_mean,
  covered AS outgoing_covered_share
FROM (
  -- What it is: 1 = a length with so many dialogues at once, 2 = a span, 3 = an answer, 4 = a length of the period; its
  -- hour, its milliseconds, how many at once.
  SELECT arrayJoin(arrayConcat(
    arrayMap(
      (mark, length, spans_now) -> (
        toUInt8(1), toHour(fromUnixTimestamp64Milli(day_ms + intDiv(mark, 8), 'UTC'), {time_zone:String}), length, toInt64(spans_now)
      ),
      marks, lengths, at_once
    ),
    arrayMap(hour -> (toUInt8(2), hour, toInt64(0), toInt64(0)), span_hours),
    arrayMap(hour -> (toUInt8(3), hour, toInt64(0), toInt64(0)), answer_hours)
  )) AS fact
  FROM {{agent_days}}
  WHERE workspace_id = {workspace_id:UInt32}
    AND is_all = 0

  UNION ALL
  SELECT (
    toUInt8(4), toHour(fromUnixTimestamp64Milli(quarter * 900000, 'UTC'), {time_zone:String}),
    if({{is_asked}}, least(until_ms, (quarter + 1) * 900000) - greatest(from_ms, quarter * 900000), 0), toInt64(0)
  )
  FROM (
    SELECT
      toUnixTimestamp64Milli({from:DateTime64(3, 'UTC')}) AS from_ms,
      arrayJoin(range(intDiv(from_ms, 900000), if(until_ms > from_ms, intDiv(until_ms - 1, 900000) + 1, 0))) AS quarter
  )

  UNION ALL
  SELECT (toUInt8(0), toUInt8(number), toInt64(0), toInt64(0)) FROM numbers(24)
)
GROUP BY fact.2 AS hour
ORDER BY hour
