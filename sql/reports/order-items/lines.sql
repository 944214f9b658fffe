SELECT
  credited.contact_id AS contact_id,
  credited.goal AS goal,
  credited.event_id AS event_id,
  credited.at_ms AS at_ms,
  credited.day AS day,
  credited.weight AS weight,
  credited.value AS of_value,
  if(credited.value = '', credited.arrival, '') AS of_arrival,
  ordered.of_product AS of_product,
  ordered.item_name AS item_name,
  ordered.quantity AS quantity,
  ordered.item_amount AS item_amount,
  if(ordered.order_currency = '', {currency:String}, ordered.order_currency) AS currency
FROM (
  SELECT contact_id, identity_id, goal, event_id, at_ms, day, value, arrival, {{weight}} AS weight
  FROM ({{credit}})
  WHERE {{filter}} AND {{weight}} > 0
) AS credited
INNER JOIN (
  -- One row per order and product: an order may name a product on several lines.
  SELECT
    identity_id,
    event_id,
    toUnixTimestamp64Milli(occurred_at) AS at_ms,
    toString(currency) AS order_currency,
    tupleElement(item, 'product_id') AS of_product,
    max(tupleElement(item, 'name')) AS item_name,
    sum(tupleElement(item, 'quantity')) AS quantity,
    CAST(sum(tupleElement(item, 'amount')), 'Decimal(18, 4)') AS item_amount
  FROM milestones_v1 FINAL
  ARRAY JOIN items AS item
  WHERE workspace_id = {workspace_id:UInt32}
    AND type IN {goal_milestones:Array(String)}
  GROUP BY identity_id, event_id, occurred_at, currency, of_product
) AS ordered
  ON credited.identity_id = ordered.identity_id
  AND credited.event_id = ordered.event_id
  AND credited.at_ms = ordered.at_ms
