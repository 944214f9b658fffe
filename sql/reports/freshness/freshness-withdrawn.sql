-- freshness-withdrawn: the same where events were withdrawn, without these.
-- Grain   one row
-- Period  all time
-- Zone    none
-- Source  events_v1; FINAL only for the people of whom something was withdrawn, which are few
-- Empty   all NULL
WITH withdrawn AS (
  SELECT identity_id FROM events_v1 WHERE workspace_id = {workspace_id:UInt32} AND is_deleted = 1
)
SELECT
  minOrNull(occurred_at) AS first_event_at,
  maxOrNull(occurred_at) AS last_event_at,
  toDateTime64(maxOrNull(received_at), 3, 'UTC') AS data_until
FROM (
  SELECT occurred_at, received_at
  FROM events_v1
  WHERE workspace_id = {workspace_id:UInt32} AND is_deleted = 0 AND type != 'wait_dismissed'
    AND identity_id NOT IN (SELECT identity_id FROM withdrawn)
  UNION ALL
  SELECT occurred_at, received_at
  FROM events_v1 FINAL
  WHERE workspace_id = {workspace_id:UInt32} AND type != 'wait_dismissed'
    AND identity_id IN (SELECT identity_id FROM withdrawn)
)
