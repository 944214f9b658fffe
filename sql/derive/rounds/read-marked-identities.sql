-- Whom the given blocks of marks name, each identity once, page by page, with the earliest of what is new (milliseconds
-- UTC).
-- Page  the first `page_size` after (after_workspace_id, after_identity_id), not included
SELECT workspace_id, identity_id, toUnixTimestamp64Milli(min(lowest_at)) AS lowest_ms
FROM dirty_identities_v1
WHERE marked_at >= {since:DateTime64(3, 'UTC')}
  AND mark_id IN {mark_ids:Array(UInt64)}
  AND (workspace_id, identity_id) > ({after_workspace_id:UInt32}, {after_identity_id:UInt64})
GROUP BY workspace_id, identity_id
ORDER BY workspace_id, identity_id
LIMIT {page_size:UInt32}
