-- availability: of what part of the incoming messages the accounts can tell the rest.
-- Grain   one row
-- Period  [from, to), UTC
-- Zone    none
-- Source  counted_messages_v1, account_visibility_v1, delivery_visibility_v1. Outgoing is told of messages since the account's
--         first outgoing one, or always; delivery and reading since the first message that was; subscriptions by
--         account
-- Empty   counts are 0: whoever divides guards
SELECT
  toUInt32(count())                                              AS accounts,
  toUInt32(countIf(outgoing_since < {to:DateTime64(3, 'UTC')}))  AS accounts_with_outgoing,
  toUInt32(countIf(tells_subscriptions = 1))                     AS accounts_with_subscriptions,
  toUInt32(countIf(delivered_since < {to:DateTime64(3, 'UTC')})) AS accounts_with_delivered,
  toUInt32(countIf(read_since < {to:DateTime64(3, 'UTC')}))      AS accounts_with_read,
  toUInt32(sum(received))                                        AS messages_received,
  toUInt32(sum(received_with_outgoing))                          AS messages_with_outgoing,
  toUInt32(sumIf(received, tells_subscriptions = 1))             AS messages_with_subscriptions,
  toUInt32(sum(received_with_delivered))                         AS messages_with_delivered,
  toUInt32(sum(received_with_read))                              AS messages_with_read
FROM (
  SELECT account_id, outgoing_since, tells_subscriptions
  FROM account_visibility_v1
  WHERE workspace_id = {workspace_id:UInt32}
    AND (empty({channels:Array(String)}) OR channel IN {channels:Array(String)})
    AND (empty({account_ids:Array(UInt32)}) OR account_id IN {account_ids:Array(UInt32)})
) AS accounts_in_question
LEFT JOIN (
  SELECT
    account_id,
    count()                                     AS received,
    countIf(outgoing_since <= occurred_at)    AS received_with_outgoing,
    countIf(delivered_since <= occurred_at)   AS received_with_delivered,
    countIf(read_since <= occurred_at)        AS received_with_read
  FROM counted_messages_v1
  LEFT JOIN (
    SELECT account_id, outgoing_since FROM account_visibility_v1 WHERE workspace_id = {workspace_id:UInt32}
  ) AS visibility USING (account_id)
  LEFT JOIN (
    SELECT account_id, delivered_since, read_since FROM delivery_visibility_v1 WHERE workspace_id = {workspace_id:UInt32}
  ) AS delivery USING (account_id)
  WHERE workspace_id = {workspace_id:UInt32}
    AND type = 'message_received'
    AND occurred_at >= {from:DateTime64(3, 'UTC')}
    AND occurred_at <  {to:DateTime64(3, 'UTC')}
  GROUP BY account_id
) AS messages USING (account_id)
LEFT JOIN (
  SELECT account_id, delivered_since, read_since FROM delivery_visibility_v1 WHERE workspace_id = {workspace_id:UInt32}
) AS delivery USING (account_id)
