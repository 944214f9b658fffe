-- bots: what bots in front settle by themselves, what they hand over, and how long people then wait.
-- Grain   one row per group of `by`, most dialogues first, then one for all of them together, computed anew
-- Period  [from, to), UTC; a dialogue belongs to its first message, a wait to its beginning
-- Zone    time_zone: hours and weekdays, where they are asked for
-- Source  dialogues_v1 under one definition; waits_v1 as sql/waits measures them, after a hand-off, by the agent's clock; waits_v1
--         for what a person answered after the bot, also after the period; account_visibility_v1
-- Empty   only the total: counts 0, lengths and shares NULL; all NULL in rows of which no account lets outgoing
--         messages be seen
WITH
  toDateTime64(0, 3, 'UTC') AS never,
  86400000 AS day_ms,
  {by:String} = 'channel' AS by_channel,
  {by:String} = 'account' AS by_account,
  {by:String} = 'source'  AS by_source,
  -- The accounts that can tell of answers, with the moment since when.
  (
    SELECT groupArray((toString(channel), account_id, assumeNotNull(outgoing_since)))
    FROM account_visibility_v1
    WHERE workspace_id = {workspace_id:UInt32}
      AND outgoing_since < {to:DateTime64(3, 'UTC')}
      AND (empty({channels:Array(String)}) OR channel IN {channels:Array(String)})
      AND (empty({account_ids:Array(UInt32)}) OR account_id IN {account_ids:Array(UInt32)})
  ) AS telling,
  contained AS (
    SELECT identity_id, started_at, first_event_id, bot_last_wrote_at
    FROM dialogues_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32}
      AND definition_id = {definition_id:UInt32}
      AND started_at >= {from:DateTime64(3, 'UTC')}
      AND started_at <  {to:DateTime64(3, 'UTC')}
      AND messages_received > 0
      AND bot_wrote_at > never
      AND agent_wrote_at = never
      AND handed_off_at = never
  ),
  sums AS (
    SELECT
      CAST(grouping(of_channel) = 1, 'Bool') AS is_total,
      of_channel, of_account, of_arrival, of_ref,
      arrayExists(
        account -> (is_total OR NOT by_channel OR account.1 = of_channel)
          AND (is_total OR NOT by_account OR account.2 = of_account),
        telling
      ) AS sees_outgoing,
      toUInt32(countIf(fact != ''))             AS things,
      toUInt32(countIf(fact = 'dialogue'))      AS all_dialogues,
      toUInt32(countIf(is_fronted))             AS fronted,
      toUInt32(countIf(is_fronted AND is_contained)) AS contained_ones,
      toUInt32(countIf(is_fronted AND is_handed_off)) AS handed_off,
      toUInt32(countIf(is_reopened))            AS reopened,
      toUInt32(countIf(is_answered))            AS answered,
      toUInt32(countIf(is_unanswered))          AS unanswered,
      toUInt32(countIf(response_ms IS NOT NULL)) AS measured,
      quantilesExactInclusive(0.5, 0.9)(response_ms) AS quantiles_ms,
      sum(weight) AS messages,
      sumIf(weight, is_seen) AS messages_seen
    FROM (
      SELECT
        'dialogue' AS fact,
        if(by_channel, toString(channel), '') AS of_channel,
        if(by_account, account_id, 0)         AS of_account,
        if(by_source, arrival, '')            AS of_arrival,
        if(by_source, ref, '')                AS of_ref,
        bot_wrote_at > never AND (agent_wrote_at = never OR bot_wrote_at <= agent_wrote_at) AS is_fronted,
        handed_off_at > never                 AS is_handed_off,
        handed_off_at = never AND agent_wrote_at = never AS is_contained,
        (identity_id, started_at, first_event_id) IN (
          SELECT contained.identity_id, contained.started_at, contained.first_event_id
          FROM contained
          INNER JOIN (
            SELECT identity_id, waiting_since
            FROM waits_v1 FINAL
            WHERE workspace_id = {workspace_id:UInt32}
              AND definition_id = {definition_id:UInt32}
              AND waiting_since >= {from:DateTime64(3, 'UTC')}
              AND answered_at > never
              AND identity_id IN (SELECT identity_id FROM contained)
          ) AS asked_again USING (identity_id)
          WHERE waiting_since >= bot_last_wrote_at
            AND toUnixTimestamp64Milli(waiting_since) - toUnixTimestamp64Milli(bot_last_wrote_at) <= day_ms
        )                                     AS is_reopened,
        0                                     AS is_answered,
        0                                     AS is_unanswered,
        CAST(NULL, 'Nullable(Int64)')         AS response_ms,
        toUInt64(messages_received)           AS weight,
        arrayExists(account -> account.2 = account_id AND account.3 <= started_at, telling) AS is_seen
      FROM dialogues_v1 FINAL
      WHERE workspace_id = {workspace_id:UInt32}
        AND definition_id = {definition_id:UInt32}
        AND started_at >= {from:DateTime64(3, 'UTC')}
        AND started_at <  {to:DateTime64(3, 'UTC')}
        AND (empty({hours_of_day:Array(UInt8)}) OR toHour(started_at, {time_zone:String}) IN {hours_of_day:Array(UInt8)})
        AND (empty({weekdays:Array(UInt8)}) OR toDayOfWeek(started_at, 0, {time_zone:String}) IN {weekdays:Array(UInt8)})
        AND messages_received > 0
        AND (empty({channels:Array(String)}) OR channel IN {channels:Array(String)})
        AND (empty({account_ids:Array(UInt32)}) OR account_id IN {account_ids:Array(UInt32)})

      UNION ALL
      SELECT
        'wait',
        if(by_channel, toString(channel), ''),
        if(by_account, account_id, 0),
        {{source_of_wait}},
        0, 0, 0, 0, is_answered, is_unanswered, response_ms, 0, 0
      FROM {{measured_waits}}
      WHERE workspace_id = {workspace_id:UInt32}
        AND definition_id = {definition_id:UInt32}
        AND at >= {from:DateTime64(3, 'UTC')}
        AND at <  {to:DateTime64(3, 'UTC')}
        AND (empty({hours_of_day:Array(UInt8)}) OR toHour(at, {time_zone:String}) IN {hours_of_day:Array(UInt8)})
        AND (empty({weekdays:Array(UInt8)}) OR toDayOfWeek(at, 0, {time_zone:String}) IN {weekdays:Array(UInt8)})
    )
    GROUP BY GROUPING SETS ((of_channel, of_account, of_arrival, of_ref), ())
  )
