-- How many merges are in force: so many identities count with another one.
SELECT toUInt32(count() - uniqExact(contact_id)) AS merges
FROM merged_identities_v1 FINAL
WHERE workspace_id = {workspace_id:UInt32}
