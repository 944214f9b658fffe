-- What these contacts bought, ever: one row per contact and currency. Of an order that came several times the first
-- purchase counts; a purchase without an order counts by itself. `identity_ids` stand beside the contact of each.
SELECT
  toString(contact) AS contact_id,
  toString(bought.currency) AS currency,
  toUInt32(countIf(is_purchase)) AS orders,
  toFloat64(sumIf(bought.amount, is_purchase)) AS amount,
  toFloat64(sumIf(bought.amount, NOT is_purchase)) AS refunded
FROM (
  SELECT
    transform(identity_id, {identity_ids:Array(UInt64)}, {contact_ids:Array(UInt64)}, identity_id) AS contact,
    type = 'purchase_completed' AS is_purchase,
    order_id, amount, currency, occurred_at, event_id
  FROM (
    SELECT identity_id, type, order_id, amount, currency, occurred_at, event_id
    FROM milestones_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32}
      AND type IN ('purchase_completed', 'purchase_refunded')
      AND identity_id IN {identity_ids:Array(UInt64)}
    ORDER BY occurred_at, version DESC, sequence
    LIMIT 1 BY identity_id, event_id
  )
  ORDER BY occurred_at, event_id
  LIMIT 1 BY contact, is_purchase, if(is_purchase AND order_id != '', concat('o', order_id), toString(event_id))
) AS bought
GROUP BY contact, bought.currency
ORDER BY contact, bought.currency
