-- time-to-convert: how long it takes from the first or the last touch within the look-back to the conversion.
-- Grain   one row per bar, empty ones too, then one for all conversions together with the exact median and percentile
-- Period  [from, to), UTC; a conversion belongs to when it happened, its touches lie where they may
-- Zone    none: lengths are of real time
-- Source  milestones_v1 (subscriptions_v1, events_v1: as the goals need) for conversions and refunds; touches_v1 under one
--         definition, over all history within the look-back; merged_identities_v1; currency_rates_v1
-- Empty   all bars and the total: counts 0, times NULL
WITH [0, 3600, 86400, 259200, 604800, 1209600, 2592000, 5184000] AS edges
SELECT
  {period:String} AS period,
  CAST(grouping(bar) = 1, 'Bool') AS is_total,
  toUInt32(if(is_total, 0, edges[bar])) AS bucket_from_seconds,
  if(is_total OR bar = length(edges), NULL, toUInt32(edges[bar + 1])) AS bucket_to_seconds,
  toUInt32(countIf(is_conversion)) AS conversions,
  toUInt32(countIf(is_conversion AND bar = 0)) AS conversions_without_touch,
  if(countIf(has_time) > 0, round(quantilesExactInclusiveIf(0.5, 0.9)(length_ms, has_time)[1] / 1000, 3), NULL)
    AS time_to_convert_median_seconds,
  if(countIf(has_time) > 0, round(quantilesExactInclusiveIf(0.5, 0.9)(length_ms, has_time)[2] / 1000, 3), NULL)
    AS time_to_convert_p90_seconds
FROM (
  SELECT
    true AS is_conversion,
    notEmpty(touches) AS has_time,
    if(has_time, at_ms - tupleElement(touches[if({since:String} = 'first', 1, -1)], 'at_ms'), 0) AS length_ms,
    if(has_time, arrayLastIndex(edge -> edge * 1000 <= length_ms, edges), 0) AS bar
  FROM ({{paths}})
  UNION ALL
  SELECT false, false, 0, arrayJoin(arrayEnumerate(edges))
)
GROUP BY GROUPING SETS ((bar), ())
-- What has no touch is in the total alone.
HAVING is_total OR bar > 0
ORDER BY is_total, bar
