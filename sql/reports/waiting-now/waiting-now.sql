-- waiting-now: who waits for an answer at this moment and has not had one from a bot.
-- Grain   one row per wait that goes on
-- Period  none: whatever goes on at now. After 30 days nobody waits, so nothing older is read; nothing later than a day ahead.
-- Zone    none: instants come as UTC
-- Source  open_waits_v1 under one definition: what nobody has ended; agent_identities_v1 for who is whom
-- Order   by row_key: where the clock started, beginning, identity, first event
-- Empty   no row
WITH
  toUnixTimestamp64Milli({now:DateTime64(3, 'UTC')}) AS now_ms,
  toDateTime64(0, 3, 'UTC') AS never,
  indexOf({limit_account_ids:Array(UInt32)}, wait.account_id) AS limit_place,
  indexOf({calendar_account_ids:Array(UInt32)}, wait.account_id) AS calendar_place,
  indexOf({target_keys:Array(String)}, concat(toString(wait.team), '|', channel)) AS target_place,
  toUnixTimestamp64Milli(wait.clock_started_at) AS start_ms,
  -- A wait older than this is unanswered.
  if(
    limit_place > 0,
    {unanswered_before_ms:Array(Int64)}[limit_place],
    now_ms - toInt64({unanswered_after_seconds:UInt32}) * 1000
  ) AS unanswered_before,
  if(
    calendar_id > 0 AND calendar_place > 0,
    greatest(
      0,
      {now_business_ms:Array(Int64)}[calendar_place]
        - if(wait.clock_started_at = settled_at, settled_business_ms, since_business_ms)
    ),
    NULL
  ) AS business_age_ms,
  -- Negative: counted in business time. 0: none.
  multiIf(
    target_place = 0, 0,
    is_next, {next_target_ms:Array(Int64)}[target_place],
    {first_target_ms:Array(Int64)}[target_place]
  ) AS target_ms,
  if(target_ms < 0, business_age_ms, now_ms - start_ms) AS age_for_target_ms,
  multiIf(
    limit_place > 0 AND is_next, {next_missed_before_ms:Array(Array(Int64))}[limit_place][target_place],
    limit_place > 0, {first_missed_before_ms:Array(Array(Int64))}[limit_place][target_place],
    target_ms > 0, now_ms - target_ms,
    NULL
  ) AS missed_before
SELECT
  tuple(start_ms, toUnixTimestamp64Milli(wait.waiting_since), wait.identity_id, first_event_id) AS row_key,
  concat(
    toString(wait.identity_id), '-', toString(toUnixTimestamp64Milli(wait.waiting_since)), '-', toString(first_event_id)
  ) AS wait_id,
  concat(
    toString(wait.identity_id), '-',
    toString(toUnixTimestamp64Milli(dialogue_started_at)), '-',
    toString(dialogue_first_event_id)
  ) AS dialogue_id,
  toString(wait.identity_id) AS identity_id,
  CAST(NULL, 'Nullable(String)') AS contact_name,
  if(start_ms < unanswered_before, 'unanswered', 'open') AS wait_state,
  if(is_next, 'next', 'first') AS wait_place,
  waiting_since,
  clock_started_at,
  last_incoming_at,
  nullIf(wait.handed_off_at, never) AS handed_off_at,
  greatest(1, messages_received) AS messages_waiting,
  greatest(0, now_ms - start_ms) / 1000 AS age_seconds,
  business_age_ms / 1000 AS age_business_seconds,
  if(target_ms = 0, NULL, abs(target_ms) / 1000) AS target_seconds,
  multiIf(target_ms = 0, NULL, target_ms < 0, 'business', 'calendar') AS target_hours,
  if(target_ms = 0, NULL, (abs(target_ms) - age_for_target_ms) / 1000) AS target_left_seconds,
  multiIf(
    target_ms = 0 OR isNull(missed_before) OR isNull(age_for_target_ms), 'none',
    start_ms < missed_before, 'missed',
    'pending'
  ) AS target_result,
  if(window_ms > 0, fromUnixTimestamp64Milli(toUnixTimestamp64Milli(last_incoming_at) + window_ms, 'UTC'), NULL)
    AS window_ends_at,
  if(wait.agent = 0, NULL, toString(wait.agent)) AS agent_id,
  CAST(NULL, 'Nullable(String)') AS agent_name,
  if(wait.team = 0, NULL, toString(wait.team)) AS team_id,
  CAST(NULL, 'Nullable(String)') AS team_name,
  channel,
  toString(wait.account_id) AS account_id,
  CAST(NULL, 'Nullable(String)') AS account_name,
  nullIf(wait.ref, '') AS ref,
  CAST(NULL, 'Nullable(String)') AS inbox_url
FROM (
  SELECT
    workspace_id, identity_id, waiting_since, first_event_id, clock_started_at, settled_at, last_incoming_at,
    messages_received, handed_off_at, calendar_id, since_business_ms, settled_business_ms, account_id, channel, ref,
    dialogue_started_at, dialogue_first_event_id,
    NOT (is_first AND starter IN ('contact', 'broadcast_reply')) AS is_next,
    if(joined.counts_as = 0, assignee_id, joined.counts_as) AS agent,
    joined.team_id AS team,
    transform(
      channel, {window_channels:Array(String)}, {window_lengths_ms:Array(Int64)}, toInt64(0)
    ) AS window_ms
  FROM open_waits_v1 FINAL
  LEFT JOIN (
    SELECT agent_id AS assignee_id, counts_as, team_id
    FROM agent_identities_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32}
  ) AS joined USING (assignee_id)
  WHERE workspace_id = {workspace_id:UInt32}
    AND definition_id = {definition_id:UInt32}
    -- A clock may start some time after the wait: with the last message of its burst.
    AND waiting_since > {now:DateTime64(3, 'UTC')} - INTERVAL 31 DAY
    -- Clocks of platforms and of ours differ a little; what is said to begin later than that is not read.
    AND waiting_since < {now:DateTime64(3, 'UTC')} + INTERVAL 1 DAY
    AND clock_started_at >= {now:DateTime64(3, 'UTC')} - INTERVAL 30 DAY
    AND (empty({channels:Array(String)}) OR channel IN {channels:Array(String)})
    AND (empty({account_ids:Array(UInt32)}) OR account_id IN {account_ids:Array(UInt32)})
    AND (empty({team_ids:Array(UInt32)}) OR team IN {team_ids:Array(UInt32)})
    AND (empty({agent_ids:Array(UInt64)}) OR agent IN {agent_ids:Array(UInt64)} OR agent IN (
      SELECT counts_as
      FROM agent_identities_v1 FINAL
      WHERE workspace_id = {workspace_id:UInt32} AND agent_id IN {agent_ids:Array(UInt64)}
    ))
) AS wait
WHERE workspace_id = {workspace_id:UInt32}
