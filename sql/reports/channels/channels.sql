-- channels: what each source, campaign, link, ad, channel or account brought.
-- Grain   one row per value of what is asked for (by), one per way of arriving for what has none, most arrivals first,
--         then one for all of them together, computed anew
-- Period  [from, to), UTC; a touch, a start, a click and a new contact belong to when they came, a dialogue to its first
--         message, a wait and its response to when the wait began, a subscription to its beginning however long it lasts
-- Zone    none: the period comes as two instants
-- Source  arrival facts (sql/acquisition): touches_v1, dialogues_v1, waits_v1 under one definition, with the touch in force;
--         identities_v1; subscriptions_v1 with the last touch at or before their beginning; counted_messages_v1 for the
--         message after a start; clicks of events_v1; account_visibility_v1
-- Empty   direct, unattributed and the total, or every account or channel; counts are 0, rates and times NULL; what needs
--         outgoing messages or subscriptions is NULL in rows of which no account can tell
-- Rates and prices are filled in afterwards, from the counts of each row.
-- TRICKY: three levels, because the analyzer takes seconds, not milliseconds, for such expressions over so many tables
-- when they are written as one.
SELECT
  {period:String} AS period,
  CAST(counted.is_total = 1, 'Bool') AS is_total,
  if(is_total OR named = '', NULL, named) AS arrival,
  if(is_total OR named != '', NULL, group_value) AS value,
  {{account}} AS account_id,
  CAST(NULL, 'Nullable(String)') AS account_name,
  toUInt32(counted.clicks) AS clicks,
  toUInt32(acquired + again) AS touches,
  toUInt32(again) AS touches_re_engagement,
  -- An acquisition is a new contact, and the other way round unless we wrote first.
  toUInt32(acquired + acquired_otherwise) AS new_contacts,
  toUInt32(silent + written) AS starts,
  toUInt32(immature) AS starts_immature,
  toUInt32(written) AS starts_written,
  CAST(NULL, 'Nullable(Float64)') AS message_rate,
  CAST(NULL, 'Nullable(Float64)') AS message_rate_low,
  CAST(NULL, 'Nullable(Float64)') AS message_rate_high,
  toUInt32(counted.lost_codes) AS lost_codes,
  toUInt32(counted.dialogues) AS dialogues,
  if(sees_outgoing, toUInt32(first_answers), NULL) AS first_responses,
  if(sees_outgoing AND first_answers > 0, round(first_answer_ms / 1000, 3), NULL) AS first_response_median_seconds,
  if(sees_outgoing, toUInt32(answers), NULL) AS waits_answered,
  if(sees_outgoing, toUInt32(unanswered), NULL) AS waits_unanswered,
  CAST(NULL, 'Nullable(Float64)') AS answered_share,
  CAST(NULL, 'Nullable(Float64)') AS answered_share_low,
  CAST(NULL, 'Nullable(Float64)') AS answered_share_high,
  if(tells_subscriptions, toUInt32(subscribed), NULL) AS contacts_subscribed,
  if(tells_subscriptions, toUInt32(mature_d7), NULL) AS subscriptions_mature_d7,
  if(tells_subscriptions, toUInt32(subscribed - mature_d7), NULL) AS subscriptions_immature_d7,
  if(tells_subscriptions, toUInt32(kept_d7), NULL) AS subscriptions_kept_d7,
  CAST(NULL, 'Nullable(Float64)') AS kept_rate_d7,
  CAST(NULL, 'Nullable(Float64)') AS kept_rate_d7_low,
  CAST(NULL, 'Nullable(Float64)') AS kept_rate_d7_high,
  if(tells_subscriptions, toUInt32(mature_d30), NULL) AS subscriptions_mature_d30,
  if(tells_subscriptions, toUInt32(subscribed - mature_d30), NULL) AS subscriptions_immature_d30,
  if(tells_subscriptions, toUInt32(kept_d30), NULL) AS subscriptions_kept_d30,
  CAST(NULL, 'Nullable(Float64)') AS kept_rate_d30,
  CAST(NULL, 'Nullable(Float64)') AS kept_rate_d30_low,
  CAST(NULL, 'Nullable(Float64)') AS kept_rate_d30_high,
  toFloat64(spent) AS spend,
  toFloat64(ads) AS ad_spend,
  toFloat64(fees) AS message_fees,
  toUInt32(counted.ad_clicks) AS ad_clicks,
  toUInt32(unconverted) AS costs_unconverted,
  round(credit, 6) AS credited_conversions,
  round(worth, 4) AS credited_value,
  CAST(NULL, 'Nullable(Float64)') AS cost_per_click,
  CAST(NULL, 'Nullable(Float64)') AS cost_per_start,
  CAST(NULL, 'Nullable(Float64)') AS cost_per_dialogue,
  CAST(NULL, 'Nullable(Float64)') AS cost_per_kept_d7,
  CAST(NULL, 'Nullable(Float64)') AS cost_per_kept_d30,
  CAST(NULL, 'Nullable(Float64)') AS cost_per_conversion,
  CAST(NULL, 'Nullable(Float64)') AS roas,
  messages_seen / nullIf(messages, 0) AS outgoing_covered_share,
  messages_of_tellers / nullIf(messages, 0) AS subscriptions_covered_share
