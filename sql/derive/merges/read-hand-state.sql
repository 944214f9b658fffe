-- read-hand-state: changes with whatever people say of who is whom. Asked every second, so without FINAL: that rows were
-- merged changes it too, and then there is nothing to write.
SELECT toString(sum(cityHash64(workspace_id, link_id, version, is_deleted))) AS state
FROM contact_links_v1
