-- read-link-states: one number per workspace that has merges, splits or merged identities; it changes with what events or
-- people say.
SELECT workspace_id, toString(groupBitXor(number)) AS state
FROM (
  SELECT workspace_id, cityHash64(identity_id, occurred_at, sequence, event_id, version) AS number
  FROM milestones_v1 FINAL
  WHERE type IN ('identities_merged', 'identities_split')
  UNION ALL
  SELECT workspace_id, cityHash64('by hand', link_id) AS number
  FROM contact_links_v1 FINAL
  UNION ALL
  SELECT workspace_id, 0 AS number
  FROM merged_identities_v1 FINAL
)
GROUP BY workspace_id
