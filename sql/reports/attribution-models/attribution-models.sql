-- attribution-models: what each model credits to each source, side by side.
-- Grain   one row per value of `by`, one per kind of arrival that has none, most conversions by the usual model first, then
--         one for all of them together, computed anew
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
  round(sum(weight_first), 6) AS conversions_first,
  round(sum(weight_last), 6) AS conversions_last,
  round(sum(weight_last_non_direct), 6) AS conversions_last_non_direct,
  round(sum(weight_linear), 6) AS conversions_linear,
  round(sum(weight_position), 6) AS conversions_position,
  round(sum(weight_time_decay), 6) AS conversions_time_decay,
  round(sum(weight_first * worth), 4) AS value_first,
  round(sum(weight_last * worth), 4) AS value_last,
  round(sum(weight_last_non_direct * worth), 4) AS value_last_non_direct,
  round(sum(weight_linear * worth), 4) AS value_linear,
  round(sum(weight_position * worth), 4) AS value_position,
  round(sum(weight_time_decay * worth), 4) AS value_time_decay,
  toUInt32(uniqExactIf((contact_id, goal, event_id), is_assisting)) AS conversions_assisted
FROM (
  SELECT
    *,
    toFloat64(ifNull(conversion_value, 0)) AS worth,
    value AS of_value,
    if(value = '', arrival, '') AS of_arrival
  FROM ({{credit}})
  WHERE {{filter}}
)
GROUP BY GROUPING SETS ((of_value, of_arrival), ())
ORDER BY is_total, conversions_last_non_direct DESC, conversions_linear DESC, of_value, of_arrival
