-- contacts: everybody who wrote or came, ever. Merged identities are one contact; a filter holds for a contact when it
-- holds for any of its identities.
-- Grain   one row per contact
-- Source  identities_v1, merged_identities_v1; touches_v1 under one definition; subscriptions_v1
-- Order   by rank (milliseconds, negative where the newest come first), then contact_id
-- Subscribed  asked for, only contacts of accounts that can tell
-- Seen    when the first and the last event of any of its identities happened; [from, to), UTC
SELECT contact_id, identity_ids, first_seen_at, last_seen_at, first_ref, rank
FROM (
  SELECT
    contact_id, identity_ids, first_seen_at, last_seen_at, first_ref,
    {rank_sign:Int8} * toUnixTimestamp64Milli(
      if({sort:String} = 'first_seen', first_seen_at, last_seen_at)
    ) AS rank
  FROM (
    SELECT identity_id AS contact_id, [identity_id] AS identity_ids, first_seen_at, last_seen_at, first_ref
    FROM identities_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32}
      AND {is_merged:String} != 'yes'
      AND identity_id NOT IN (
        SELECT identity_id FROM merged_identities_v1 FINAL WHERE workspace_id = {workspace_id:UInt32}
      )
      AND (empty({matches:Array(UInt64)}) OR identity_id IN {matches:Array(UInt64)})
      AND (empty({channels:Array(String)}) OR channel IN {channels:Array(String)})
      AND (empty({account_ids:Array(UInt32)}) OR account_id IN {account_ids:Array(UInt32)})
      AND (empty({refs:Array(String)}) OR identity_id IN (
        SELECT identity_id
        FROM touches_v1 FINAL
        WHERE workspace_id = {workspace_id:UInt32}
          AND definition_id = {definition_id:UInt32}
          AND ref IN {refs:Array(String)}
      ))
      AND (empty({sources:Array(String)}) OR identity_id IN (
        SELECT identity_id
        FROM touches_v1 FINAL
        WHERE workspace_id = {workspace_id:UInt32}
          AND definition_id = {definition_id:UInt32}
          AND is_direct = 0
          AND source IN {sources:Array(String)}
      ))
      AND (empty({subscribed:Array(UInt8)}) OR (identity_id IN (
        SELECT identity_id
        FROM subscriptions_v1 FINAL
        WHERE workspace_id = {workspace_id:UInt32} AND unsubscribed_at = toDateTime64(0, 3, 'UTC')
      )) IN {subscribed:Array(UInt8)})
      AND (empty({telling_account_ids:Array(UInt32)}) OR account_id IN {telling_account_ids:Array(UInt32)})

    UNION ALL
    SELECT
      contact_id,
      arraySort(groupArray(merged.identity_id)) AS identity_ids,
      minIf(known.first_seen_at, known.identity_id != 0) AS first_seen_at,
      max(known.last_seen_at) AS last_seen_at,
      argMinIf(known.first_ref, known.first_seen_at, known.identity_id != 0) AS first_ref
    FROM (
      SELECT identity_id, contact_id
      FROM merged_identities_v1 FINAL
      WHERE workspace_id = {workspace_id:UInt32} AND {is_merged:String} != 'no'
    ) AS merged
    LEFT JOIN (
      SELECT identity_id, first_seen_at, last_seen_at, first_ref, channel, account_id
      FROM identities_v1 FINAL
      WHERE workspace_id = {workspace_id:UInt32}
        AND identity_id IN (
          SELECT identity_id FROM merged_identities_v1 FINAL WHERE workspace_id = {workspace_id:UInt32}
        )
    ) AS known ON merged.identity_id = known.identity_id
    GROUP BY contact_id
    HAVING max(known.identity_id) != 0
      AND (empty({matches:Array(UInt64)}) OR max(merged.identity_id IN {matches:Array(UInt64)}))
      AND (empty({channels:Array(String)}) OR max(known.channel IN {channels:Array(String)}))
      AND (empty({account_ids:Array(UInt32)}) OR max(known.account_id IN {account_ids:Array(UInt32)}))
      AND (empty({refs:Array(String)}) OR max(merged.identity_id IN (
        SELECT identity_id
        FROM touches_v1 FINAL
        WHERE workspace_id = {workspace_id:UInt32}
          AND definition_id = {definition_id:UInt32}
          AND ref IN {refs:Array(String)}
      )))
      AND (empty({sources:Array(String)}) OR max(merged.identity_id IN (
        SELECT identity_id
        FROM touches_v1 FINAL
        WHERE workspace_id = {workspace_id:UInt32}
          AND definition_id = {definition_id:UInt32}
          AND is_direct = 0
          AND source IN {sources:Array(String)}
      )))
      AND (empty({subscribed:Array(UInt8)}) OR max(
        merged.identity_id IN (
          SELECT identity_id
          FROM subscriptions_v1 FINAL
          WHERE workspace_id = {workspace_id:UInt32} AND unsubscribed_at = toDateTime64(0, 3, 'UTC')
        )
        AND known.account_id IN {telling_account_ids:Array(UInt32)}
      ) IN {subscribed:Array(UInt8)})
      AND (empty({telling_account_ids:Array(UInt32)}) OR max(
        known.account_id IN {telling_account_ids:Array(UInt32)}
      ))
  )
  WHERE first_seen_at >= {first_seen_from:DateTime64(3, 'UTC')}
    AND first_seen_at <  {first_seen_to:DateTime64(3, 'UTC')}
    AND last_seen_at  >= {last_seen_from:DateTime64(3, 'UTC')}
    AND last_seen_at  <  {last_seen_to:DateTime64(3, 'UTC')}
)
