-- hours: events per account and hour of the last 48 hours, beside what is usual.
-- Grain   one row per account of account_ids and hour, whatever happened; the running hour is the last one
-- Period  the running hour and the 47 before it; usual: the median of the same weekday and hour of the 4 weeks before
-- Zone    weekdays and hours are those of time_zone; hours are returned as UTC instants
-- Source  events_v1 FINAL by when they happened
-- Empty   0 events; usual is NULL where the account's first event is later than the same hour a week before
-- Unseen  An hour that a clock change leaves out is compared with what the calendar makes of it
WITH
  toStartOfHour({now:DateTime64(3, 'UTC')}, {time_zone:String}) AS this_hour,
  groupArrayIf(found, week > 0 AND first_at > toDateTime64(0, 3, 'UTC') AND first_at <= hour) AS weeks_before
SELECT
  account_id,
  toDateTime64(hour_start, 3, 'UTC') AS hour_start,
  toUInt32(sumIf(found, week = 0)) AS events,
  if(empty(weeks_before), NULL, arrayReduce('quantileExactInclusive(0.5)', weeks_before)) AS usual,
  CAST(hour_start = this_hour, 'Bool') AS is_partial
FROM (
  SELECT account_id, hour_start, week, subtractWeeks(hour_start, week) AS hour
  FROM (
    SELECT
      arrayJoin({account_ids:Array(UInt32)}) AS account_id,
      this_hour - toIntervalHour(arrayJoin(range(48))) AS hour_start,
      arrayJoin(range(5)) AS week
  )
) AS grid
LEFT JOIN (
  SELECT account_id, toStartOfHour(occurred_at, {time_zone:String}) AS hour, count() AS found
  FROM events_v1 FINAL
  PREWHERE workspace_id = {workspace_id:UInt32}
    AND account_id IN {account_ids:Array(UInt32)}
    AND occurred_at > {now:DateTime64(3, 'UTC')} - INTERVAL 31 DAY
    AND occurred_at <= {now:DateTime64(3, 'UTC')}
    -- Only the two days of each week that are asked for, and an hour more on both sides for clock changes.
    AND (
      toUnixTimestamp64Milli({now:DateTime64(3, 'UTC')}) - toUnixTimestamp64Milli(occurred_at) + 3600000
    ) % 604800000 < 51 * 3600000
  GROUP BY account_id, hour
) AS counts USING (account_id, hour)
LEFT JOIN (
  SELECT account_id, min(occurred_at) AS first_at
  FROM events_v1
  WHERE workspace_id = {workspace_id:UInt32}
    AND occurred_at > {now:DateTime64(3, 'UTC')} - INTERVAL 31 DAY
    AND is_deleted = 0
  GROUP BY account_id
) AS firsts USING (account_id)
GROUP BY account_id, hour_start
ORDER BY account_id, hour_start
