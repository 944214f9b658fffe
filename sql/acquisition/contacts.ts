/**
 * The identities of the workspace that were merged with others, as a SELECT: `identity_id` and the `contact_id` that it
 * counts as. Binds {workspace_id:UInt32}. An identity that is not in it is a contact of its own.
 */
export const MERGED_IDENTITIES = `
  SELECT identity_id, contact_id
  FROM merged_identities_v1 FINAL
  WHERE workspace_id = {workspace_id:UInt32}
`;

/**
 * The rows of a SELECT that has `identity_id`, each with the `contact_id` it counts as. Binds {workspace_id:UInt32}.
 * Merged identities are few, so whoever picks identities before may take them all, see {@link withMerged}.
 */
export const withContact = (rows: string): string => `
  SELECT facts.*, if(merged.contact_id = 0, facts.identity_id, merged.contact_id) AS contact_id
  FROM (${rows}) AS facts
  LEFT JOIN (${MERGED_IDENTITIES}) AS merged ON facts.identity_id = merged.identity_id`;

/**
 * The identities that a SELECT of `identity_id` gives, and all that are one contact with one of them; besides, whoever
 * else was merged, which costs less than to find out: what they did is to be left out afterwards.
 */
export const withMerged = (identities: string): string => `
  ${identities}
  UNION ALL
  SELECT identity_id
  FROM merged_identities_v1
  WHERE workspace_id = {workspace_id:UInt32}
`;
