-- subscribers: who subscribed and who left, by what had brought them.
-- Grain   one row per value of what is asked for (by), one per way of arriving for what has none, most subscriptions first,
--         then one for all of them together, computed anew
-- Period  [from, to), UTC; a beginning and an end belong to their own moments, a start and a click to theirs; what is kept
--         is said of the subscriptions that began in the period, however long they last
-- Zone    none: the period comes as two instants
-- Source  arrival facts (sql/acquisition): subscription_arrivals_v1, starts of
--         touches_v1, clicks of events_v1; account_visibility_v1; costs and channel fees (sql/costs)
-- Empty   direct, unattributed and the total, or every account or channel; counts are 0, rates NULL; what needs
--         subscriptions is NULL in rows of which no account tells of them
-- Rates and prices are filled in afterwards, from the counts of each row.
SELECT
  {period:String} AS period,
  CAST(counted.is_total = 1, 'Bool') AS is_total,
  if(is_total OR named = '', NULL, named) AS arrival,
  if(is_total OR named != '', NULL, group_value) AS value,
  {{account}} AS account_id,
  CAST(NULL, 'Nullable(String)') AS account_name,
  if(can_tell, toUInt32(at_start), NULL) AS subscriptions_at_start,
  if(can_tell, toUInt32(begun), NULL) AS contacts_subscribed,
  if(can_tell, toUInt32(ended), NULL) AS contacts_unsubscribed,
  if(can_tell, toInt32(toInt64(begun) - toInt64(ended)), NULL) AS subscriptions_net,
  if(can_tell, toUInt32(at_end), NULL) AS subscriptions_at_end,
  if(can_tell, toUInt32(ended_of_base), NULL) AS subscriptions_lost_of_base,
  CAST(NULL, 'Nullable(Float64)') AS churn_rate,
  CAST(NULL, 'Nullable(Float64)') AS churn_rate_low,
  CAST(NULL, 'Nullable(Float64)') AS churn_rate_high,
  toUInt32(counted.clicks) AS clicks,
  toUInt32(silent + written) AS starts,
  toUInt32(written) AS starts_written,
  if(can_tell, toUInt32(became), NULL) AS starts_subscribed,
  if(can_tell, toUInt32(written_became), NULL) AS starts_written_subscribed,
  CAST(NULL, 'Nullable(Float64)') AS subscribed_rate_of_clicks,
  CAST(NULL, 'Nullable(Float64)') AS subscribed_rate_of_clicks_low,
  CAST(NULL, 'Nullable(Float64)') AS subscribed_rate_of_clicks_high,
  CAST(NULL, 'Nullable(Float64)') AS subscribed_rate_of_starts,
  CAST(NULL, 'Nullable(Float64)') AS subscribed_rate_of_starts_low,
  CAST(NULL, 'Nullable(Float64)') AS subscribed_rate_of_starts_high,
  CAST(NULL, 'Nullable(Float64)') AS subscribed_rate_of_messages,
  CAST(NULL, 'Nullable(Float64)') AS subscribed_rate_of_messages_low,
  CAST(NULL, 'Nullable(Float64)') AS subscribed_rate_of_messages_high,
  if(can_tell, toUInt32(mature_d1), NULL) AS subscriptions_mature_d1,
  if(can_tell, toUInt32(begun - mature_d1), NULL) AS subscriptions_immature_d1,
  if(can_tell, toUInt32(kept_d1), NULL) AS subscriptions_kept_d1,
  CAST(NULL, 'Nullable(Float64)') AS kept_rate_d1,
  CAST(NULL, 'Nullable(Float64)') AS kept_rate_d1_low,
  CAST(NULL, 'Nullable(Float64)') AS kept_rate_d1_high,
  if(can_tell, toUInt32(mature_d7), NULL) AS subscriptions_mature_d7,
  if(can_tell, toUInt32(begun - mature_d7), NULL) AS subscriptions_immature_d7,
  if(can_tell, toUInt32(kept_d7), NULL) AS subscriptions_kept_d7,
  CAST(NULL, 'Nullable(Float64)') AS kept_rate_d7,
  CAST(NULL, 'Nullable(Float64)') AS kept_rate_d7_low,
  CAST(NULL, 'Nullable(Float64)') AS kept_rate_d7_high,
  if(can_tell, toUInt32(mature_d30), NULL) AS subscriptions_mature_d30,
  if(can_tell, toUInt32(begun - mature_d30), NULL) AS subscriptions_immature_d30,
  if(can_tell, toUInt32(kept_d30), NULL) AS subscriptions_kept_d30,
  CAST(NULL, 'Nullable(Float64)') AS kept_rate_d30,
  CAST(NULL, 'Nullable(Float64)') AS kept_rate_d30_low,
  CAST(NULL, 'Nullable(Float64)') AS kept_rate_d30_high,
  toFloat64(spent) AS spend,
  toUInt32(unconverted) AS costs_unconverted,
  CAST(NULL, 'Nullable(Float64)') AS cost_per_subscription,
  CAST(NULL, 'Nullable(Float64)') AS cost_per_kept_d7,
  CAST(NULL, 'Nullable(Float64)') AS cost_per_kept_d30,
  told_facts / nullIf(all_facts, 0) AS subscriptions_covered_share
