-- response-distribution: how many answers came within each length of time.
-- Grain   one row per bucket, shortest first, also an empty one: from the limit before it on, shorter than its own; the last
--         has no limit
-- Period  [from, to), UTC; a wait belongs to its beginning or, dated by its answer, to that
-- Zone    only for filters by hour and weekday: those of time_zone
-- Source  waits_v1 as sql/waits measures them: what is measured is said there; dialogues_v1 that began in the period for the share
--         whose answers can be seen; account_visibility_v1
-- Empty   every bucket: counts 0, shares NULL; all NULL where no account in question lets outgoing messages be seen
WITH
  arrayConcat([0], arrayMap(limit -> toInt64(limit) * 1000, {buckets:Array(UInt32)})) AS limits_ms,
  -- The accounts that can tell of answers, with the moment since when.
  (
    SELECT groupArray((account_id, assumeNotNull(outgoing_since)))
    FROM account_visibility_v1
    WHERE workspace_id = {workspace_id:UInt32}
      AND outgoing_since < {to:DateTime64(3, 'UTC')}
      AND (empty({channels:Array(String)}) OR channel IN {channels:Array(String)})
      AND (empty({account_ids:Array(UInt32)}) OR account_id IN {account_ids:Array(UInt32)})
  ) AS telling,
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
  notEmpty(telling) AS sees_outgoing,
  sum(sum(waits)) OVER () AS measured
SELECT
  {period:String} AS period,
  toUInt32(from_ms / 1000) AS bucket_from_seconds,
  nullIf({buckets:Array(UInt32)}[indexOf(limits_ms, from_ms)], 0) AS bucket_to_seconds,
  if(sees_outgoing, toUInt32(sum(waits)), NULL) AS waits_answered,
  waits_answered / nullIf(measured, 0) AS waits_share,
  if(
    sees_outgoing,
    sum(sum(waits)) OVER (ORDER BY from_ms ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW), NULL
  ) / nullIf(measured, 0) AS waits_cumulative_share,
  if(sees_outgoing, toUInt32(sum(sum(without_calendar)) OVER ()), NULL) AS waits_without_calendar,
  covered AS outgoing_covered_share
FROM (
  SELECT
    roundDown(ifNull(response_ms, 0), limits_ms) AS from_ms,
    toUInt32(response_ms IS NOT NULL) AS waits,
    toUInt32(is_answered AND response_ms IS NULL) AS without_calendar
  FROM {{measured_waits}}
  WHERE workspace_id = {workspace_id:UInt32}
    AND definition_id = {definition_id:UInt32}
    AND at >= {from:DateTime64(3, 'UTC')}
    AND at <  {to:DateTime64(3, 'UTC')}

  UNION ALL
  SELECT arrayJoin(limits_ms), 0, 0
)
GROUP BY from_ms
ORDER BY from_ms
