-- by-source: what each link brought.
-- Grain   one row per raw ref, one for arrivals without one, one for direct arrivals, one for what no arrival led to, most
--         arrivals first, then one for all of them together, computed anew
-- Period  [from, to), UTC; a touch, a start and a new contact belong to when the contact came, a dialogue to its first
--         message, a wait and its response to when the wait began (its length is
--         counted from where the definition starts the clock), a subscription to its beginning
-- Zone    time_zone: hours and weekdays, where they are asked for
-- Source  touches_v1, dialogues_v1, waits_v1, subscription_arrivals_v1 under one definition, with the touch in force;
--         identities_v1;
--         account_visibility_v1
-- Empty   direct, unattributed and the total; counts are 0, rates and times NULL; what needs outgoing messages or
--         subscriptions is NULL in rows of which no account can tell
WITH
  86400000 AS day_ms,
  toUnixTimestamp64Milli({now:DateTime64(3, 'UTC')}) AS now_ms,
  -- A wait whose clock started before this is unanswered by the hours of its account. TRICKY: this also holds what is
  -- abandoned after 30 days, because the limits never lie further back.
  transform(
    account_id,
    arrayPushBack({limit_account_ids:Array(UInt32)}, 0),
    arrayPushBack({unanswered_before_ms:Array(Int64)}, 0),
    now_ms - {unanswered_after_seconds:UInt32} * 1000
  ) AS unanswered_before,
  ifNull(min(outgoing_since) < {to:DateTime64(3, 'UTC')}, 0) AS sees_outgoing,
  max(tells_subscriptions) = 1 AS sees_subscriptions,
  quantileExactInclusiveIf(0.5)(milliseconds, fact = 'first_response') AS first_response_ms,
  sumIf(weight, fact = 'dialogue') AS messages_of_dialogues,
  if(sees_outgoing, toUInt32(countIf(fact = 'wait_unanswered')), NULL) AS waits_unanswered
SELECT
  {period:String} AS period,
  CAST(grouping(came_by) = 1, 'Bool') AS is_total,
  if(is_total, NULL, came_by) AS arrival,
  if(is_total OR came_by != 'ref', NULL, raw_ref) AS ref,
  toUInt32(countIf(fact IN ('touch', 'touch_again')))      AS touches,
  toUInt32(countIf(fact = 'touch_again'))                  AS touches_re_engagement,
  -- An acquisition is a new contact, and the other way round unless we wrote first.
  toUInt32(countIf(fact IN ('touch', 'contact_acquired'))) AS new_contacts,
  toUInt32(countIf(fact IN ('start', 'start_answered')))   AS starts,
  toUInt32(countIf(fact = 'start_immature'))               AS starts_immature,
  countIf(fact = 'start_answered') / nullIf(starts, 0)     AS message_rate,
  toUInt32(countIf(fact = 'dialogue'))                     AS dialogues,
  if(sees_outgoing, toUInt32(countIf(fact = 'first_response')), NULL) AS first_responses,
  if(first_responses > 0, round(first_response_ms / 1000, 3), NULL) AS first_response_median_seconds,
  if(sees_outgoing, toUInt32(countIf(fact IN ('first_response', 'response'))), NULL) AS waits_answered,
  waits_answered / nullIf(waits_answered + waits_unanswered, 0) AS answered_share,
  if(sees_subscriptions, toUInt32(countIf(fact = 'subscribed' AND tells_subscriptions = 1)), NULL) AS contacts_subscribed,
  sumIf(weight, fact = 'dialogue' AND outgoing_since <= at)     / nullIf(messages_of_dialogues, 0) AS outgoing_covered_share,
  sumIf(weight, fact = 'dialogue' AND tells_subscriptions = 1) / nullIf(messages_of_dialogues, 0) AS subscriptions_covered_share
