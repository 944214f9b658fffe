-- future-times: events whose time lay ahead of the moment at which they reached us: a clock that is wrong.
-- Grain   one row
-- Period  events of the last 30 days and of the future; ahead by more than future_seconds
-- Zone    none
-- Source  events_v1: first whatever row is ahead, then FINAL over only those events
-- Empty   0
SELECT toUInt32(count()) AS events
FROM events_v1 FINAL
PREWHERE workspace_id = {workspace_id:UInt32}
  AND occurred_at > {now:DateTime64(3, 'UTC')} - INTERVAL 30 DAY
  AND event_id IN (
    SELECT event_id
    FROM events_v1
    WHERE workspace_id = {workspace_id:UInt32}
      AND occurred_at > {now:DateTime64(3, 'UTC')} - INTERVAL 30 DAY
      AND occurred_at > received_at + toIntervalSecond({future_seconds:UInt32})
  )
WHERE occurred_at > received_at + toIntervalSecond({future_seconds:UInt32})
