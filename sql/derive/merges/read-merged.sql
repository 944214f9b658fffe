-- read-merged: the merged identities of some workspaces as they are stored.
SELECT workspace_id, identity_id, contact_id, toUnixTimestamp64Milli(merged_at) AS merged_ms, version
FROM merged_identities_v1 FINAL
WHERE workspace_id IN {workspace_ids:Array(UInt32)}
