-- Identities of a scope that did something since {since}, and of whom nothing arrived in the last minute: their marks
-- are surely written and derived, so what is derived of them anew must be what is stored.
SELECT workspace_id, toString(events_v1.identity_id) AS id
FROM events_v1
WHERE workspace_id IN {workspace_ids:Array(UInt32)}
  AND identity_id BETWEEN {from:UInt64} AND {to:UInt64}
  AND occurred_at >= {since:DateTime64(3, 'UTC')}
GROUP BY workspace_id, events_v1.identity_id
HAVING max(received_at) < now() - INTERVAL 1 MINUTE
ORDER BY workspace_id, events_v1.identity_id
