-- Which checkpoints stand for some identities: their keys, and hashes of their content.
-- Identities  of the workspaces, identity_id in [from, to], both included, and of those the listed ones (an empty
--             list = all)
SELECT workspace_id, identity_id, definition_id, row_hash, version
FROM checkpoints_v1 FINAL
PREWHERE workspace_id IN {workspace_ids:Array(UInt32)}
  AND definition_id IN {definition_ids:Array(UInt32)}
  AND identity_id >= {from:UInt64}
  AND identity_id <= {to:UInt64}
  AND (empty({identity_ids:Array(UInt64)}) OR identity_id IN {identity_ids:Array(UInt64)})
