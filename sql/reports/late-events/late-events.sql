-- late-events: how many events of a period came late, and so recently that an earlier answer lacked them.
-- Grain   one row
-- Period  [from, to), UTC, by when an event happened. Late: it reached us more than an hour after it happened, and after
--         both `since` and the first hour of the workspace, before which there was no answer to be late for
-- Zone    none
-- Source  events_v1, without messages that count in another account: they change no answer. Read without FINAL first, by
--         two columns of the period: usually that finds nobody, and the second reading, which tells a late event from
--         one that was only sent again, has nothing to do
-- Empty   0
WITH (
  SELECT groupArray((account_id, type, from_at, until_at))
  FROM counted_elsewhere_v1
  WHERE workspace_id = {workspace_id:UInt32}
) AS elsewhere
SELECT toUInt32(uniqExact(event_id)) AS late_events
FROM events_v1 FINAL
WHERE workspace_id = {workspace_id:UInt32}
  AND occurred_at >= {from:DateTime64(3, 'UTC')}
  AND occurred_at <  {to:DateTime64(3, 'UTC')}
  AND (empty({channels:Array(String)}) OR channel IN {channels:Array(String)})
  AND (empty({account_ids:Array(UInt32)}) OR account_id IN {account_ids:Array(UInt32)})
  AND NOT arrayExists(
    span -> span.1 = account_id AND span.2 = type AND span.3 <= occurred_at AND occurred_at < span.4,
    elsewhere
  )
  AND received_at > {since:DateTime64(3, 'UTC')}
  AND received_at > toDateTime(occurred_at, 'UTC') + INTERVAL 1 HOUR
  AND received_at > (
    SELECT min(received_at) + INTERVAL 1 HOUR FROM events_v1 WHERE workspace_id = {workspace_id:UInt32}
  )
  AND identity_id IN (
    SELECT identity_id
    FROM events_v1
    WHERE workspace_id = {workspace_id:UInt32}
      AND occurred_at >= {from:DateTime64(3, 'UTC')}
      AND occurred_at <  {to:DateTime64(3, 'UTC')}
      AND received_at > {since:DateTime64(3, 'UTC')}
      AND received_at > toDateTime(occurred_at, 'UTC') + INTERVAL 1 HOUR
  )
