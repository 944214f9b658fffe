-- before-unsubscribing: what preceded the end of a subscription.
-- Grain   one row per kind of sender of our last message before the end, `none` where none is known, most ends first, then
--         one for all of them together, computed anew
-- Period  [from, to), UTC; an end belongs to its own moment, however long before the message was
-- Zone    none: the period comes as two instants
-- Source  arrival facts (sql/acquisition): subscription_arrivals_v1;
--         events_v1 for the message; account_visibility_v1
-- Empty   the total: 0, or NULL where no account in question tells of subscriptions; times NULL
SELECT
  {period:String} AS period,
  CAST(counted.is_total = 1, 'Bool') AS is_total,
  if(is_total, NULL, sender_before) AS last_sender,
  if(tells, toUInt32(ends), NULL) AS contacts_unsubscribed,
  if(tells, toUInt32(within_hour), NULL) AS unsubscribed_within_1_hour,
  if(tells, toUInt32(within_day), NULL) AS unsubscribed_within_24_hours,
  if(known > 0, round(median_ms / 1000, 3), NULL) AS unsubscribed_after_median_seconds
FROM (
  SELECT
    grouping(sender_before) AS is_total,
    sender_before,
    count() AS ends,
    countIf(since_ms >= 0 AND since_ms <= 3600000)  AS within_hour,
    countIf(since_ms >= 0 AND since_ms <= 86400000) AS within_day,
    countIf(since_ms >= 0) AS known,
    quantileExactInclusiveIf(0.5)(since_ms, since_ms >= 0) AS median_ms,
    (SELECT max(tells_subscriptions) = 1 FROM ({{accounts}})) AS tells
  FROM (
    SELECT
      multiIf(
        last_message = 0, 'none',
        sent.sender IN ('agent', 'bot', 'auto', 'broadcast'), toString(sent.sender),
        'unknown'
      ) AS sender_before,
      if(sent.event_id = 0, -1, ended_ms - toUnixTimestamp64Milli(sent.at)) AS since_ms
    FROM (
      SELECT
        identity_id AS person,
        weight AS last_message,
        toUnixTimestamp64Milli(at) + milliseconds AS ended_ms
      FROM (
        {{facts}}
      ) AS facts
      INNER JOIN ({{accounts}}) AS accounts USING (account_id)
      WHERE workspace_id = {workspace_id:UInt32}
        AND tells_subscriptions = 1
        AND milliseconds >= 0
        AND ended_ms < toUnixTimestamp64Milli({to:DateTime64(3, 'UTC')})
        {{picked}}
    ) AS over
    LEFT JOIN (
      SELECT identity_id, event_id, min(occurred_at) AS at, argMin(sender, occurred_at) AS sender
      FROM events_v1 FINAL
      WHERE workspace_id = {workspace_id:UInt32}
        AND type = 'message_sent'
        AND occurred_at < {to:DateTime64(3, 'UTC')}
        AND (identity_id, event_id) IN (
          SELECT identity_id, last_message_event_id
          FROM subscriptions_v1 FINAL
          WHERE workspace_id = {workspace_id:UInt32}
            AND unsubscribed_at >= {from:DateTime64(3, 'UTC')}
            AND unsubscribed_at <  {to:DateTime64(3, 'UTC')}
        )
      GROUP BY identity_id, event_id
    ) AS sent ON over.person = sent.identity_id AND over.last_message = sent.event_id
  )
  GROUP BY GROUPING SETS ((sender_before), ())
) AS counted
ORDER BY is_total, ends DESC, sender_before