FROM (
  -- A row of nothing but money knows what all accounts in question know.
  SELECT
    *,
    if(known > 0, can_see, max(can_see) OVER ())   AS sees_outgoing,
    if(known > 0, can_tell, max(can_tell) OVER ()) AS tells_subscriptions
  FROM (
  SELECT
    grouping(named) AS is_total,
    named,
    group_value,
    sum(sums.clicks) AS clicks,
    sum(sums.acquired) AS acquired,
    sum(sums.again) AS again,
    sum(sums.acquired_otherwise) AS acquired_otherwise,
    sum(sums.silent) AS silent,
    sum(sums.written) AS written,
    sum(sums.immature) AS immature,
    sum(sums.lost_codes) AS lost_codes,
    sum(sums.dialogues) AS dialogues,
    sum(sums.first_answers) AS first_answers,
    sum(sums.answers) AS answers,
    sum(sums.unanswered) AS unanswered,
    sum(sums.subscribed) AS subscribed,
    sum(sums.mature_d7) AS mature_d7,
    sum(sums.mature_d30) AS mature_d30,
    sum(sums.kept_d7) AS kept_d7,
    sum(sums.kept_d30) AS kept_d30,
    sum(sums.messages) AS messages,
    sum(sums.messages_seen) AS messages_seen,
    sum(sums.messages_of_tellers) AS messages_of_tellers,
    sum(sums.ads) AS ads,
    sum(sums.fees) AS fees,
    sum(sums.spent) AS spent,
    sum(sums.ad_clicks) AS ad_clicks,
    sum(sums.unconverted) AS unconverted,
    sum(sums.credit) AS credit,
    sum(sums.worth) AS worth,
    sum(sums.known) AS known,
    quantileExactInclusiveMerge(0.5)(first_lengths_ms) AS first_answer_ms,
    ifNull(min(seen_since) < {to:DateTime64(3, 'UTC')}, 0) AS can_see,
    max(sums.can_tell) AS can_tell
  FROM (
  SELECT
    named,
    group_value,
    countIf(fact = 'click')             AS clicks,
    countIf(fact = 'touch')             AS acquired,
    countIf(fact = 'touch_again')       AS again,
    countIf(fact = 'contact_acquired')  AS acquired_otherwise,
    countIf(fact = 'start')             AS silent,
    countIf(fact = 'start_written')     AS written,
    countIf(fact = 'start_immature')    AS immature,
    countIf(fact = 'lost_code')         AS lost_codes,
    countIf(fact = 'dialogue')          AS dialogues,
    countIf(fact = 'first_response')    AS first_answers,
    countIf(fact IN ('first_response', 'response')) AS answers,
    countIf(fact = 'wait_unanswered')   AS unanswered,
    quantileExactInclusiveStateIf(0.5)(milliseconds, fact = 'first_response') AS first_lengths_ms,
    countIf(told)                       AS subscribed,
    countIf(told AND age_days >= 7)     AS mature_d7,
    countIf(told AND age_days >= 30)    AS mature_d30,
    countIf(told AND least(age_days, lasted_days) >= 7)  AS kept_d7,
    countIf(told AND least(age_days, lasted_days) >= 30) AS kept_d30,
    sum(received)                       AS messages,
    sumIf(received, sees)               AS messages_seen,
    sumIf(received, tells)              AS messages_of_tellers,
    sumIf(spend, what = 'cost')         AS ads,
    sumIf(spend, what = 'fee')          AS fees,
    sum(spend)                          AS spent,
    sum(ad_clicks)                      AS ad_clicks,
    sum(unconverted)                    AS unconverted,
    sum(credit)                         AS credit,
    sum(worth)                          AS worth,
    countIf(what = 'arrival')           AS known,
    min(outgoing_since)                 AS seen_since,
    max(tells)                          AS can_tell
  FROM (
    SELECT
      'arrival' AS what, toDecimal128(0, 6) AS spend, toUInt64(0) AS ad_clicks,
      toFloat64(0) AS credit, toFloat64(0) AS worth, toUInt64(0) AS unconverted,
      fact, milliseconds, outgoing_since,
      {{value}} AS group_value,
      if(group_value = '', came_by, '') AS named,
      tells_subscriptions = 1 AS tells,
      ifNull(outgoing_since <= at, 0) AS sees,
      fact = 'subscribed' AND tells AS told,
      if(fact = 'dialogue', weight, 0) AS received,
      intDiv(toUnixTimestamp64Milli({now:DateTime64(3, 'UTC')}) - toUnixTimestamp64Milli(at), 86400000) AS age_days,
      if(milliseconds < 0, 1000000, intDiv(milliseconds, 86400000)) AS lasted_days
    FROM (
      {{facts}}

      -- Direct and unattributed are always shown, and can be told as much as all accounts in question can tell.
      UNION ALL
      SELECT
        toLowCardinality('account'), {from:DateTime64(3, 'UTC')}, 0, 0, 0, 0, {{always}}account_id
      FROM account_visibility_v1
      WHERE workspace_id = {workspace_id:UInt32}
    ) AS facts
    INNER JOIN ({{accounts}}) AS accounts USING (account_id)
    WHERE workspace_id = {workspace_id:UInt32}
      {{picked}}

    UNION ALL
    SELECT
      what, spend, ad_clicks, credit, worth, unconverted,
      toLowCardinality(''), 0, NULL, toLowCardinality(group_value), toLowCardinality(named), 0, 0, 0, 0, 0, 0
    FROM (
      {{money}}
    )
  )
  GROUP BY named, group_value
  ) AS sums
  GROUP BY GROUPING SETS ((named, group_value), ())
  )
) AS counted
ORDER BY is_total, acquired + again DESC, clicks DESC, dialogues DESC, named, group_value
