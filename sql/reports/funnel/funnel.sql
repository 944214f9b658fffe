-- funnel: how many of those who did the first step got to each of the others, and how long it took.
-- Grain   one row per value of the breakdown and step, most entries first, then one per step for all together, computed anew
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
  toUInt32(reached[step]) AS units_reached,
  toUInt32(immature[step]) AS units_immature,
  if(step = 1, 0, toUInt32((reached[step - 1] - immature[step - 1]) - (reached[step] - immature[step]))) AS units_lost,
  if(step = 1, 0, toUInt32(immature[step - 1] - immature[step])) AS units_open,
  toUInt32(reached[1] - immature[1]) AS units_judged,
  CAST(NULL, 'Nullable(Float64)') AS reached_rate,
  CAST(NULL, 'Nullable(Float64)') AS reached_rate_low,
  CAST(NULL, 'Nullable(Float64)') AS reached_rate_high,
  if(step = 1, NULL, toUInt32(reached[step - 1] - immature[step - 1])) AS units_judged_before,
  CAST(NULL, 'Nullable(Float64)') AS step_rate,
  CAST(NULL, 'Nullable(Float64)') AS step_rate_low,
  CAST(NULL, 'Nullable(Float64)') AS step_rate_high,
  if(step > 1 AND reached[step] > immature[step], round(from_start[step][1] / 1000, 3), NULL)    AS from_start_median_seconds,
  if(step > 1 AND reached[step] > immature[step], round(from_start[step][2] / 1000, 3), NULL)    AS from_start_p90_seconds,
  if(step > 1 AND reached[step] > immature[step], round(from_previous[step][1] / 1000, 3), NULL) AS from_previous_median_seconds,
  if(step > 1 AND reached[step] > immature[step], round(from_previous[step][2] / 1000, 3), NULL) AS from_previous_p90_seconds
FROM (
  SELECT
    {{is_total}} AS is_total,
    {{value}} AS group_value,
    -- Of the second a unit has none, the third …: each step's place is added up by itself.
    sumForEach(arrayMap(one -> toUInt64(1), durations)) AS reached,
    sumForEach(arrayMap(one -> toUInt64(NOT is_mature), durations)) AS immature,
    quantilesExactInclusiveForEach(0.5, 0.9)(if(is_mature, durations, [])) AS from_start,
    quantilesExactInclusiveForEach(0.5, 0.9)(if(is_mature, arrayDifference(durations), [])) AS from_previous
  FROM ({{paths}})
  {{groups}}
) AS grouped
ARRAY JOIN arrayMap(step -> toUInt8(step), arrayEnumerate({funnel_events:Array(String)})) AS step
ORDER BY is_total, reached[1] DESC, group_value, step
