-- read-links: every merge and split of some workspaces that stands, in order.
-- Source  milestones_v1, of each event the earliest row; of two at one time the newest version
SELECT
  workspace_id,
  toUnixTimestamp64Milli(tupleElement(link, 1)) AS at_ms,
  tupleElement(link, 3) = 'identities_merged' AS is_merge,
  tupleElement(link, 4) AS identity_id,
  tupleElement(link, 5) AS other_identity_id
FROM (
  SELECT
    workspace_id,
    event_id,
    argMin(
      (occurred_at, sequence, type, identity_id, other_identity_id),
      (occurred_at, bitNot(version))
    ) AS link
  FROM milestones_v1 FINAL
  WHERE workspace_id IN {workspace_ids:Array(UInt32)}
    AND type IN ('identities_merged', 'identities_split')
  GROUP BY workspace_id, event_id, identity_id
)
ORDER BY workspace_id, tupleElement(link, 1), tupleElement(link, 2), event_id
