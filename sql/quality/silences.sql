-- silences: accounts from which nothing comes although much would be usual.
-- Grain   one row per silent account of account_ids
-- Period  from the last event that happened until now, but at most the first 7 days of that; usual: the median of the
--         same stretch of the week in the 4 weeks before that event
-- Zone    none: a stretch is moved by whole weeks of 168 hours, so after a clock change it is an hour off
-- Source  events_v1 by when they happened; FINAL over the accounts that have been quiet for five minutes
-- Left    that nobody needs to answer: whoever says so sits at our screen, and the account may be silent
-- Empty   no row
-- Unseen  Accounts quiet for more than 28 days: they are dead, not silent. A week before an account's first event is
--         no week. Events are missing only once less than usual came: an account with few events is never silent
WITH
  604800000 AS week_ms,
  -- How long before the last event, and in which week before it: 1 is the last one.
  toUnixTimestamp64Milli(since) - toUnixTimestamp64Milli(occurred_at) AS age_ms,
  intDiv(age_ms + week_ms - 1, week_ms) AS week,
  week * week_ms - age_ms AS after_ms,
  least(week_ms, toUnixTimestamp64Milli({now:DateTime64(3, 'UTC')}) - toUnixTimestamp64Milli(since)) AS length_ms,
  after_ms > 0 AND after_ms <= length_ms AS is_in_stretch,
  arrayFilter(
    (events, number) -> max(age_ms) >= number * week_ms,
    [
      countIf(is_in_stretch AND week = 1),
      countIf(is_in_stretch AND week = 2),
      countIf(is_in_stretch AND week = 3),
      countIf(is_in_stretch AND week = 4)
    ],
    [1, 2, 3, 4]
  ) AS weeks
SELECT
  account_id,
  since,
  if(empty(weeks), 0, arrayReduce('quantileExactInclusive(0.5)', weeks)) AS expected
FROM (
  SELECT account_id, occurred_at
  FROM events_v1 FINAL
  PREWHERE workspace_id = {workspace_id:UInt32}
    AND account_id IN {account_ids:Array(UInt32)}
    AND occurred_at > {now:DateTime64(3, 'UTC')} - INTERVAL 56 DAY
    AND type != 'wait_dismissed'
    AND account_id NOT IN (
      SELECT account_id
      FROM events_v1
      WHERE workspace_id = {workspace_id:UInt32}
        AND occurred_at > {now:DateTime64(3, 'UTC')} - INTERVAL 5 MINUTE
        AND occurred_at <= {now:DateTime64(3, 'UTC')}
        AND is_deleted = 0
        AND type != 'wait_dismissed'
    )
) AS events
INNER JOIN (
  SELECT account_id, max(occurred_at) AS since
  FROM events_v1
  WHERE workspace_id = {workspace_id:UInt32}
    AND occurred_at > {now:DateTime64(3, 'UTC')} - INTERVAL 28 DAY
    AND occurred_at <= {now:DateTime64(3, 'UTC')}
    AND is_deleted = 0
    AND type != 'wait_dismissed'
  GROUP BY account_id
) AS lasts USING (account_id)
WHERE occurred_at <= since
GROUP BY account_id, since
HAVING expected >= {silence_events:UInt32}
ORDER BY expected DESC, account_id
