-- arrivals: what reached us in the last 24 hours, and how late.
-- Grain   one row per account with such events, then one for all of them together (account_id 0), computed anew
-- Period  reached us in (now − 24 h, now]; the lag: of what happened in them
-- Zone    none
-- Source  events_v1 FINAL, each event once, with the time of its first arrival (whole seconds: up to 1 s too early)
-- Left    that nobody needs to answer: it is said at our screen, and reached us from nowhere
-- Empty   only the row for all: counts are 0, lags NULL
-- Unseen  What happened more than 7 days ago: when something reached us is no part of the key, so whatever is read is
--         bounded by when it happened. History that is loaded is neither late nor slow: accounts that are not in
--         live_account_ids (imports), and bodies whose events lie more than 6 hours apart (a backlog loaded at once).
--         Nothing is late in the first hour of a workspace: there was nothing yet to be late for
WITH
  toUnixTimestamp(received_at) * 1000 - toUnixTimestamp64Milli(occurred_at) AS lag_ms,
  account_id IN {live_account_ids:Array(UInt32)} AND delivery_id NOT IN (
    SELECT delivery_id
    FROM events_v1
    WHERE workspace_id = {workspace_id:UInt32}
      AND occurred_at > {now:DateTime64(3, 'UTC')} - INTERVAL 31 DAY
      AND received_at > {now:DateTime64(3, 'UTC')} - INTERVAL 24 HOUR
    GROUP BY delivery_id
    HAVING dateDiff('second', min(occurred_at), max(occurred_at)) > 6 * 3600
  ) AS is_live,
  is_live AND lag_ms > {late_seconds:UInt32} * 1000 AND received_at > (
    SELECT min(received_at) + INTERVAL 1 HOUR FROM events_v1 WHERE workspace_id = {workspace_id:UInt32}
  ) AS is_late,
  is_live AND occurred_at > {now:DateTime64(3, 'UTC')} - INTERVAL 24 HOUR AS has_lag,
  -- A clock that is ahead would make a lag below 0, which nobody would understand.
  quantilesExactInclusiveIf(0.5, 0.9)(greatest(0, lag_ms), has_lag) AS lags_ms
SELECT
  account_id,
  toUInt32(countIf(received_at > {now:DateTime64(3, 'UTC')} - INTERVAL 1 HOUR))  AS events_last_hour,
  toUInt32(count())                                                              AS events_last_day,
  toUInt32(countIf(is_late))                                                     AS late_last_day,
  if(countIf(has_lag) > 0, round(lags_ms[1] / 1000, 3), NULL)                    AS lag_median_seconds,
  if(countIf(has_lag) > 0, round(lags_ms[2] / 1000, 3), NULL)                    AS lag_p90_seconds
FROM events_v1 FINAL
-- Before the rows of one event are merged: only what all of them have in common.
PREWHERE workspace_id = {workspace_id:UInt32}
  AND occurred_at > {now:DateTime64(3, 'UTC')} - INTERVAL 7 DAY
  AND type != 'wait_dismissed'
WHERE received_at > {now:DateTime64(3, 'UTC')} - INTERVAL 24 HOUR
  AND received_at <= {now:DateTime64(3, 'UTC')}
GROUP BY GROUPING SETS ((account_id), ())
ORDER BY account_id = 0, account_id
