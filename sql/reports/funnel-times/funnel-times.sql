-- funnel-times: how long it takes from one step of a funnel to another.
-- Grain   one row per bar, empty ones too, then one for all together with the exact median and percentile
-- Period  [from, to), UTC, for entries; later steps to the end of the window, also past `to`, never past now
-- Zone    none: lengths are of real time
-- Source  what the steps need (sql/funnels)
-- Empty   all bars and the total: counts 0, times NULL
WITH [{{edges}}] AS edges
SELECT
  {period:String} AS period,
  CAST(grouping(bar) = 1, 'Bool') AS is_total,
  toUInt32(if(is_total, 0, edges[bar])) AS bucket_from_seconds,
  if(is_total OR bar = length(edges), NULL, toUInt32(edges[bar + 1])) AS bucket_to_seconds,
  toUInt32(countIf(is_timed)) AS units_timed,
  if(countIf(is_timed) > 0, round(quantilesExactInclusiveIf(0.5, 0.9)(took_ms, is_timed)[1] / 1000, 3), NULL) AS step_time_median_seconds,
  if(countIf(is_timed) > 0, round(quantilesExactInclusiveIf(0.5, 0.9)(took_ms, is_timed)[2] / 1000, 3), NULL) AS step_time_p90_seconds
FROM (
  SELECT
    true AS is_timed,
    durations[toUInt8({{to_step}})] - durations[toUInt8({{from_step}})] AS took_ms,
    arrayLastIndex(edge -> edge * 1000 <= took_ms, edges) AS bar
  FROM ({{paths}})
  WHERE is_mature AND level >= {{to_step}}
  UNION ALL
  SELECT false, 0, arrayJoin(arrayEnumerate(edges))
)
GROUP BY GROUPING SETS ((bar), ())
ORDER BY is_total, bar
