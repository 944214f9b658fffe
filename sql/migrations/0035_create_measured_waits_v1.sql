-- Every wait of service_waits_v1 as a question looks at it: one row per wait of the kind asked for that passes the
-- filters. A view with parameters, named as the reports bind them: reports count it and the rows behind their numbers
-- list it, so that both hold the same waits. Always filter by workspace_id, definition_id and, for the period, by `at`.
-- at                 the moment the wait belongs to: its beginning or its answer (then only answered ones are there)
-- hour_of_day, weekday  of that moment, in time_zone; Monday is 1
-- clock_at           from when the clock asked for runs
-- calendar_ms, business_ms  from there to the answer; NULL without an answer, or where no calendar is known
-- response_ms        the one of both that is asked for
-- is_unanswered      1 = unanswered or abandoned at now
-- state              what it is at now: answered, dismissed, bot_answered, abandoned, unanswered, open
-- target_ms          of its team and channel, negative = of business time, 0 = none
-- has_target         1 = it is known whether the target was met: answered, or older than the target
-- is_within_target   1 = it was; exactly the target is within
-- arrival            whether a ref brought the dialogue, something without a ref, nothing known, or no arrival
CREATE OR REPLACE VIEW measured_waits_v1 AS
WITH
  toDateTime64(0, 3, 'UTC') AS never,
  2592000000 AS abandoned_after_ms,
  toUnixTimestamp64Milli({now:DateTime64(3, 'UTC')}) AS now_ms,
  if(
    {clock_starts:String} = 'definition', clock_started_at > waiting_since, {clock_starts:String} = 'last'
  ) AS starts_with_last,
  if(starts_with_last, settled_at, waiting_since) AS started_at,
  toUnixTimestamp64Milli(started_at) AS started_ms,
  if(starts_with_last, from_last_ms, from_first_ms) AS from_start_ms,
  if(starts_with_last, business_from_last_ms, business_from_first_ms) AS business_from_start_ms,
  if(starts_with_last, agent_business_from_last_ms, agent_business_from_first_ms) AS agent_business_from_start_ms,
  -- Nobody has ended it: neither a person, nor a bot, nor a dismissal.
  answered_at = never AND dismissed_at = never AND (bot_answered_at = never OR handed_off_at > never) AS is_left,
  is_first = 1 AND asked_by_contact = 1 AS is_first_response,
  -- TRICKY: an array of nothing has no place for what is not in it.
  transform(
    account_id,
    arrayPushBack({limit_account_ids:Array(UInt32)}, 0),
    arrayPushBack({unanswered_before_ms:Array(Int64)}, 0),
    now_ms - {unanswered_after_seconds:UInt32} * 1000
  ) AS unanswered_before,
  -- Which target: teams and channels as hashes, so that no text is made of each row.
  arrayMap(
    key -> cityHash64(toUInt32(splitByChar('|', key)[1]), splitByChar('|', key)[2]), {target_keys:Array(String)}
  ) AS target_hashes,
  if(
    empty({target_keys:Array(String)}), 0,
    transform(
      cityHash64(team_id, channel), arrayPushBack(target_hashes, 0), arrayPushBack(arrayEnumerate(target_hashes), 0), 0
    )
  ) AS target_place,
  indexOf({limit_account_ids:Array(UInt32)}, account_id) AS account_place,
  toUInt32(greatest(0, account_place - 1) * length({target_keys:Array(String)}) + target_place) AS missed_place,
  if(
    account_place = 0,
    if(target_ms > 0, now_ms - target_ms, 0),
    if(
      is_first_response,
      arrayFlatten({first_missed_before_ms:Array(Array(Int64))})[missed_place],
      arrayFlatten({next_missed_before_ms:Array(Array(Int64))})[missed_place]
    )
  ) AS missed_before,
  if(target_ms < 0, business_ms, calendar_ms) AS of_target_ms,
  touches_without_ref AS (
    SELECT identity_id, event_id
    FROM touches_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32} AND definition_id = {definition_id:UInt32} AND is_direct = 0 AND ref = ''
  )
