-- Who is whom by hand, as far as it is in force, of all workspaces.
SELECT workspace_id, link_id, said_at, toString(kind) AS kind, toString(identity_id) AS identity_id,
  if(other_identity_id = 0, NULL, toString(other_identity_id)) AS other_identity_id
FROM contact_links_v1 FINAL
ORDER BY workspace_id, link_id
