-- overview: all main numbers of one period.
-- Grain   one row, whatever happened
-- Period  [from, to), UTC; a message belongs to when it was sent, a dialogue to its first message, a wait and its
--         response to when the wait began, a return to its first incoming message
-- Zone    time_zone: hours and weekdays, where they are asked for
-- Source  overview_facts_v1 under one definition, delivery_facts_v1; account_visibility_v1, delivery_visibility_v1
-- Sample  identities up to highest_identity_id: ids are hashes, so chance chooses; the largest id takes everybody
-- Empty   counts are 0, rates and times NULL; what needs outgoing messages or subscriptions is NULL where none of the
--         accounts in question can tell
WITH
  -- What the accounts in question can tell: since when outgoing messages, and whether subscriptions;
  -- then which of them.
  (
    SELECT (
      min(outgoing_since),
      max(tells_subscriptions),
      groupArrayIf((account_id, assumeNotNull(outgoing_since)), outgoing_since IS NOT NULL),
      groupArrayIf(account_id, tells_subscriptions = 1)
    )
    FROM account_visibility_v1
    WHERE workspace_id = {workspace_id:UInt32}
      AND (empty({channels:Array(String)}) OR channel IN {channels:Array(String)})
      AND (empty({account_ids:Array(UInt32)}) OR account_id IN {account_ids:Array(UInt32)})
  ) AS told,
  -- Since when they tell of delivery and of reading; then since when each of them tells of reading.
  (
    SELECT (
      min(delivered_since),
      min(read_since),
      groupArrayIf((account_id, assumeNotNull(read_since)), read_since IS NOT NULL)
    )
    FROM delivery_visibility_v1
    WHERE workspace_id = {workspace_id:UInt32}
      AND (empty({channels:Array(String)}) OR channel IN {channels:Array(String)})
      AND (empty({account_ids:Array(UInt32)}) OR account_id IN {account_ids:Array(UInt32)})
  ) AS delivery,
  ifNull(told.1 < {to:DateTime64(3, 'UTC')}, 0) AS sees_outgoing,
  told.2 = 1 AS sees_subscriptions,
  ifNull(delivery.1 < {to:DateTime64(3, 'UTC')}, 0) AS sees_delivered,
  ifNull(delivery.2 < {to:DateTime64(3, 'UTC')}, 0) AS sees_read,
  toUnixTimestamp64Milli({now:DateTime64(3, 'UTC')}) AS now_ms,
  -- A wait whose clock started before this is unanswered by the hours of its account. TRICKY: this also holds what is
  -- abandoned after 30 days, because the limits never lie further back.
  transform(
    account_id,
    arrayPushBack({limit_account_ids:Array(UInt32)}, 0),
    arrayPushBack({unanswered_before_ms:Array(Int64)}, 0),
    now_ms - {unanswered_after_seconds:UInt32} * 1000
  ) AS unanswered_before,
  fact = 'wait_abandoned'
    OR (fact = 'wait_pending' AND toUnixTimestamp64Milli(at) + milliseconds < unanswered_before) AS is_unanswered,
  quantilesExactInclusiveIf(0.5, 0.9)(milliseconds, fact = 'first_response') AS first_response_ms
SELECT
  {period:String} AS period,
  toUInt32(countIf(fact = 'message_received')) AS messages_received,
  toUInt32(
    messages_sent_by_agents + messages_sent_by_bots + messages_sent_auto
    + messages_sent_in_broadcasts + messages_sent_by_unknown
  ) AS messages_sent,
  if(sees_outgoing, toUInt32(countIf(fact = 'message_sent_by_agent')),     NULL) AS messages_sent_by_agents,
  if(sees_outgoing, toUInt32(countIf(fact = 'message_sent_by_bot')),       NULL) AS messages_sent_by_bots,
  if(sees_outgoing, toUInt32(countIf(fact = 'message_sent_auto')),         NULL) AS messages_sent_auto,
  if(sees_outgoing, toUInt32(countIf(fact = 'message_sent_in_broadcast')), NULL) AS messages_sent_in_broadcasts,
  if(sees_outgoing, toUInt32(countIf(fact = 'message_sent_by_unknown')),   NULL) AS messages_sent_by_unknown,
  if(sees_delivered, toUInt32(countIf(fact = 'message_delivered')), NULL) AS messages_delivered,
  if(sees_read,      toUInt32(countIf(fact = 'message_read')),      NULL) AS messages_read,
  messages_read / nullIf(countIf(fact = 'message_delivered' AND arrayExists(account -> account.1 = account_id AND account.2 <= at, delivery.3)), 0) AS read_share,
  toUInt32(uniqExactIf(identity_id, fact = 'message_received')) AS contacts,
  toUInt32(countIf(fact = 'contact_acquired'))                  AS new_contacts,
  toUInt32(countIf(fact = 'dialogue'))                          AS dialogues,
  round(sumIf(milliseconds, fact = 'dialogue') / nullIf(dialogues, 0) / 1000, 3) AS dialogue_duration_mean_seconds,
  if(dialogues > 0, round(quantileExactInclusiveIf(0.5)(milliseconds, fact = 'dialogue') / 1000, 3), NULL) AS dialogue_duration_median_seconds,
  toUInt32(uniqExactIf(identity_id, fact = 'return' AND milliseconds > {repeat_after_seconds:UInt32} * 1000)) AS repeat_contacts,
  repeat_contacts / nullIf(contacts, 0) AS repeat_contact_rate,
  if(sees_outgoing, toUInt32(countIf(fact = 'first_response')), NULL) AS first_responses,
  if(first_responses > 0, round(first_response_ms[1] / 1000, 3), NULL) AS first_response_median_seconds,
  if(first_responses > 0, round(first_response_ms[2] / 1000, 3), NULL) AS first_response_p90_seconds,
  if(sees_outgoing, toUInt32(countIf(fact IN ('first_response', 'response'))), NULL) AS waits_answered,
  if(sees_outgoing, toUInt32(countIf(is_unanswered)), NULL) AS waits_unanswered,
  waits_answered / nullIf(waits_answered + waits_unanswered, 0) AS answered_share,
  if(sees_subscriptions, toUInt32(countIf(fact = 'subscribed')),   NULL) AS contacts_subscribed,
  if(sees_subscriptions, toUInt32(countIf(fact = 'unsubscribed')), NULL) AS contacts_unsubscribed,
  countIf(fact = 'message_received' AND arrayExists(account -> account.1 = account_id AND account.2 <= at, told.3)) / nullIf(messages_received, 0) AS outgoing_covered_share,
  countIf(fact = 'message_received' AND has(told.4, account_id)) / nullIf(messages_received, 0) AS subscriptions_covered_share
FROM (SELECT * FROM overview_facts_v1 UNION ALL SELECT * FROM delivery_facts_v1)
WHERE workspace_id = {workspace_id:UInt32}
  AND definition_id IN (0, {definition_id:UInt32})
  AND at >= {from:DateTime64(3, 'UTC')}
  AND at <  {to:DateTime64(3, 'UTC')}
  AND (empty({hours_of_day:Array(UInt8)}) OR toHour(at, {time_zone:String}) IN {hours_of_day:Array(UInt8)})
  AND (empty({weekdays:Array(UInt8)}) OR toDayOfWeek(at, 0, {time_zone:String}) IN {weekdays:Array(UInt8)})
  AND identity_id <= {highest_identity_id:UInt64}
  AND (empty({channels:Array(String)}) OR channel IN {channels:Array(String)})
  AND (empty({account_ids:Array(UInt32)}) OR account_id IN {account_ids:Array(UInt32)})
