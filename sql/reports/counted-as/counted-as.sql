-- counted-as: the first response time as other products publish that they count it, beside ours.
-- Grain   one row per way of counting, always all of them, ours first; the rules in words: contracts/counted-as.ts
-- Period  [from, to), UTC; what belongs to it each rule says: ours the beginning of the wait, Chatwoot's the reply,
--         Intercom's and Zendesk's the beginning of the dialogue; Meta's only takes its end
-- Zone    none: the period comes as two instants
-- Source  waits_v1 as sql/waits measures them, under one definition, counted_messages_v1; account_visibility_v1
-- Empty   counts 0, lengths and rates NULL; all NULL where no account in question lets outgoing messages be seen
WITH
  86400000 AS day_ms,
  toDateTime64(0, 3, 'UTC') AS never,
  -- The accounts that can tell of answers, with the moment since when.
  (
    SELECT groupArray((account_id, assumeNotNull(outgoing_since)))
    FROM account_visibility_v1
    WHERE workspace_id = {workspace_id:UInt32}
      AND outgoing_since < {to:DateTime64(3, 'UTC')}
      AND (empty({channels:Array(String)}) OR channel IN {channels:Array(String)})
      AND (empty({account_ids:Array(UInt32)}) OR account_id IN {account_ids:Array(UInt32)})
  ) AS telling,
  notEmpty(telling) AS sees_outgoing,
  (
    SELECT
      countIf(arrayExists(account -> account.1 = account_id AND account.2 <= occurred_at, telling))
        / nullIf(count(), 0)
    FROM counted_messages_v1
    WHERE workspace_id = {workspace_id:UInt32}
      AND type = 'message_received'
      AND occurred_at >= {from:DateTime64(3, 'UTC')}
      AND occurred_at <  {to:DateTime64(3, 'UTC')}
      AND (empty({channels:Array(String)}) OR channel IN {channels:Array(String)})
      AND (empty({account_ids:Array(UInt32)}) OR account_id IN {account_ids:Array(UInt32)})
  ) AS covered_share,
  -- The first reply of each dialogue. None began more than half a year before the reply that counts.
  replied_dialogues AS (
    SELECT
      dialogue_started_at,
      min(waiting_since) AS asked_at,
      minIf(answered_at, is_answered) AS replied_at,
      maxIf(handed_off_at, handed_off_at <= first_answered_at) AS handed_off_at,
      any(asked_by_contact) AS asked_by_contact
    FROM (
      SELECT
        *,
        minIf(answered_at, is_answered) OVER (PARTITION BY identity_id, dialogue_first_event_id) AS first_answered_at
      FROM {{every_wait}}
      WHERE workspace_id = {workspace_id:UInt32}
        AND definition_id = {definition_id:UInt32}
        AND waiting_since >= {from:DateTime64(3, 'UTC')} - toIntervalDay(183)
    )
    GROUP BY identity_id, dialogue_first_event_id, dialogue_started_at
    HAVING replied_at > never
  ),
  -- First messages after a day in which neither side wrote, and how long until ours, in the order of time.
  (
    SELECT arraySort(groupArray((at_ms, if(reply_ms - at_ms <= day_ms, reply_ms - at_ms, NULL))))
    FROM (
      SELECT
        at_ms,
        is_in,
        at_ms - lagInFrame(at_ms, 1, -day_ms) OVER (
          PARTITION BY identity_id ORDER BY at_ms, is_in DESC ROWS BETWEEN 1 PRECEDING AND CURRENT ROW
        ) >= day_ms AS is_after_silence,
        minOrNull(if(is_reply, at_ms, NULL)) OVER (
          PARTITION BY identity_id ORDER BY at_ms RANGE BETWEEN CURRENT ROW AND 86400000 FOLLOWING
        ) AS reply_ms
      FROM (
        SELECT
          identity_id,
          toUnixTimestamp64Milli(occurred_at) AS at_ms,
          type = 'message_received' AS is_in,
          type = 'message_sent' AND sender IN ('agent', 'bot', 'unknown') AS is_reply
        FROM counted_messages_v1
        WHERE workspace_id = {workspace_id:UInt32}
          AND occurred_at >= {to:DateTime64(3, 'UTC')} - toIntervalDay(91)
          AND occurred_at <  {to:DateTime64(3, 'UTC')}
          AND (empty({channels:Array(String)}) OR channel IN {channels:Array(String)})
          AND (empty({account_ids:Array(UInt32)}) OR account_id IN {account_ids:Array(UInt32)})
          AND arrayExists(account -> account.1 = account_id AND account.2 <= occurred_at, telling)
      )
    )
    -- The day before is read only to know of a silence.
    WHERE is_in AND is_after_silence
      AND at_ms >= toUnixTimestamp64Milli({to:DateTime64(3, 'UTC')} - toIntervalDay(90))
  ) AS meta_all,
  arrayFilter(message -> message.1 >= meta_all[-1].1 - 30 * day_ms, meta_all) AS meta_30_days,
  if(length(meta_30_days) < 10, arraySlice(meta_all, -10), meta_30_days) AS meta_counted,
  arraySort(arrayMap(message -> assumeNotNull(message.2), arrayFilter(message -> message.2 IS NOT NULL, meta_counted)))
    AS meta_ms,
  arraySlice(meta_ms, 1, toUInt64(ceil(length(meta_ms) * 9 / 10))) AS meta_fastest_ms
