-- order-items: what was ordered, and which sources that is credited to.
-- Grain   one row per product and value of `by` (or kind of arrival that has none), most money first, at most 500, then one
--         for everything together, computed anew
-- Period  [from, to), UTC; a conversion belongs to when it happened or, asked so, its credit to when the touch did that earns it
-- Zone    time_zone: an amount is converted by the rate of the local day of its conversion
-- Source  milestones_v1 (subscriptions_v1, events_v1: as the goals need) for conversions and refunds; touches_v1 under one
--         definition, over all history within the look-back; merged_identities_v1; currency_rates_v1
-- Empty   only the total: 0
SELECT
  {period:String} AS period,
  CAST(grouping(of_product) = 1, 'Bool') AS is_total,
  if(is_total, NULL, of_product) AS product_id,
  -- As it was called last.
  if(is_total, NULL, nullIf(argMax(item_name, (item_name != '', at_ms, event_id)), '')) AS product_name,
  if(is_total OR of_value != '', NULL, of_arrival) AS arrival,
  if(is_total, NULL, nullIf(of_value, '')) AS value,
  if({by:String} = 'account', value, NULL) AS account_id,
  CAST(NULL, 'Nullable(String)') AS account_name,
  round(sum(weight * toFloat64(quantity)), 6) AS credited_quantity,
  round(sum(weight * toFloat64(ifNull(item_worth, 0))), 4) AS credited_items_value,
  round(sum(weight), 6) AS credited_orders,
  toUInt32(uniqExactIf((contact_id, goal, event_id, of_product), item_worth IS NULL)) AS items_unconverted
FROM ({{lines}})
GROUP BY GROUPING SETS ((of_product, of_value, of_arrival), ())
ORDER BY is_total, credited_items_value DESC, credited_quantity DESC, of_product, of_value, of_arrival
LIMIT 500 BY is_total
