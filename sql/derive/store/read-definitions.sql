-- The definitions that are derived, of every workspace.
SELECT workspace_id, definition_id, status, silence_gap_seconds, courtesy_hashes, settle_seconds
FROM definitions_v1 FINAL
WHERE status IN ('building', 'active')
ORDER BY workspace_id, definition_id
