-- freshness: from when to when a workspace has events, and when the newest one reached us.
-- Grain   one row
-- Period  all time
-- Zone    none
-- Source  events_v1 without FINAL: the ends do not depend on repeated rows
-- Empty   all NULL
SELECT
  minOrNull(occurred_at) AS first_event_at,
  maxOrNull(occurred_at) AS last_event_at,
  toDateTime64(maxOrNull(received_at), 3, 'UTC') AS data_until
FROM events_v1
WHERE workspace_id = {workspace_id:UInt32}
  AND is_deleted = 0
