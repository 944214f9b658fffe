-- How much a trial would have to read.
-- Identities  those with a message in [from, to), occurred_at, and an id up to highest_identity_id
-- Events      all of these identities', whenever they happened; repeated rows count as often as they stand
SELECT
  uniqExact(identity_id) AS identities,
  count() AS events
FROM events_v1
WHERE workspace_id = {workspace_id:UInt32}
  AND identity_id <= {highest_identity_id:UInt64}
  AND identity_id IN (
    SELECT identity_id
    FROM events_v1
    WHERE workspace_id = {workspace_id:UInt32}
      AND type IN ('message_received', 'message_sent')
      AND occurred_at >= {from:DateTime64(3, 'UTC')}
      AND occurred_at <  {to:DateTime64(3, 'UTC')}
      AND identity_id <= {highest_identity_id:UInt64}
  )
