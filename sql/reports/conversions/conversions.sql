-- conversions: every conversion of which some credit belongs to what is asked for, row by row.
-- Grain   one row per event and goal
-- Period  [from, to), UTC; a conversion belongs to when it happened or, asked so, its credit to when the touch did that earns it
-- Zone    time_zone: an amount is converted by the rate of the local day of its conversion
-- Source  milestones_v1 (subscriptions_v1, events_v1: as the goals need) for conversions and refunds; touches_v1 under one
--         definition, over all history within the look-back; merged_identities_v1; currency_rates_v1;
--         dialogues_v1 for the last dialogue begun by then
-- Order   by row_key: time or value, time, identity, event and goal
-- Empty   no row
SELECT
  tuple(
    multiIf(
      {order:String} = 'newest',  -at_ms,
      {order:String} = 'largest', -toInt64(ifNull(conversion_value, 0) * 10000),
      at_ms
    ),
    at_ms,
    converted.identity_id,
    cityHash64(converted.event_id, converted.goal)
  ) AS row_key,
  concat(toString(converted.identity_id), '-', toString(converted.event_id), '-', goal_id) AS conversion_id,
  if(began.first_event_id = 0, NULL, concat(
    toString(converted.identity_id), '-', toString(toUnixTimestamp64Milli(began.started_at)), '-',
    toString(began.first_event_id)
  )) AS dialogue_id,
  toString(converted.identity_id) AS identity_id,
  CAST(NULL, 'Nullable(String)') AS contact_name,
  toString({goal_numbers:Array(UInt32)}[converted.goal]) AS goal_id,
  CAST(NULL, 'Nullable(String)') AS goal_name,
  converted.converted_at AS converted_at,
  nullIf(order_id, '') AS order_id,
  toFloat64(converted.amount) AS amount,
  converted.currency AS currency,
  toFloat64(converted.conversion_value) AS conversion_value,
  converted.credited_share AS credited_share,
  converted.came_by AS arrival,
  converted.touches_before AS touches_before,
  converted.channel AS channel,
  toString(converted.account_id) AS account_id,
  CAST(NULL, 'Nullable(String)') AS account_name
FROM (
  SELECT
    contact_id,
    goal,
    event_id,
    any(identity_id) AS identity_id,
    any(happened_at) AS converted_at,
    toUnixTimestamp64Milli(converted_at) AS at_ms,
    any(order_id) AS order_id,
    any(amount) AS amount,
    any(currency) AS currency,
    any(conversion_value) AS conversion_value,
    any(channel) AS channel,
    any(account_id) AS account_id,
    round(sumIf(weight, {{filter}}), 6) AS credited_share,
    argMax(arrival, (weight, place)) AS came_by,
    arrayMap(
      touch -> CAST(
        (fromUnixTimestamp64Milli(touch.2, 'UTC'), touch.3, nullIf(touch.4, ''), touch.5),
        'Tuple(at DateTime64(3, \'UTC\'), arrival String, value Nullable(String), weight Float64)'
      ),
      arraySort(groupArrayIf((place, touch_at_ms, arrival, value, round(weight, 6)), touches_count > 0))
    ) AS touches_before
  FROM (
    SELECT *, fromUnixTimestamp64Milli(at_ms, 'UTC') AS happened_at, {{weight}} AS weight
    FROM ({{credit}})
  )
  GROUP BY contact_id, goal, event_id
  HAVING credited_share > 0
) AS converted
ASOF LEFT JOIN (
  SELECT identity_id, started_at, first_event_id
  FROM dialogues_v1 FINAL
  WHERE workspace_id = {workspace_id:UInt32}
    AND definition_id = {definition_id:UInt32}
    AND identity_id IN ({{identities}})
) AS began ON converted.identity_id = began.identity_id AND converted.converted_at >= began.started_at
WHERE true
  AND (empty({identity_ids:Array(UInt64)}) OR converted.identity_id IN {identity_ids:Array(UInt64)})
