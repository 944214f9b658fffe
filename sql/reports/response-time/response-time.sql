-- response-time: how long people waited for an answer, by any group or pair of groups.
-- Grain   one row per group of `by`, then one for all of them together, computed anew from the waits; identities that
--         were joined are one agent
-- Period  [from, to), UTC; a wait belongs to its beginning or, dated by its answer, to that; whatever its length
-- Zone    hours of the day and days of the week are those of time_zone
-- Source  waits_v1 as sql/waits measures them: what is measured is said there; dialogues_v1 that began in the period for the share
--         whose answers can be seen: by agent and team they cannot be split, so there it is that of everything asked for;
--         account_visibility_v1
-- Sample  waits of identities up to highest_identity_id: ids are hashes, so chance chooses; the largest takes everybody
-- Empty   only the total: counts 0, lengths and shares NULL; all NULL in rows of which no account lets outgoing
--         messages be seen
WITH
  2592000000 AS longest_in_mean_ms,
  has({by:Array(String)}, 'agent')   AS by_agent,
  has({by:Array(String)}, 'team')    AS by_team,
  has({by:Array(String)}, 'channel') AS by_channel,
  has({by:Array(String)}, 'account') AS by_account,
  has({by:Array(String)}, 'source')  AS by_source,
  has({by:Array(String)}, 'hour')    AS by_hour,
  has({by:Array(String)}, 'weekday') AS by_weekday,
  -- Where a dialogue without a wait cannot be told from one of somebody else's, it makes no row.
  NOT (
    by_agent OR by_team OR notEmpty({agent_ids:Array(UInt64)}) OR notEmpty({team_ids:Array(UInt32)})
  ) AS shows_silent_groups,
  -- The accounts that can tell of answers, with the moment since when.
  (
    SELECT groupArray((toString(channel), account_id, assumeNotNull(outgoing_since)))
    FROM account_visibility_v1
    WHERE workspace_id = {workspace_id:UInt32}
      AND outgoing_since < {to:DateTime64(3, 'UTC')}
      AND (empty({channels:Array(String)}) OR channel IN {channels:Array(String)})
      AND (empty({account_ids:Array(UInt32)}) OR account_id IN {account_ids:Array(UInt32)})
  ) AS telling
SELECT
  {period:String} AS period,
  is_total,
  if(is_total OR of_agent = 0, NULL, toString(of_agent)) AS agent_id,
  CAST(NULL, 'Nullable(String)') AS agent_name,
  if(is_total OR of_team = 0, NULL, toString(of_team)) AS team_id,
  CAST(NULL, 'Nullable(String)') AS team_name,
  if(is_total OR NOT by_channel, NULL, of_channel) AS channel,
  if(is_total OR NOT by_account, NULL, toString(of_account)) AS account_id,
  CAST(NULL, 'Nullable(String)') AS account_name,
  if(is_total OR NOT by_source, NULL, of_arrival) AS arrival,
  if(is_total OR of_arrival != 'ref', NULL, of_ref) AS ref,
  if(is_total OR NOT by_hour, NULL, of_hour) AS hour_of_day,
  if(is_total OR NOT by_weekday, NULL, of_weekday) AS weekday,
  if(sees_outgoing, answered, NULL) AS waits_answered,
  if(in_mean > 0, round(mean_ms / 1000, 3), NULL) AS response_mean_seconds,
  if(measured > 0, round(quantiles_ms[1] / 1000, 3), NULL) AS response_median_seconds,
  if(measured > 0, round(quantiles_ms[2] / 1000, 3), NULL) AS response_p75_seconds,
  if(measured > 0, round(quantiles_ms[3] / 1000, 3), NULL) AS response_p90_seconds,
  if(measured > 0, round(quantiles_ms[4] / 1000, 3), NULL) AS response_p95_seconds,
  if(measured > 0, round(shortest_ms / 1000, 3), NULL) AS response_min_seconds,
  if(measured > 0, round(longest_ms / 1000, 3), NULL)  AS response_max_seconds,
  if(sees_outgoing, toUInt32(measured - in_mean), NULL) AS waits_over_30_days,
  if(sees_outgoing, unanswered, NULL) AS waits_unanswered,
  waits_answered / nullIf(waits_answered + waits_unanswered, 0) AS answered_share,
  if(sees_outgoing, with_target, NULL) AS waits_with_target,
  if(sees_outgoing, within_target, NULL) AS waits_within_target,
  waits_within_target / nullIf(waits_with_target, 0) AS target_share,
  if(sees_outgoing, toUInt32(answered - measured), NULL) AS waits_without_calendar,
  if(sees_outgoing, answered_off_hours, NULL) AS waits_answered_off_hours,
  sum(messages_seen) OVER of_the_same / nullIf(sum(messages) OVER of_the_same, 0) AS outgoing_covered_share
