-- funnel: how many of those who did the first step got to each of the others, split by what each step's event says.
-- Grain   one row per value and step under which it stands, most first, then one per step for all together
-- Period  [from, to), UTC, for entries; later steps to the end of the window, also past `to`, never past now
-- Zone    none: windows and lengths are of real time
-- Source  what the steps need (sql/funnels): touches_v1, dialogues_v1, waits_v1 under one definition, subscriptions_v1,
--         milestones_v1, events_v1; merged_identities_v1, repeating_identities_v1, counted_elsewhere_v1
-- Empty   the steps of all together: counts 0, times NULL
SELECT
  {period:String} AS period,
  CAST(grouped.is_total = 1, 'Bool') AS is_total,
  if(is_total, NULL, nullIf(group_value, '')) AS value,
  {{account}} AS account_id,
  CAST(NULL, 'Nullable(String)') AS account_name,
  {{agent}} AS agent_id,
  CAST(NULL, 'Nullable(String)') AS agent_name,
  step,
  {funnel_events:Array(String)}[step] AS step_event,
  nullIf({funnel_labels:Array(String)}[step], '') AS step_label,
  toUInt32(reached) AS units_reached,
  toUInt32(immature) AS units_immature,
  toUInt32(lost) AS units_lost,
  toUInt32(open) AS units_open,
  -- Rates are shares of all: what they are of is told from the rows of all.
  CAST(NULL, 'Nullable(UInt32)') AS units_judged,
  CAST(NULL, 'Nullable(Float64)') AS reached_rate,
  CAST(NULL, 'Nullable(Float64)') AS reached_rate_low,
  CAST(NULL, 'Nullable(Float64)') AS reached_rate_high,
  CAST(NULL, 'Nullable(UInt32)') AS units_judged_before,
  CAST(NULL, 'Nullable(Float64)') AS step_rate,
  CAST(NULL, 'Nullable(Float64)') AS step_rate_low,
  CAST(NULL, 'Nullable(Float64)') AS step_rate_high,
  from_start[1] AS from_start_median_seconds,
  from_start[2] AS from_start_p90_seconds,
  from_previous[1] AS from_previous_median_seconds,
  from_previous[2] AS from_previous_p90_seconds
FROM (
  SELECT
    grouping(group_value) AS is_total,
    group_value,
    step,
    countIf(here) AS reached,
    countIf(here AND NOT is_mature) AS immature,
    countIf(is_lost AND is_mature) AS lost,
    countIf(is_lost AND NOT is_mature) AS open,
    quantilesExactInclusiveIf(0.5, 0.9)(took, here AND is_mature) AS from_start,
    quantilesExactInclusiveIf(0.5, 0.9)(took_last, here AND is_mature) AS from_previous
  FROM (
    -- Under the step's own value where it was reached, else under that of the step before.
    SELECT
      step,
      value[least(step, level)] AS group_value,
      step <= level AS here,
      step > level AS is_lost,
      is_mature,
      durations[least(step, level)] AS took,
      if(step = 1, 0, took - durations[step - 1]) AS took_last
    FROM ({{paths}})
    ARRAY JOIN range(1, toUInt8(least(level + 1, length({funnel_events:Array(String)})) + 1)) AS step
    UNION ALL
    SELECT toUInt8(arrayJoin(arrayEnumerate({funnel_events:Array(String)}))), '', false, false, false, 0, 0
  )
  GROUP BY GROUPING SETS ((group_value, step), (step))
  HAVING is_total = 1 OR reached + lost + open > 0
) AS grouped
ORDER BY is_total, sum(units_reached) OVER (PARTITION BY is_total, group_value) DESC, group_value, step
