-- paths: what contacts did after an event or an arrival, or what had led them to it, step by step.
-- Grain   one row per step and pair of neighbours, then one for all contacts together
-- Period  [from, to), UTC; a contact belongs to their first anchor in it, the other steps lie within the window of that
--         anchor, also outside the period
-- Zone    time_zone: hours and weekdays of the anchor, where they are asked for
-- Source  touches_v1, dialogues_v1 and waits_v1 under one definition, milestones_v1, subscriptions_v1, merged_identities_v1;
--         events_v1 where every event is asked for, or one that those do not tell
-- Empty   only the total: 0
SELECT
  {period:String} AS period,
  CAST(grouping(step) = 1, 'Bool') AS is_total,
  if(is_total, NULL, toUInt8(step)) AS path_step,
  if(is_total OR earlier = '', NULL, earlier) AS from_value,
  if(is_total OR later = '', NULL, later) AS to_value,
  CAST(NOT is_total AND (earlier = '' OR later = ''), 'Bool') AS is_dropout,
  toUInt32(if(is_total, sumIf(contacts, step_number = 1), sum(contacts))) AS path_contacts,
  if(any(everybody) = 0, NULL, path_contacts / any(everybody)) AS path_share,
  toUInt32(if(is_total, sumIf(open, step_number = 1), sum(open))) AS path_contacts_open
FROM (
  SELECT
    step,
    step AS step_number,
    contacts,
    open,
    everybody,
    if({direction:String} = 'from', near_label, far_label) AS earlier,
    if({direction:String} = 'from', far_label, near_label) AS later
  FROM (
    SELECT
      step,
      contacts,
      open,
      everybody,
      if(near_contacts < {minimum_share:Float64} * everybody, '<other>', near) AS near_label,
      if(far != '' AND far_contacts < {minimum_share:Float64} * everybody, '<other>', far) AS far_label
    FROM (
      SELECT
        step,
        near,
        far,
        contacts,
        open,
        sum(contacts) OVER (PARTITION BY step, near) AS near_contacts,
        sum(contacts) OVER (PARTITION BY step, far) AS far_contacts,
        sumIf(contacts, step = 1) OVER () AS everybody
      FROM (
        SELECT step, walked[step] AS near, walked[step + 1] AS far, count() AS contacts, sum(is_open) AS open
        FROM (
          SELECT
            walked,
            {direction:String} = 'from' AND tupleElement(anchor, 'at_ms') + {window_seconds:UInt32} * 1000
              > toUnixTimestamp64Milli({now:DateTime64(3, 'UTC')}) AS is_open,
            -- The last step that is looked at leads nowhere.
            arrayJoin(range(1, least(length(walked), {depth:UInt8}) + 1)) AS step
          FROM ({{journeys}})
        )
        GROUP BY step, near, far
      )
    )
  )
)
GROUP BY GROUPING SETS ((step, earlier, later), ())
ORDER BY is_total, step, path_contacts DESC, earlier, later
