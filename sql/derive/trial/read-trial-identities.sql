-- The identities of a trial in the order of their numbers: see trial-size.sql.
SELECT DISTINCT identity_id
FROM events_v1
WHERE workspace_id = {workspace_id:UInt32}
  AND type IN ('message_received', 'message_sent')
  AND occurred_at >= {from:DateTime64(3, 'UTC')}
  AND occurred_at <  {to:DateTime64(3, 'UTC')}
  AND identity_id <= {highest_identity_id:UInt64}
ORDER BY identity_id
