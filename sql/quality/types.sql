-- types: how many events of each type there are.
-- Grain   one row per type
-- Period  (now − 30 days, now], by when they happened
-- Zone    none
-- Source  events_v1 FINAL
-- Empty   no row
SELECT
  type,
  toUInt32(count()) AS events,
  max(occurred_at)  AS last_at
FROM events_v1 FINAL
PREWHERE workspace_id = {workspace_id:UInt32}
  AND occurred_at > {now:DateTime64(3, 'UTC')} - INTERVAL 30 DAY
  AND occurred_at <= {now:DateTime64(3, 'UTC')}
GROUP BY type
ORDER BY events DESC, type