FROM (
  SELECT
    if(kind = 'acquisition', 'touch', 'touch_again') AS fact,
    occurred_at AS at,
    toInt64(0)  AS milliseconds,
    toUInt64(0) AS weight,
    multiIf(ref != '', 'ref', is_direct = 1, 'direct', 'no_ref') AS came_by,
    ref         AS raw_ref,
    account_id
  FROM touches_v1 FINAL
  WHERE workspace_id = {workspace_id:UInt32}
    AND definition_id = {definition_id:UInt32}
    AND occurred_at >= {from:DateTime64(3, 'UTC')}
    AND occurred_at <  {to:DateTime64(3, 'UTC')}
    AND (empty({hours_of_day:Array(UInt8)}) OR toHour(occurred_at, {time_zone:String}) IN {hours_of_day:Array(UInt8)})
    AND (empty({weekdays:Array(UInt8)}) OR toDayOfWeek(occurred_at, 0, {time_zone:String}) IN {weekdays:Array(UInt8)})

  UNION ALL
  SELECT 'contact_acquired', acquired_at, 0, 0, 'unattributed', '', account_id
  FROM identities_v1 FINAL
  WHERE workspace_id = {workspace_id:UInt32}
    AND acquired_at >= {from:DateTime64(3, 'UTC')}
    AND acquired_at <  {to:DateTime64(3, 'UTC')}
    AND (empty({hours_of_day:Array(UInt8)}) OR toHour(acquired_at, {time_zone:String}) IN {hours_of_day:Array(UInt8)})
    AND (empty({weekdays:Array(UInt8)}) OR toDayOfWeek(acquired_at, 0, {time_zone:String}) IN {weekdays:Array(UInt8)})
    AND identity_id NOT IN (
      SELECT identity_id
      FROM touches_v1 FINAL
      WHERE workspace_id = {workspace_id:UInt32}
        AND definition_id = {definition_id:UInt32}
        AND occurred_at >= {from:DateTime64(3, 'UTC')}
        AND occurred_at <  {to:DateTime64(3, 'UTC')}
        AND kind = 'acquisition'
    )

  UNION ALL
  SELECT
    multiIf(
      now_ms - toUnixTimestamp64Milli(occurred_at) < day_ms, 'start_immature',
      written_at > toDateTime64(0, 3, 'UTC'), 'start_answered',
      'start'
    ),
    occurred_at, 0, 0, multiIf(ref != '', 'ref', is_direct = 1, 'direct', 'no_ref'), ref, account_id
  FROM touches_v1 FINAL
  WHERE workspace_id = {workspace_id:UInt32}
    AND definition_id = {definition_id:UInt32}
    AND occurred_at >= {from:DateTime64(3, 'UTC')}
    AND occurred_at <  {to:DateTime64(3, 'UTC')}
    AND (empty({hours_of_day:Array(UInt8)}) OR toHour(occurred_at, {time_zone:String}) IN {hours_of_day:Array(UInt8)})
    AND (empty({weekdays:Array(UInt8)}) OR toDayOfWeek(occurred_at, 0, {time_zone:String}) IN {weekdays:Array(UInt8)})
    AND type IN ('conversation_started', 'referral_received')

  UNION ALL
  SELECT
    'dialogue', started_at, 0, messages_received,
    arrival, ref, account_id
  FROM dialogues_v1 FINAL
  WHERE workspace_id = {workspace_id:UInt32}
    AND definition_id = {definition_id:UInt32}
    AND started_at >= {from:DateTime64(3, 'UTC')}
    AND started_at <  {to:DateTime64(3, 'UTC')}
    AND (empty({hours_of_day:Array(UInt8)}) OR toHour(started_at, {time_zone:String}) IN {hours_of_day:Array(UInt8)})
    AND (empty({weekdays:Array(UInt8)}) OR toDayOfWeek(started_at, 0, {time_zone:String}) IN {weekdays:Array(UInt8)})
    AND messages_received > 0

  UNION ALL
  SELECT
    multiIf(
      answered_at > toDateTime64(0, 3, 'UTC') AND is_first AND starter IN ('contact', 'broadcast_reply'), 'first_response',
      answered_at > toDateTime64(0, 3, 'UTC'), 'response',
      dismissed_at > toDateTime64(0, 3, 'UTC'), '',
      bot_answered_at > toDateTime64(0, 3, 'UTC') AND handed_off_at = toDateTime64(0, 3, 'UTC'), '',
      closed_dialogue = 1, 'wait_unanswered',
      toUnixTimestamp64Milli(clock_started_at) < unanswered_before, 'wait_unanswered',
      ''
    ),
    waiting_since,
    toUnixTimestamp64Milli(answered_at) - toUnixTimestamp64Milli(clock_started_at),
    0,
    arrival, ref, account_id
  FROM waits_v1 FINAL
  WHERE workspace_id = {workspace_id:UInt32}
    AND definition_id = {definition_id:UInt32}
    AND waiting_since >= {from:DateTime64(3, 'UTC')}
    AND waiting_since <  {to:DateTime64(3, 'UTC')}
    AND (empty({hours_of_day:Array(UInt8)}) OR toHour(waiting_since, {time_zone:String}) IN {hours_of_day:Array(UInt8)})
    AND (empty({weekdays:Array(UInt8)}) OR toDayOfWeek(waiting_since, 0, {time_zone:String}) IN {weekdays:Array(UInt8)})

  UNION ALL
  SELECT 'subscribed', subscribed_at, 0, 0, arrival, ref, account_id
  FROM subscription_arrivals_v1 FINAL
  WHERE workspace_id = {workspace_id:UInt32}
    AND definition_id = {definition_id:UInt32}
    AND subscribed_at >= {from:DateTime64(3, 'UTC')}
    AND subscribed_at <  {to:DateTime64(3, 'UTC')}
    AND (empty({hours_of_day:Array(UInt8)}) OR toHour(subscribed_at, {time_zone:String}) IN {hours_of_day:Array(UInt8)})
    AND (empty({weekdays:Array(UInt8)}) OR toDayOfWeek(subscribed_at, 0, {time_zone:String}) IN {weekdays:Array(UInt8)})

  -- Direct and unattributed are always shown, and can be told as much as all accounts in question can tell.
  UNION ALL
  SELECT 'account', {from:DateTime64(3, 'UTC')}, 0, 0, arrayJoin(['direct', 'unattributed']), '', account_id
  FROM account_visibility_v1
  WHERE workspace_id = {workspace_id:UInt32}
) AS facts
INNER JOIN (
  SELECT account_id, outgoing_since, tells_subscriptions
  FROM account_visibility_v1
  WHERE workspace_id = {workspace_id:UInt32}
    AND (empty({channels:Array(String)}) OR channel IN {channels:Array(String)})
    AND (empty({account_ids:Array(UInt32)}) OR account_id IN {account_ids:Array(UInt32)})
) AS accounts USING (account_id)
GROUP BY GROUPING SETS ((came_by, raw_ref), ())
ORDER BY is_total, touches DESC, dialogues DESC, came_by, raw_ref