FROM (
  SELECT
    CAST(grouping(of_agent) = 1, 'Bool') AS is_total,
    of_agent, of_team, of_channel, of_account, of_arrival, of_ref, of_hour, of_weekday,
    arrayExists(
      account -> (is_total OR NOT by_channel OR account.1 = of_channel) AND (is_total OR NOT by_account OR account.2 = of_account),
      telling
    ) AS sees_outgoing,
    countIf(is_wait) AS waits,
    toUInt32(countIf(is_answered)) AS answered,
    toUInt32(countIf(response_ms IS NOT NULL)) AS measured,
    toUInt32(countIf(response_ms <= longest_in_mean_ms)) AS in_mean,
    avgIf(response_ms, response_ms <= longest_in_mean_ms) AS mean_ms,
    quantilesExactInclusive(0.5, 0.75, 0.9, 0.95)(response_ms) AS quantiles_ms,
    min(response_ms) AS shortest_ms,
    max(response_ms) AS longest_ms,
    toUInt32(countIf(is_unanswered)) AS unanswered,
    toUInt32(countIf(has_target)) AS with_target,
    toUInt32(countIf(is_within_target)) AS within_target,
    toUInt32(countIf(is_answered AND calendar_id > 0 AND answered_off_hours = 1)) AS answered_off_hours,
    sum(weight) AS messages,
    sumIf(weight, is_seen) AS messages_seen
  FROM (
    SELECT
      {{groups_of_waits}},
      1 AS is_wait, is_answered, response_ms, is_unanswered, has_target, is_within_target, calendar_id, answered_off_hours,
      toUInt64(0) AS weight,
      0 AS is_seen
    FROM {{measured_waits}}
    WHERE workspace_id = {workspace_id:UInt32}
      AND definition_id = {definition_id:UInt32}
      AND at >= {from:DateTime64(3, 'UTC')}
      AND at <  {to:DateTime64(3, 'UTC')}
      AND identity_id <= {highest_identity_id:UInt64}

    UNION ALL
    SELECT
      0, 0,
      if(by_channel, channel, ''),
      if(by_account, account_id, 0),
      if(by_source, arrival, ''),
      if(by_source, ref, ''),
      if(by_hour, toHour(started_at, {time_zone:String}) AS hour, 0),
      if(by_weekday, toDayOfWeek(started_at, 0, {time_zone:String}) AS weekday, 0),
      0, 0, NULL, 0, 0, 0, 0, 0,
      messages_received,
      arrayExists(account -> account.2 = account_id AND account.3 <= started_at, telling)
    FROM dialogues_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32}
      AND definition_id = {definition_id:UInt32}
      AND started_at >= {from:DateTime64(3, 'UTC')}
      AND started_at <  {to:DateTime64(3, 'UTC')}
      AND messages_received > 0
      AND (empty({channels:Array(String)}) OR channel IN {channels:Array(String)})
      AND (empty({account_ids:Array(UInt32)}) OR account_id IN {account_ids:Array(UInt32)})
      AND (empty({refs:Array(String)}) OR ref IN {refs:Array(String)})
      AND (empty({hours_of_day:Array(UInt8)}) OR toHour(started_at, {time_zone:String}) IN {hours_of_day:Array(UInt8)})
      AND (empty({weekdays:Array(UInt8)}) OR toDayOfWeek(started_at, 0, {time_zone:String}) IN {weekdays:Array(UInt8)})
  )
  GROUP BY GROUPING SETS ((of_agent, of_team, of_channel, of_account, of_arrival, of_ref, of_hour, of_weekday), ())
)
WINDOW of_the_same AS (PARTITION BY is_total, of_channel, of_account, of_arrival, of_ref, of_hour, of_weekday)
QUALIFY is_total OR notEmpty({by:Array(String)}) AND (waits > 0 OR shows_silent_groups)
ORDER BY is_total, of_weekday, of_hour, waits_answered DESC, of_channel, of_account, of_arrival, of_ref, of_team, of_agent
