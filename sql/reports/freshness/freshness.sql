-- freshness: from when to when a workspace has events, when the newest one reached us, and how many were withdrawn.
-- Grain   one row
-- Period  all time
-- Zone    none
-- Source  events_v1 without FINAL: the ends do not depend on repeated rows, only on withdrawn ones; see
--         freshness-withdrawn
-- Left    that nobody needs to answer: whoever says so sits at our screen. It only moves changed_at
-- Empty   all NULL, 0
WITH
  type != 'wait_dismissed' AS is_brought,
  is_brought AND is_deleted = 0 AS is_told
SELECT
  minOrNullIf(occurred_at, is_told) AS first_event_at,
  maxOrNullIf(occurred_at, is_told) AS last_event_at,
  toDateTime64(maxOrNullIf(received_at, is_told), 3, 'UTC') AS data_until,
  toDateTime64(maxOrNull(received_at), 3, 'UTC') AS changed_at,
  toUInt32(countIf(is_brought AND is_deleted = 1)) AS withdrawn
FROM events_v1
WHERE workspace_id = {workspace_id:UInt32}
