-- attribution: which sources conversions and their value are credited to, by one model.
-- Grain   one row per value of `by`, one per kind of arrival that has none, most conversions first, then one for all of
--         them together, computed anew
-- Period  [from, to), UTC; a conversion belongs to when it happened or, asked so, its credit to when the touch did that earns it
-- Zone    time_zone: an amount is converted by the rate of the local day of its conversion
-- Source  milestones_v1 (subscriptions_v1, events_v1: as the goals need) for conversions and refunds; touches_v1 under one
--         definition, over all history within the look-back; merged_identities_v1; currency_rates_v1
-- Empty   only the total: 0
SELECT
  {period:String} AS period,
  CAST(grouping(of_value) = 1, 'Bool') AS is_total,
  if(is_total OR of_value != '', NULL, of_arrival) AS arrival,
  if(is_total, NULL, nullIf(of_value, '')) AS value,
  if({by:String} = 'account', value, NULL) AS account_id,
  CAST(NULL, 'Nullable(String)') AS account_name,
  round(sum(weight), 6) AS credited_conversions,
  round(sum(weight * toFloat64(ifNull(conversion_value, 0))), 4) AS credited_value,
  toUInt32(uniqExactIf(contact_id, weight > 0)) AS contacts_converted,
  toUInt32(uniqExactIf((contact_id, goal, event_id), is_assisting)) AS conversions_assisted,
  toUInt32(uniqExactIf((contact_id, goal, event_id), weight > 0 AND conversion_value IS NULL)) AS conversions_unconverted
FROM (
  SELECT
    contact_id, goal, event_id, conversion_value, is_assisting,
    {{weight}} AS weight,
    value AS of_value,
    if(value = '', arrival, '') AS of_arrival
  FROM ({{credit}})
  WHERE {{filter}}
)
GROUP BY GROUPING SETS ((of_value, of_arrival), ())
-- A touch that neither earned nor helped leaves no row.
HAVING is_total OR sum(weight) > 0 OR conversions_assisted > 0
ORDER BY is_total, credited_conversions DESC, credited_value DESC, of_value, of_arrival
