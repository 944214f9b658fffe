-- newest-events: when the newest event of each account happened, and when one reached us.
-- Grain   one row per account that has events
-- Period  all time for when it happened; the last 31 days for when one reached us
-- Zone    none
-- Source  events_v1 of the last 31 days, and identities_v1 for what is older; without FINAL over events: the newest
--         does not depend on repeated rows
-- Left    that nobody needs to answer: whoever says so sits at our screen, and the account may be silent
-- Empty   no row; last_received_at is NULL without an event in the last 31 days
-- Unseen  Visitors whom nobody knows, when they are all older than 31 days; an event that a replay withdrew may stand
--         until the store merges
SELECT
  account_id,
  max(happened_at)                                AS last_event_at,
  toDateTime64(max(reached_us_at), 3, 'UTC')      AS last_received_at
FROM (
  SELECT account_id, max(occurred_at) AS happened_at, toNullable(max(received_at)) AS reached_us_at
  FROM events_v1
  WHERE workspace_id = {workspace_id:UInt32}
    AND occurred_at > {now:DateTime64(3, 'UTC')} - INTERVAL 31 DAY
    AND is_deleted = 0
    AND type != 'wait_dismissed'
  GROUP BY account_id
  UNION ALL
  SELECT account_id, max(last_seen_at), NULL
  FROM identities_v1 FINAL
  WHERE workspace_id = {workspace_id:UInt32}
    AND last_seen_at <= {now:DateTime64(3, 'UTC')} - INTERVAL 31 DAY
  GROUP BY account_id
)
GROUP BY account_id
ORDER BY account_id
