-- Every workspace that has events or definitions, and how many rows of events it has (repeated ones counted).
SELECT workspace_id, sum(events) AS events
FROM
(
  SELECT workspace_id, count() AS events FROM events_v1 GROUP BY workspace_id
  UNION ALL
  SELECT workspace_id, 0 FROM definitions_v1 GROUP BY workspace_id
)
WHERE {workspace_id:UInt32} = 0 OR workspace_id = {workspace_id:UInt32}
GROUP BY workspace_id
ORDER BY workspace_id
