-- time-to-close: how long it took until a dialogue was closed, and how many were.
-- Grain   one row per group of `by`, most dialogues first, then one for all of them together, computed anew
-- Period  [from, to), UTC; a dialogue belongs to its first message, whenever it was closed
-- Zone    time_zone: hours and weekdays, where they are asked for
-- Source  dialogues_v1 under one definition: from the contact's first message to the closing, by all hours or by the
--         account's calendar; agent_identities_v1 for who is whom and in which team now; an account tells of closing from
--         the beginning of the first dialogue on that was closed there, also before the period
-- Empty   only the total: dialogues 0, the rest NULL; NULL also in rows of which no account tells of closing, or
--         of which no dialogue is where closing is told of
WITH
  toDateTime64(0, 3, 'UTC') AS never,
  toUnixTimestamp64Milli({now:DateTime64(3, 'UTC')}) AS now_ms,
  {by:String} = 'agent'   AS by_agent,
  {by:String} = 'team'    AS by_team,
  {by:String} = 'channel' AS by_channel,
  {by:String} = 'account' AS by_account,
  (
    SELECT groupArray((toString(channel), account_id, since))
    FROM (
      SELECT channel, account_id, min(started_at) AS since
      FROM dialogues_v1 FINAL
      WHERE workspace_id = {workspace_id:UInt32}
        AND definition_id = {definition_id:UInt32}
        AND resolved_at > never
        AND started_at < {to:DateTime64(3, 'UTC')}
        AND (empty({channels:Array(String)}) OR channel IN {channels:Array(String)})
        AND (empty({account_ids:Array(UInt32)}) OR account_id IN {account_ids:Array(UInt32)})
      GROUP BY channel, account_id
    )
  ) AS telling,
  (
    SELECT (groupArray(agent_id), groupArray(counts_as), groupArray(team_id))
    FROM agent_identities_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32}
  ) AS joined
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
  things AS dialogues,
  if(sees_closing, closable, NULL) AS dialogues_closable,
  if(sees_closing, closed, NULL) AS dialogues_closed,
  dialogues_closed / nullIf(dialogues_closable, 0) AS closed_share,
  if(measured > 0, round(mean_ms / 1000, 3), NULL) AS close_mean_seconds,
  if(measured > 0, round(quantiles_ms[1] / 1000, 3), NULL) AS close_median_seconds,
  if(measured > 0, round(quantiles_ms[2] / 1000, 3), NULL) AS close_p75_seconds,
  if(measured > 0, round(quantiles_ms[3] / 1000, 3), NULL) AS close_p90_seconds,
  if(sees_closing, with_target, NULL) AS closings_with_target,
  if(sees_closing, within_target, NULL) AS closings_within_target,
  closings_within_target / nullIf(closings_with_target, 0) AS close_target_share,
  if(sees_closing, toUInt32(closed - measured), NULL) AS closings_without_calendar,
  closable / nullIf(things, 0) AS closing_covered_share
FROM (
  SELECT
    CAST(grouping(of_agent) = 1, 'Bool') AS is_total,
    of_agent, of_team, of_channel, of_account,
    arrayExists(
      account -> (is_total OR NOT by_channel OR account.1 = of_channel)
        AND (is_total OR NOT by_account OR account.2 = of_account),
      telling
    ) AND (things = 0 OR closable > 0) AS sees_closing,
    toUInt32(count()) AS things,
    toUInt32(countIf(is_closable)) AS closable,
    toUInt32(countIf(is_closed)) AS closed,
    toUInt32(countIf(length_ms IS NOT NULL)) AS measured,
    avg(length_ms) AS mean_ms,
    quantilesExactInclusive(0.5, 0.75, 0.9)(length_ms) AS quantiles_ms,
    toUInt32(countIf(has_target)) AS with_target,
    toUInt32(countIf(is_within_target)) AS within_target
  FROM (
    SELECT
      if(by_agent, agent, 0)                AS of_agent,
      if(by_team, team, 0)                  AS of_team,
      if(by_channel, toString(channel), '') AS of_channel,
      if(by_account, account_id, 0)         AS of_account,
      resolved_at > never                   AS is_closed,
      arrayExists(account -> account.2 = account_id AND account.3 <= started_at, telling) AS is_closable,
      toUnixTimestamp64Milli(first_incoming_at) AS since_ms,
      if(is_closed, toUnixTimestamp64Milli(resolved_at) - since_ms, NULL) AS calendar_ms,
      if(is_closed AND calendar_id > 0, resolved_business_ms - incoming_business_ms, NULL) AS business_ms,
      if({hours:String} = 'business', business_ms, calendar_ms) AS length_ms,
      indexOf({target_keys:Array(String)}, concat(toString(team), '|', channel)) AS target_place,
      if(target_place = 0, 0, {close_target_ms:Array(Int64)}[target_place]) AS target_ms,
      indexOf({calendar_account_ids:Array(UInt32)}, account_id) AS calendar_place,
      if(target_ms < 0, business_ms, calendar_ms) AS of_target_ms,
      -- How long one that is not closed has been left so, by the hours of its target; NULL where they are not known.
      multiIf(
        target_ms > 0, now_ms - since_ms,
        target_ms < 0 AND calendar_id > 0 AND calendar_place > 0,
        {now_business_ms:Array(Int64)}[calendar_place] - incoming_business_ms,
        NULL
      ) AS age_of_target_ms,
      target_ms != 0 AND if(
        is_closed, of_target_ms IS NOT NULL, is_closable AND ifNull(age_of_target_ms > abs(target_ms), 0)
      ) AS has_target,
      target_ms != 0 AND is_closed AND ifNull(of_target_ms <= abs(target_ms), 0) AS is_within_target
    FROM (
      SELECT
        *,
        if(assignee_id > 0, assignee_id, first_agent_id) AS responsible_id,
        transform(responsible_id, joined.1, joined.2, responsible_id) AS agent,
        transform(responsible_id, joined.1, joined.3, toUInt32(0)) AS team
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
    )
    WHERE workspace_id = {workspace_id:UInt32}
      AND (empty({team_ids:Array(UInt32)}) OR team IN {team_ids:Array(UInt32)})
      AND (empty({agent_ids:Array(UInt64)}) OR has(
        arrayMap(asked -> transform(asked, joined.1, joined.2, asked), {agent_ids:Array(UInt64)}), agent
      ))
  )
  GROUP BY GROUPING SETS ((of_agent, of_team, of_channel, of_account), ())
)
WHERE is_total OR {by:String} != 'none'
ORDER BY is_total, dialogues DESC, of_channel, of_account, of_team, of_agent
