-- by-agent: how many waits each agent answered, and how fast.
-- Grain   one row per agent who answered, most waits first, then one for all of them together, computed anew from the
--         waits; identities that were joined are one agent, and asking for any of them asks for that agent
-- Period  [from, to), UTC; a response belongs to when the wait began, whenever it was answered; its length
--         is counted from where the definition starts the clock
-- Zone    time_zone: hours and weekdays, where they are asked for
-- Source  waits_v1 under one definition; credit goes to whoever sent the reply; agent_identities_v1;
--         account_visibility_v1, and counted_messages_v1 for the share of the period's incoming messages whose answers can
--         be seen, the same in every row: what came in is no agent's
-- Empty   only the total: 0 waits, times NULL; all NULL where no account in question lets outgoing messages be seen
WITH
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
      AND (empty({hours_of_day:Array(UInt8)}) OR toHour(occurred_at, {time_zone:String}) IN {hours_of_day:Array(UInt8)})
      AND (empty({weekdays:Array(UInt8)}) OR toDayOfWeek(occurred_at, 0, {time_zone:String}) IN {weekdays:Array(UInt8)})
      AND (empty({channels:Array(String)}) OR channel IN {channels:Array(String)})
      AND (empty({account_ids:Array(UInt32)}) OR account_id IN {account_ids:Array(UInt32)})
  ) AS covered_share,
  if(counts_as = 0, answered_by, counts_as) AS agent,
  toUnixTimestamp64Milli(answered_at) - toUnixTimestamp64Milli(clock_started_at) AS response_ms,
  quantilesExactInclusive(0.5, 0.9)(response_ms) AS response_quantiles_ms
SELECT
  {period:String} AS period,
  CAST(grouping(agent) = 1, 'Bool') AS is_total,
  -- 0 is a person whom the platform does not name.
  if(is_total OR agent = 0, NULL, toString(agent)) AS agent_id,
  CAST(NULL, 'Nullable(String)') AS agent_name,
  if(sees_outgoing, toUInt32(count()), NULL) AS waits_answered,
  if(waits_answered > 0, round(response_quantiles_ms[1] / 1000, 3), NULL) AS response_median_seconds,
  if(waits_answered > 0, round(response_quantiles_ms[2] / 1000, 3), NULL) AS response_p90_seconds,
  covered_share AS outgoing_covered_share
FROM waits_v1 FINAL
LEFT JOIN (
  SELECT agent_id AS answered_by, counts_as
  FROM agent_identities_v1 FINAL
  WHERE workspace_id = {workspace_id:UInt32}
) AS joined USING (answered_by)
WHERE workspace_id = {workspace_id:UInt32}
  AND definition_id = {definition_id:UInt32}
  AND waiting_since >= {from:DateTime64(3, 'UTC')}
  AND waiting_since <  {to:DateTime64(3, 'UTC')}
  AND (empty({hours_of_day:Array(UInt8)}) OR toHour(waiting_since, {time_zone:String}) IN {hours_of_day:Array(UInt8)})
  AND (empty({weekdays:Array(UInt8)}) OR toDayOfWeek(waiting_since, 0, {time_zone:String}) IN {weekdays:Array(UInt8)})
  AND answered_at > toDateTime64(0, 3, 'UTC')
  AND (empty({channels:Array(String)}) OR channel IN {channels:Array(String)})
  AND (empty({account_ids:Array(UInt32)}) OR account_id IN {account_ids:Array(UInt32)})
  AND (empty({agent_ids:Array(UInt64)}) OR agent IN {agent_ids:Array(UInt64)} OR agent IN (
    SELECT counts_as
    FROM agent_identities_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32} AND agent_id IN {agent_ids:Array(UInt64)}
  ))
GROUP BY GROUPING SETS ((agent), ())
ORDER BY is_total, waits_answered DESC, agent
