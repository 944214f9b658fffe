-- funnel: how many of those who did the first step got to each of the others, and how long it took.
-- Grain   one row per value of the breakdown and step, most entries first, then one per step for all together, computed anew
-- Period  [from, to), UTC, for entries; later steps to the end of the window, also past `to`, never past now
-- Zone    none: windows and lengths are of real time
-- Source  what the steps need (sql/funnels): touches_v1, dialogues_v1, waits_v1 under one definition, subscriptions_v1,
--         milestones_v1, events_v1; merged_identities_v1, repeating_identities_v1, counted_elsewhere_v1
-- Empty   the steps of all together: counts 0, times NULL
SELECT
  {period:String} AS period,
  CAST(all.is_total = 1, 'Bool') AS is_total,
  if(is_total, NULL, nullIf(group_value, '')) AS value,
  {{account}} AS account_id,
  CAST(NULL, 'Nullable(String)') AS account_name,
  {{agent}} AS agent_id,
  CAST(NULL, 'Nullable(String)') AS agent_name,
  toUInt8(place) AS step,
  event AS step_event,
  nullIf(label, '') AS step_label,
  toUInt32(reached_here) AS units_reached,
  toUInt32(immature_here) AS units_immature,
  toUInt32(0) AS units_lost,
  toUInt32(0) AS units_open,
  CAST(NULL, 'Nullable(UInt32)') AS units_judged,
  CAST(NULL, 'Nullable(Float64)') AS reached_rate,
  CAST(NULL, 'Nullable(Float64)') AS reached_rate_low,
  CAST(NULL, 'Nullable(Float64)') AS reached_rate_high,
  CAST(NULL, 'Nullable(UInt32)') AS units_judged_before,
  CAST(NULL, 'Nullable(Float64)') AS step_rate,
  CAST(NULL, 'Nullable(Float64)') AS step_rate_low,
  CAST(NULL, 'Nullable(Float64)') AS step_rate_high,
  since_start[1] AS from_start_median_seconds,
  since_start[2] AS from_start_p90_seconds,
  since_previous[1] AS from_previous_median_seconds,
  since_previous[2] AS from_previous_p90_seconds
FROM (
  -- What is counted of mature entries alone stands beside what is counted of all: losses and rates follow from the rows.
  SELECT
    is_total,
    group_value,
    reached[1] AS entered,
    {funnel_events:Array(String)} AS events,
    arrayResize(reached, length(events)) AS all_reached,
    arrayResize(immature, length(events)) AS all_immature,
    arrayResize(from_start, length(events)) AS all_from_start,
    arrayResize(from_previous, length(events)) AS all_from_previous
  FROM (
    SELECT
      {{is_total}} AS is_total,
      {{value}} AS group_value,
      -- Of the second step a unit has nothing unless it got there: each place is added up by itself.
      sumForEach(ones) AS reached,
      sumForEach(young) AS immature,
      quantilesExactInclusiveForEach(0.5, 0.9)(took) AS from_start,
      quantilesExactInclusiveForEach(0.5, 0.9)(took_last) AS from_previous
    FROM (
      SELECT
        value,
        arrayWithConstant(level, toUInt64(1)) AS ones,
        arrayWithConstant(level, toUInt64(NOT is_mature)) AS young,
        if(is_mature, durations, []) AS took,
        if(is_mature, arrayDifference(durations), []) AS took_last
      FROM ({{paths}})
    )
    {{groups}}
  )
) AS all
ARRAY JOIN
  arrayEnumerate(events) AS place,
  events AS event,
  {funnel_labels:Array(String)} AS label,
  all_reached AS reached_here,
  all_immature AS immature_here,
  all_from_start AS since_start,
  all_from_previous AS since_previous
ORDER BY is_total, entered DESC, group_value, step
