-- conversion-paths: in which order sources led to conversions, and after how many touches.
-- Grain   one row per path (the hundred most frequent) or per number of touches, then one for all conversions together
-- Period  [from, to), UTC; a conversion belongs to when it happened, its touches lie where they may
-- Zone    time_zone: an amount is converted by the rate of the local day of its conversion
-- Source  milestones_v1 (subscriptions_v1, events_v1: as the goals need) for conversions and refunds; touches_v1 under one
--         definition, over all history within the look-back; merged_identities_v1; currency_rates_v1
-- Empty   only the total: 0
SELECT
  {period:String} AS period,
  CAST(grouping(of_path) = 1, 'Bool') AS is_total,
  if(is_total, [], of_path) AS path,
  if(is_total OR {view:String} = 'paths', NULL, of_length) AS touches_on_path,
  toUInt32(count()) AS conversions,
  round(toFloat64(sum(ifNull(conversion_value, 0))), 4) AS conversion_value,
  toUInt32(uniqExact(contact_id)) AS contacts_converted,
  if(countIf(has_touch) > 0, round(quantileExactInclusiveIf(0.5)(length_ms, has_touch) / 1000, 3), NULL)
    AS time_to_convert_median_seconds
FROM (
  SELECT
    contact_id,
    worth AS conversion_value,
    notEmpty(touches) AS has_touch,
    if(has_touch, at_ms - tupleElement(touches[1], 'at_ms'), 0) AS length_ms,
    toUInt32(if({view:String} = 'lengths', length(touches), 0)) AS of_length,
    multiIf(
      {view:String} = 'lengths', [],
      has_touch, arrayCompact(arrayMap(
        touch -> if(
          tupleElement(touch, 'value') != '',
          tupleElement(touch, 'value'),
          ['<ref>', '<no_ref>', '<direct>'][tupleElement(touch, 'came')]
        ),
        touches
      )),
      [if(has_earlier_touch, '<expired>', '<unattributed>')]
    ) AS of_path
  FROM ({{paths}})
)
GROUP BY GROUPING SETS ((of_path, of_length), ())
ORDER BY is_total, if({view:String} = 'lengths', of_length, 0), conversions DESC, conversion_value DESC, of_path
LIMIT 100 BY is_total
