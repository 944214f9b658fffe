-- path-contacts: who went a way, the people behind a ribbon or a step of the report on paths.
-- Grain   one row per contact
-- Period  [from, to), UTC; a contact belongs to their first anchor in it, the other steps lie within the window of that
--         anchor, also outside the period
-- Zone    time_zone: hours and weekdays of the anchor, where they are asked for
-- Source  touches_v1, dialogues_v1 and waits_v1 under one definition, milestones_v1, subscriptions_v1, merged_identities_v1;
--         events_v1 where every event is asked for, or one that those do not tell
-- Order   by row_key: when they came to the anchor, identity, event
-- Empty   no row
SELECT
  tuple(if({order:String} = 'newest', -at_ms, at_ms), at_ms, of_identity, anchor_event_id) AS row_key,
  toString(of_identity) AS identity_id,
  CAST(NULL, 'Nullable(String)') AS contact_name,
  fromUnixTimestamp64Milli(at_ms, 'UTC') AS anchor_at,
  if({direction:String} = 'from', walked, arrayReverse(walked)) AS path,
  CAST({direction:String} = 'from' AND at_ms + {window_seconds:UInt32} * 1000
    > toUnixTimestamp64Milli({now:DateTime64(3, 'UTC')}), 'Bool') AS is_window_open,
  if(opened.2 = 0, NULL, concat(toString(of_identity), '-', toString(opened.1), '-', toString(opened.2))) AS dialogue_id,
  of_channel AS channel,
  toString(of_account) AS account_id,
  CAST(NULL, 'Nullable(String)') AS account_name
FROM (
  SELECT
    at_ms, of_identity, anchor_event_id, of_channel, of_account, walked,
    if(
      arrayExists(one -> one.1 <= at_ms, begun),
      arrayLast(one -> one.1 <= at_ms, begun),
      arrayFirst(one -> one.1 > at_ms, begun)
    ) AS opened
  FROM (
    SELECT
      at_ms, of_identity, anchor_event_id, of_channel, of_account, walked,
      if(near_contacts < {minimum_share:Float64} * everybody, '<other>', near) AS near_label,
      if(far != '' AND far_contacts < {minimum_share:Float64} * everybody, '<other>', far) AS far_label,
      if({direction:String} = 'from', near_label, far_label) AS earlier,
      if({direction:String} = 'from', far_label, near_label) AS later
    FROM (
      SELECT
        *,
        count() OVER (PARTITION BY near) AS near_contacts,
        count() OVER (PARTITION BY far) AS far_contacts,
        count() OVER () AS everybody
      FROM (
        SELECT
          tupleElement(anchor, 'at_ms') AS at_ms,
          tupleElement(anchor, 'identity_id') AS of_identity,
          tupleElement(anchor, 'event_id') AS anchor_event_id,
          toString(tupleElement(anchor, 'channel')) AS of_channel,
          tupleElement(anchor, 'account_id') AS of_account,
          walked,
          -- The last step that is looked at leads nowhere.
          if({path_step:UInt8} > {depth:UInt8}, '', walked[{path_step:UInt8}]) AS near,
          walked[{path_step:UInt8} + 1] AS far
        FROM ({{journeys}})
      )
    )
    WHERE near != ''
      AND ({from_value:String} = '' OR earlier = {from_value:String})
      AND ({to_value:String} = '' OR later = {to_value:String})
      AND ({is_dropout:String} = 'any' OR ({is_dropout:String} = 'yes') = (far = ''))
      AND (empty({identity_ids:Array(UInt64)}) OR of_identity IN {identity_ids:Array(UInt64)})
  ) AS walking
  LEFT JOIN (
    SELECT identity_id, arraySort(groupArray((toUnixTimestamp64Milli(started_at), first_event_id))) AS begun
    FROM dialogues_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32}
      AND definition_id = {definition_id:UInt32}
      AND identity_id IN ({{identities}})
    GROUP BY identity_id
  ) AS talked ON walking.of_identity = talked.identity_id
)