FROM (
  -- A row of nothing but money can tell what all accounts in question can.
  SELECT *, if(known > 0, tells_any, max(tells_any) OVER ()) AS can_tell
  FROM (
  SELECT
    grouping(named) AS is_total,
    named,
    group_value,
    countIf(told AND is_new)                     AS begun,
    countIf(told AND is_over)                    AS ended,
    countIf(told AND NOT is_new)                 AS at_start,
    countIf(told AND NOT is_over)                AS at_end,
    countIf(told AND is_over AND NOT is_new)     AS ended_of_base,
    countIf(fact = 'click')                      AS clicks,
    countIf(fact = 'start')                      AS silent,
    countIf(fact = 'start_written')              AS written,
    countIf(fact IN ('start', 'start_written') AND tells AND weight > 0) AS became,
    countIf(fact = 'start_written' AND tells AND weight > 0)             AS written_became,
    countIf(told AND is_new AND age_days >= 1)  AS mature_d1,
    countIf(told AND is_new AND least(age_days, lasted_days) >= 1) AS kept_d1,
    countIf(told AND is_new AND age_days >= 7)  AS mature_d7,
    countIf(told AND is_new AND least(age_days, lasted_days) >= 7) AS kept_d7,
    countIf(told AND is_new AND age_days >= 30)  AS mature_d30,
    countIf(told AND is_new AND least(age_days, lasted_days) >= 30) AS kept_d30,
    countIf(fact IN ('start', 'start_written', 'start_immature') AND tells) AS told_facts,
    countIf(fact IN ('start', 'start_written', 'start_immature'))           AS all_facts,
    sum(spend)                                   AS spent,
    sum(unconverted)                             AS unconverted,
    countIf(NOT is_money)                        AS known,
    max(tells)                                   AS tells_any
  FROM (
    SELECT
      false AS is_money, toDecimal128(0, 6) AS spend, toUInt64(0) AS unconverted,
      fact, weight,
      {{value}} AS group_value,
      if(group_value = '', came_by, '') AS named,
      tells_subscriptions = 1 AS tells,
      fact = 'subscriber' AND tells AS told,
      at >= {from:DateTime64(3, 'UTC')} AS is_new,
      milliseconds >= 0
        AND toUnixTimestamp64Milli(at) + milliseconds < toUnixTimestamp64Milli({to:DateTime64(3, 'UTC')}) AS is_over,
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
    SELECT true, spend, unconverted, '', 0, group_value, named, 0, 0, 0, 0, 0, 0
    FROM (
      {{money}}
    )
  )
  GROUP BY GROUPING SETS ((named, group_value), ())
  )
) AS counted
ORDER BY is_total, begun DESC, at_end DESC, starts DESC, named, group_value
