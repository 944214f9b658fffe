-- has-events: whether anything ever arrived of one account.
-- Grain   one row when something did
-- Period  all time
-- Zone    none
-- Source  events_v1 without FINAL: a repeated event is one too
-- Empty   no row
SELECT 1 AS has_events
FROM events_v1
WHERE workspace_id = {workspace_id:UInt32}
  AND account_id = {account_id:UInt32}
  AND is_deleted = 0
LIMIT 1
