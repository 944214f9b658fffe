-- Which contact each of these identities counts as, with all identities of that contact. Whoever was never merged is alone.
WITH asked AS (
  SELECT arrayJoin({identity_ids:Array(UInt64)}) AS identity_id
), merged AS (
  SELECT identity_id, contact_id
  FROM merged_identities_v1 FINAL
  WHERE workspace_id = {workspace_id:UInt32}
)
SELECT
  toString(asked.identity_id) AS identity_id,
  toString(if(one.contact_id = 0, asked.identity_id, one.contact_id)) AS contact_id,
  if(one.contact_id = 0, [toString(asked.identity_id)], together.members) AS identity_ids
FROM asked
LEFT JOIN merged AS one ON asked.identity_id = one.identity_id
LEFT JOIN (
  SELECT contact_id, arrayMap(member -> toString(member), arraySort(groupArray(identity_id))) AS members
  FROM merged
  WHERE contact_id IN (SELECT contact_id FROM merged WHERE identity_id IN {identity_ids:Array(UInt64)})
  GROUP BY contact_id
) AS together ON one.contact_id = together.contact_id
