-- read-links: every merge and split of some workspaces that stands, in order.
-- Source  milestones_v1, of each event the earliest row, of two at one time the newest version; contact_links_v1, what
--         people say, after the events of the same millisecond
SELECT workspace_id, at_ms, is_merge, identity_id, other_identity_id
FROM (
  SELECT
    workspace_id,
    toUnixTimestamp64Milli(tupleElement(link, 1)) AS at_ms,
    tupleElement(link, 3) = 'identities_merged' AS is_merge,
    tupleElement(link, 4) AS identity_id,
    tupleElement(link, 5) AS other_identity_id,
    (toUInt8(0), tupleElement(link, 2), event_id) AS place
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
  UNION ALL
  SELECT
    workspace_id, toUnixTimestamp64Milli(said_at), kind = 'merge', identity_id, other_identity_id,
    (toUInt8(1), toUInt64(0), toUInt64(link_id))
  FROM contact_links_v1 FINAL
  WHERE workspace_id IN {workspace_ids:Array(UInt32)}
)
ORDER BY workspace_id, at_ms, place