SELECT
  *,
  if({dated_by:String} = 'answered', answered_at, waiting_since) AS at,
  toHour(at, {time_zone:String})         AS hour_of_day,
  toDayOfWeek(at, 0, {time_zone:String}) AS weekday,
  if(
    {kind:String} = 'after_hand_off', handed_off_at,
    if(
      {kind:String} = 'after_assignment', assigned_at,
      if({clock:String} = 'agent', greatest(started_at, handed_off_at), started_at)
    )
  ) AS clock_at,
  if(
    {kind:String} = 'after_hand_off', from_hand_off_ms,
    if(
      {kind:String} = 'after_assignment', from_assignment_ms,
      if({clock:String} = 'agent', ifNull(least(from_hand_off_ms, from_start_ms), from_start_ms), from_start_ms)
    )
  ) AS calendar_ms,
  if(
    {kind:String} = 'after_hand_off', agent_business_from_hand_off_ms,
    if(
      {kind:String} = 'after_assignment', agent_business_from_assignment_ms,
      if(
        {clock:String} = 'agent',
        ifNull(least(agent_business_from_hand_off_ms, agent_business_from_start_ms), agent_business_from_start_ms),
        business_from_start_ms
      )
    )
  ) AS business_ms,
  if({hours:String} = 'business', business_ms, calendar_ms) AS response_ms,
  is_left AND (
    closed_dialogue = 1 OR started_ms < unanswered_before OR now_ms - started_ms > abandoned_after_ms
  ) AS is_unanswered,
  multiIf(
    fixed_state != 'pending', fixed_state,
    now_ms - started_ms > abandoned_after_ms, 'abandoned',
    started_ms < unanswered_before, 'unanswered',
    'open'
  ) AS state,
  if(
    target_place = 0, 0,
    if(is_first_response, {first_target_ms:Array(Int64)}[target_place], {next_target_ms:Array(Int64)}[target_place])
  ) AS target_ms,
  target_ms != 0 AND if(
    is_answered, of_target_ms IS NOT NULL,
    is_left AND (closed_dialogue = 1 OR toUnixTimestamp64Milli(clock_at) < missed_before)
  ) AS has_target,
  target_ms != 0 AND is_answered AND ifNull(of_target_ms <= abs(target_ms), 0) AS is_within_target,
  multiIf(
    ref != '', 'ref',
    (identity_id, dialogue_first_event_id) IN (
      SELECT identity_id, first_event_id
      FROM dialogues_v1 FINAL
      WHERE workspace_id = {workspace_id:UInt32} AND definition_id = {definition_id:UInt32} AND touch_event_id = 0
    ), 'unattributed',
    (identity_id, dialogue_first_event_id) IN (
      SELECT identity_id, first_event_id
      FROM dialogues_v1 FINAL
      WHERE workspace_id = {workspace_id:UInt32}
        AND definition_id = {definition_id:UInt32}
        AND ref = ''
        AND (identity_id, touch_event_id) IN touches_without_ref
    ), 'no_ref',
    'direct'
  ) AS arrival
FROM service_waits_v1
WHERE ({dated_by:String} != 'answered' OR is_answered)
  AND ({kind:String} != 'first' OR is_first_response)
  AND ({kind:String} != 'next' OR NOT is_first_response)
  AND ({kind:String} != 'after_hand_off' OR handed_off_at > never)
  AND ({kind:String} != 'after_assignment' OR assigned_at >= waiting_since)
  AND (empty({channels:Array(String)}) OR channel IN {channels:Array(String)})
  AND (empty({account_ids:Array(UInt32)}) OR account_id IN {account_ids:Array(UInt32)})
  AND (empty({team_ids:Array(UInt32)}) OR team_id IN {team_ids:Array(UInt32)})
  AND (empty({refs:Array(String)}) OR ref IN {refs:Array(String)})
  AND (empty({hours_of_day:Array(UInt8)}) OR hour_of_day IN {hours_of_day:Array(UInt8)})
  AND (empty({weekdays:Array(UInt8)}) OR weekday IN {weekdays:Array(UInt8)})
  AND (empty({agent_ids:Array(UInt64)}) OR agent_id IN {agent_ids:Array(UInt64)} OR agent_id IN (
    SELECT counts_as
    FROM agent_identities_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32} AND agent_id IN {agent_ids:Array(UInt64)}
  ))
