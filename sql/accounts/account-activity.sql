-- account-activity: how each account of a workspace is doing.
-- Grain   one row per account that has events
-- Period  all time; rates of what reached us in the hour or the 24 hours before {now}; lag of what happened in them
-- Zone    none
-- Source  events_v1 without FINAL for the ends, which repeated rows do not move; with FINAL for what is counted
-- Empty   no row
SELECT
  account_id,
  last_event_at,
  last_received_at,
  toUInt32(ifNull(last_hour, 0)) AS events_last_hour,
  toUInt32(ifNull(last_day, 0))  AS events_last_day,
  lag_median_seconds
FROM (
  SELECT
    account_id,
    max(occurred_at)                            AS last_event_at,
    toDateTime64(max(received_at), 3, 'UTC')    AS last_received_at
  FROM events_v1
  WHERE workspace_id = {workspace_id:UInt32} AND is_deleted = 0
  GROUP BY account_id
) AS ends
LEFT JOIN (
  SELECT
    account_id,
    toNullable(countIf(received_at > {now:DateTime64(3, 'UTC')} - INTERVAL 1 HOUR)) AS last_hour,
    toNullable(count())                                                         AS last_day,
    -- Only of what happened in these 24 hours: history that was loaded says nothing of how fast events come.
    -- A clock that is ahead would make a lag below 0, which nobody would understand.
    quantileExactIfOrNull(0.5)(
      toFloat64(greatest(0, dateDiff('second', occurred_at, received_at))),
      occurred_at > {now:DateTime64(3, 'UTC')} - INTERVAL 24 HOUR
    )                                                                           AS lag_median_seconds
  FROM events_v1 FINAL
  WHERE workspace_id = {workspace_id:UInt32}
    AND received_at > {now:DateTime64(3, 'UTC')} - INTERVAL 24 HOUR
  GROUP BY account_id
) AS recent USING (account_id)
ORDER BY account_id
SETTINGS join_use_nulls = 1
