-- The checkpoints of some identities: since when events have to be read (milliseconds UTC), and what is carried on.
-- Those of one identity come together.
-- Identities  of the workspaces, the listed ones
SELECT workspace_id, identity_id, definition_id, made_with, toUnixTimestamp64Milli(since) AS since_ms, state
FROM checkpoints_v1 FINAL
PREWHERE workspace_id IN {workspace_ids:Array(UInt32)}
  AND identity_id IN {identity_ids:Array(UInt64)}
ORDER BY workspace_id, identity_id