SELECT
  {period:String} AS period,
  is_total,
  if(is_total OR NOT by_channel, NULL, of_channel) AS channel,
  if(is_total OR NOT by_account, NULL, toString(of_account)) AS account_id,
  CAST(NULL, 'Nullable(String)') AS account_name,
  if(is_total OR NOT by_source, NULL, of_arrival) AS arrival,
  if(is_total OR of_arrival != 'ref', NULL, of_ref) AS ref,
  all_dialogues AS dialogues,
  if(sees_outgoing, fronted, NULL) AS bot_dialogues,
  if(sees_outgoing, contained_ones, NULL) AS bot_dialogues_contained,
  bot_dialogues_contained / nullIf(bot_dialogues, 0) AS containment_share,
  if(sees_outgoing, handed_off, NULL) AS bot_dialogues_handed_off,
  if(sees_outgoing, toUInt32(fronted - contained_ones - handed_off), NULL) AS bot_dialogues_taken_over,
  if(sees_outgoing, answered, NULL) AS hand_offs_answered,
  if(sees_outgoing, unanswered, NULL) AS hand_offs_unanswered,
  if(measured > 0, round(quantiles_ms[1] / 1000, 3), NULL) AS wait_after_hand_off_median_seconds,
  if(measured > 0, round(quantiles_ms[2] / 1000, 3), NULL) AS wait_after_hand_off_p90_seconds,
  if(sees_outgoing, toUInt32(answered - measured), NULL) AS waits_without_calendar,
  if(sees_outgoing, reopened, NULL) AS bot_dialogues_reopened,
  bot_dialogues_reopened / nullIf(bot_dialogues_contained, 0) AS reopened_after_bot_share,
  messages_seen / nullIf(messages, 0) AS outgoing_covered_share
FROM sums
WHERE is_total OR {by:String} != 'none' AND things > 0
ORDER BY is_total, dialogues DESC, of_channel, of_account, of_arrival, of_ref