SELECT
  {period:String} AS period,
  way.1 AS counted_as,
  way.2 AS statistic,
  if(sees_outgoing, toUInt32(way.3), NULL) AS responses_counted,
  if(responses_counted > 0, round(way.4 / 1000, 3), NULL) AS response_as_counted_seconds,
  if(responses_counted > 0, round(way.5 / 1000, 3), NULL) AS counted_mean_seconds,
  if(responses_counted > 0, round(way.6 / 1000, 3), NULL) AS counted_median_seconds,
  if(sees_outgoing, way.7, NULL) AS counted_response_rate,
  covered_share AS outgoing_covered_share
FROM (
  SELECT arrayJoin([
    ('parley', 'median', own.1, own.3, own.2, own.3, own.4),
    ('chatwoot', 'mean', theirs.1, theirs.2, theirs.2, theirs.3, NULL),
    ('intercom', 'median', theirs.4, theirs.6, theirs.5, theirs.6, NULL),
    ('zendesk', 'median', theirs.7, theirs.9, theirs.8, theirs.9, NULL),
    (
      'meta', 'mean_of_fastest_90', toUInt64(length(meta_ms)), arrayAvg(meta_fastest_ms), arrayAvg(meta_ms),
      arrayReduce('quantileExactInclusive(0.5)', meta_ms), length(meta_ms) / nullIf(length(meta_counted), 0)
    )
  ]) AS way
  FROM (
    SELECT
      (
        SELECT (
          countIf(is_answered),
          avgIf(response_ms, is_answered),
          quantileExactInclusiveIf(0.5)(response_ms, is_answered),
          countIf(is_answered) / nullIf(countIf(is_answered) + countIf(is_unanswered), 0)
        )
        FROM {{measured_waits}}
        WHERE workspace_id = {workspace_id:UInt32}
          AND definition_id = {definition_id:UInt32}
          AND at >= {from:DateTime64(3, 'UTC')}
          AND at <  {to:DateTime64(3, 'UTC')}
      ) AS own,
      (
        SELECT (
          countIf(is_chatwoot), avgIf(chatwoot_ms, is_chatwoot), quantileExactInclusiveIf(0.5)(chatwoot_ms, is_chatwoot),
          countIf(is_begun), avgIf(intercom_ms, is_begun), quantileExactInclusiveIf(0.5)(intercom_ms, is_begun),
          countIf(is_zendesk), avgIf(zendesk_ms, is_zendesk), quantileExactInclusiveIf(0.5)(zendesk_ms, is_zendesk)
        )
        FROM (
          SELECT
            asked_by_contact
              AND replied_at >= {from:DateTime64(3, 'UTC')}
              AND replied_at <  {to:DateTime64(3, 'UTC')} AS is_chatwoot,
            dialogue_started_at >= {from:DateTime64(3, 'UTC')}
              AND dialogue_started_at < {to:DateTime64(3, 'UTC')} AS is_begun,
            is_begun AND asked_by_contact AS is_zendesk,
            toUnixTimestamp64Milli(replied_at) AS replied_ms,
            replied_ms - toUnixTimestamp64Milli(greatest(dialogue_started_at, handed_off_at)) AS chatwoot_ms,
            replied_ms - toUnixTimestamp64Milli(asked_at) AS intercom_ms,
            replied_ms - toUnixTimestamp64Milli(dialogue_started_at) AS zendesk_ms
          FROM replied_dialogues
        )
      ) AS theirs
  )
)
