-- waits: every wait behind a number of a service report, row by row; unanswered: those that nobody answered in time.
-- Grain   one row per wait
-- Period  [from, to), UTC; a wait belongs to its beginning or, dated by its answer, to that
-- Zone    hours of the day and weekdays are those of time_zone; instants come as UTC
-- Source  waits_v1 as sql/waits measures them, as in the reports that count them; agent_identities_v1 for whom it was taken from
-- Order   by row_key: what is ordered by, beginning, identity, first event; lengths that are not known come last
-- Empty   no row
WITH
  toUnixTimestamp64Milli({now:DateTime64(3, 'UTC')}) AS now_ms,
  toDateTime64(0, 3, 'UTC') AS never,
  -- Whose identities are whose, to call those who held it before by the one they count as.
  (
    SELECT (groupArray(agent_id), groupArray(counts_as), groupArray(team_id))
    FROM agent_identities_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32}
  ) AS joined
SELECT
  tuple(
    multiIf(
      {order:String} = 'newest',   -toUnixTimestamp64Milli(wait.waiting_since),
      {order:String} = 'longest',  -ifNull(response_ms, -1),
      {order:String} = 'shortest', ifNull(response_ms, 9223372036854775807),
      toUnixTimestamp64Milli(wait.waiting_since)
    ),
    toUnixTimestamp64Milli(wait.waiting_since),
    wait.identity_id,
    wait.first_event_id
  ) AS row_key,
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
  state AS wait_state,
  if(is_next, 'next', 'first') AS wait_place,
  waiting_since,
  nullIf(clock_at, never) AS clock_started_at,
  last_incoming_at,
  nullIf(wait.bot_answered_at, never) AS bot_answered_at,
  nullIf(wait.handed_off_at, never) AS handed_off_at,
  nullIf(wait.assigned_at, never) AS assigned_at,
  nullIf(wait.answered_at, never) AS answered_at,
  nullIf(wait.dismissed_at, never) AS dismissed_at,
  nullIf(toString(wait.dismissed_by), '') AS dismissed_by,
  response_ms / 1000 AS length_seconds,
  customer_ms / 1000 AS customer_seconds,
  customer_business_ms / 1000 AS customer_business_seconds,
  agent_ms / 1000 AS agent_seconds,
  agent_business_ms / 1000 AS agent_business_seconds,
  if(is_waiting, greatest(0, now_ms - toUnixTimestamp64Milli(clock_at)) / 1000, NULL) AS age_seconds,
  -- A clock that starts with a hand-off or an assignment has no reading there before there is an answer.
  if(
    is_waiting AND calendar_id > 0 AND calendar_place > 0 AND clock_at = if(from_last, settled_at, wait.waiting_since),
    greatest(
      0,
      {now_business_ms:Array(Int64)}[calendar_place] - if(from_last, settled_business_ms, since_business_ms)
    ) / 1000,
    NULL
  ) AS age_business_seconds,
  if(target_ms = 0, NULL, abs(target_ms) / 1000) AS target_seconds,
  multiIf(target_ms = 0, NULL, target_ms < 0, 'business', 'calendar') AS target_hours,
  result AS target_result,
  if(calendar_id > 0, CAST(wait.began_off_hours, 'Bool'), NULL) AS began_off_hours,
  if(calendar_id > 0 AND is_answered, CAST(wait.answered_off_hours, 'Bool'), NULL) AS answered_off_hours,
  if(wait.agent_id = 0, NULL, toString(wait.agent_id)) AS agent_id,
  CAST(NULL, 'Nullable(String)') AS agent_name,
  if(wait.team_id = 0, NULL, toString(wait.team_id)) AS team_id,
  CAST(NULL, 'Nullable(String)') AS team_name,
  arrayMap(
    held -> CAST(
      (toString(transform(held.1, joined.1, joined.2, held.1)), NULL, held.2 / 1000),
      'Tuple(agent_id String, agent_name Nullable(String), held_seconds Float64)'
    ),
    wait.held_by
  ) AS held_by,
  channel,
  toString(wait.account_id) AS account_id,
  CAST(NULL, 'Nullable(String)') AS account_name,
  arrival,
  nullIf(wait.ref, '') AS ref
FROM (
  SELECT
    *,
    NOT is_first_response AS is_next,
    from_start_ms AS customer_ms,
    business_from_start_ms AS customer_business_ms,
    ifNull(least(from_hand_off_ms, from_start_ms), from_start_ms) AS agent_ms,
    ifNull(least(agent_business_from_hand_off_ms, agent_business_from_start_ms), agent_business_from_start_ms)
      AS agent_business_ms,
    state IN ('abandoned', 'unanswered', 'open') AS is_waiting,
    -- What has no length in business time can be judged by no target in it.
    multiIf(
      has_target, if(is_within_target, 'met', 'missed'),
      target_ms = 0 OR NOT is_waiting OR target_ms < 0 AND calendar_id = 0, 'none',
      'pending'
    ) AS result,
    indexOf({calendar_account_ids:Array(UInt32)}, account_id) AS calendar_place
  FROM {{measured_waits}}
  WHERE workspace_id = {workspace_id:UInt32}
    AND definition_id = {definition_id:UInt32}
    AND at >= {from:DateTime64(3, 'UTC')}
    AND at <  {to:DateTime64(3, 'UTC')}
    AND waiting_since >= {page_from:DateTime64(3, 'UTC')}
    AND waiting_since <  {page_to:DateTime64(3, 'UTC')}
    AND (empty({states:Array(String)}) OR state IN {states:Array(String)})
    AND (empty({arrivals:Array(String)}) OR arrival IN {arrivals:Array(String)})
    AND (empty({identity_ids:Array(UInt64)}) OR identity_id IN {identity_ids:Array(UInt64)})
    AND (isNull({min_seconds:Nullable(Float64)}) OR response_ms >= round({min_seconds:Nullable(Float64)} * 1000))
    AND (isNull({max_seconds:Nullable(Float64)}) OR response_ms < round({max_seconds:Nullable(Float64)} * 1000))
    AND (
      {is_measured:String} = 'any' OR is_answered AND isNotNull(response_ms) = ({is_measured:String} = 'yes')
    )
    AND (
      {answered_off_hours:String} = 'any'
      OR is_answered AND calendar_id > 0 AND answered_off_hours = ({answered_off_hours:String} = 'yes')
    )
    -- Asked for any identity of a person, a wait counts that any of them held.
    AND (
      {is_held:String} = 'any' AND empty({held_by_agent_ids:Array(UInt64)}) AND empty({held_by_team_ids:Array(UInt64)})
      OR ({is_held:String} != 'no') = arrayExists(
        held -> (empty({held_by_agent_ids:Array(UInt64)}) OR has(
          arrayMap(asked -> transform(asked, joined.1, joined.2, asked), {held_by_agent_ids:Array(UInt64)}),
          transform(held.1, joined.1, joined.2, held.1)
        )) AND (empty({held_by_team_ids:Array(UInt64)}) OR has(
          {held_by_team_ids:Array(UInt64)}, toUInt64(transform(held.1, joined.1, joined.3, toUInt32(0)))
        )),
        held_by
      )
    )
) AS wait
WHERE workspace_id = {workspace_id:UInt32}
  AND (empty({target_results:Array(String)}) OR result IN {target_results:Array(String)})
