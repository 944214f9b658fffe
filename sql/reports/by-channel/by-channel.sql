-- by-channel: who wrote in which channel, how they were answered, who subscribed.
-- Grain   one row per channel that has an account, most incoming messages first, then one for all of them together,
--         computed anew
-- Period  [from, to), UTC; everything belongs where it does in overview.sql, a touch to when the contact came
-- Zone    time_zone: hours and weekdays, where they are asked for
-- Source  overview_facts_v1 and touches_v1 under one definition; account_visibility_v1
-- Empty   only the total where there is no account; counts are 0, rates and times NULL; what needs outgoing messages or
--         subscriptions is NULL in rows of which no account can tell
WITH
  ifNull(min(outgoing_since) < {to:DateTime64(3, 'UTC')}, 0) AS sees_outgoing,
  max(tells_subscriptions) = 1 AS sees_subscriptions,
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
  quantilesExactInclusiveIf(0.5, 0.9)(milliseconds, fact = 'first_response') AS first_response_ms,
  toUInt32(uniqExactIf(identity_id, fact = 'return' AND milliseconds > {repeat_after_seconds:UInt32} * 1000)) AS repeat_contacts,
  if(sees_outgoing, toUInt32(countIf(is_unanswered)), NULL) AS waits_unanswered
SELECT
  {period:String} AS period,
  CAST(grouping(of_channel) = 1, 'Bool') AS is_total,
  if(is_total, NULL, toString(of_channel)) AS channel,
  toUInt32(countIf(fact = 'message_received'))    AS messages_received,
  toUInt32(uniqExactIf(identity_id, fact = 'message_received')) AS contacts,
  toUInt32(countIf(fact = 'contact_acquired'))                  AS new_contacts,
  toUInt32(countIf(fact = 'touch'))                             AS touches,
  toUInt32(countIf(fact = 'dialogue'))                          AS dialogues,
  if(sees_outgoing, toUInt32(countIf(fact = 'first_response')), NULL) AS first_responses,
  if(first_responses > 0, round(first_response_ms[1] / 1000, 3), NULL) AS first_response_median_seconds,
  if(first_responses > 0, round(first_response_ms[2] / 1000, 3), NULL) AS first_response_p90_seconds,
  if(sees_outgoing, toUInt32(countIf(fact IN ('first_response', 'response'))), NULL) AS waits_answered,
  waits_answered / nullIf(waits_answered + waits_unanswered, 0) AS answered_share,
  repeat_contacts / nullIf(contacts, 0) AS repeat_contact_rate,
  if(sees_subscriptions, toUInt32(countIf(fact = 'subscribed')), NULL) AS contacts_subscribed,
  countIf(fact = 'message_received' AND outgoing_since <= at) / nullIf(messages_received, 0) AS outgoing_covered_share,
  countIf(fact = 'message_received' AND tells_subscriptions = 1) / nullIf(messages_received, 0) AS subscriptions_covered_share
FROM (
  SELECT fact, at, identity_id, event_id, milliseconds, account_id
  FROM overview_facts_v1
  WHERE workspace_id = {workspace_id:UInt32}
    AND definition_id IN (0, {definition_id:UInt32})
    AND at >= {from:DateTime64(3, 'UTC')}
    AND at <  {to:DateTime64(3, 'UTC')}
    AND (empty({hours_of_day:Array(UInt8)}) OR toHour(at, {time_zone:String}) IN {hours_of_day:Array(UInt8)})
    AND (empty({weekdays:Array(UInt8)}) OR toDayOfWeek(at, 0, {time_zone:String}) IN {weekdays:Array(UInt8)})

  UNION ALL
  SELECT toLowCardinality('touch'), occurred_at, identity_id, event_id, 0, account_id
  FROM touches_v1 FINAL
  WHERE workspace_id = {workspace_id:UInt32}
    AND definition_id = {definition_id:UInt32}
    AND occurred_at >= {from:DateTime64(3, 'UTC')}
    AND occurred_at <  {to:DateTime64(3, 'UTC')}
    AND (empty({hours_of_day:Array(UInt8)}) OR toHour(occurred_at, {time_zone:String}) IN {hours_of_day:Array(UInt8)})
    AND (empty({weekdays:Array(UInt8)}) OR toDayOfWeek(occurred_at, 0, {time_zone:String}) IN {weekdays:Array(UInt8)})

  -- Every account in question has a row, also a silent one.
  UNION ALL
  SELECT toLowCardinality('account'), {from:DateTime64(3, 'UTC')}, 0, 0, 0, account_id
  FROM account_visibility_v1
  WHERE workspace_id = {workspace_id:UInt32}
) AS facts
INNER JOIN (
  SELECT account_id, channel AS of_channel, outgoing_since, tells_subscriptions
  FROM account_visibility_v1
  WHERE workspace_id = {workspace_id:UInt32}
    AND (empty({channels:Array(String)}) OR channel IN {channels:Array(String)})
    AND (empty({account_ids:Array(UInt32)}) OR account_id IN {account_ids:Array(UInt32)})
) AS accounts USING (account_id)
GROUP BY GROUPING SETS ((of_channel), ())
ORDER BY is_total, messages_received DESC, touches DESC, of_channel
