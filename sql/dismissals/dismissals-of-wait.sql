-- dismissals-of-wait: what was said of one wait: that nobody needs to answer it.
-- Grain   one row per event that stands
-- Period  from the newest message of the wait until the contact wrote anew, or without end; both ends of the same person
-- Left    what was said before the newest message was known: it ends this wait no more
-- Zone    none: instants as milliseconds, UTC
-- Source  events_v1 FINAL
-- Empty   no row
SELECT
  toString(event_id)                  AS event_id,
  toUnixTimestamp64Milli(occurred_at) AS occurred_ms,
  toString(sequence)                  AS sequence,
  toString(version)                   AS version,
  account_id,
  channel,
  toString(delivery_id)               AS delivery_id,
  toUnixTimestamp(received_at)        AS received_seconds
FROM events_v1 FINAL
PREWHERE workspace_id = {workspace_id:UInt32}
  AND identity_id = {identity_id:UInt64}
  AND occurred_at >= {last_incoming_at:DateTime64(3, 'UTC')}
WHERE type = 'wait_dismissed'
  AND (watermark_at = toDateTime64(0, 3, 'UTC') OR watermark_at >= {last_incoming_at:DateTime64(3, 'UTC')})
  AND occurred_at <= (
    SELECT if(count() = 0, toDateTime64('2106-01-01 00:00:00', 3, 'UTC'), min(occurred_at))
    FROM events_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32}
      AND identity_id = {identity_id:UInt64}
      AND occurred_at > {last_incoming_at:DateTime64(3, 'UTC')}
      AND type = 'message_received'
  )
ORDER BY occurred_at, sequence, event_id
