-- agents: what each agent answered and how fast, alone or with others, and what they held before a hand-over.
-- Grain   one row per agent who answered or held a wait, or let one of theirs miss its target, most answers first; then
--         one for all of them together, computed anew: a dialogue of two agents stands in both rows and once in the
--         total; identities that were joined are one agent
-- Period  [from, to), UTC; a wait, its answer and who held it belong to its beginning or, dated by its answer, to that
-- Zone    the busiest hour, and filters by hour and weekday, are of the clock of time_zone
-- Source  waits_v1 as sql/waits measures them: what is measured is said there; credit goes to whoever sent the reply, a hold to whom the
--         contact was taken from; agent_identities_v1 for those; dialogues_v1 that began in the period for the share whose
--         answers can be seen; account_visibility_v1
-- Empty   only the total: counts 0, lengths NULL; all NULL where no account in question lets outgoing messages be seen
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
  -- Of the incoming messages of the dialogues that began in the period, the share whose answers can be seen.
  (
    SELECT
      sumIf(messages_received, arrayExists(account -> account.1 = account_id AND account.2 <= started_at, telling))
        / nullIf(sum(messages_received), 0)
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
  ) AS covered,
  -- Of each identity that is joined or in a team: whom it counts as, and the team.
  (
    SELECT (
      arrayPushBack(groupArray(agent_id), 0),
      arrayPushBack(groupArray(if(counts_as = 0, agent_id, counts_as)), 0),
      arrayPushBack(groupArray(team_id), 0)
    )
    FROM agent_identities_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32}
  ) AS known,
  (
    SELECT groupArray(counts_as)
    FROM agent_identities_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32} AND agent_id IN {agent_ids:Array(UInt64)}
  ) AS counted_as_asked,
  agent -> transform(agent, known.1, known.2, agent) AS who_is,
  agent -> transform(agent, known.1, known.3, toUInt32(0)) AS team_of,
  arrayMap(hour -> countEqual(hours, hour), range(24)) AS answers_by_hour
SELECT
  {period:String} AS period,
  is_total,
  if(is_total OR agent = 0, NULL, toString(agent)) AS agent_id,
  CAST(NULL, 'Nullable(String)') AS agent_name,
  if(is_total OR team = 0, NULL, toString(team)) AS team_id,
  CAST(NULL, 'Nullable(String)') AS team_name,
  if(sees_outgoing, dialogues, NULL) AS dialogues_answered,
  if(sees_outgoing, shared, NULL) AS shared_dialogues,
  if(sees_outgoing, answered, NULL) AS waits_answered,
  if(measured > 0, round(quantiles_ms[1] / 1000, 3), NULL) AS response_median_seconds,
  if(measured > 0, round(quantiles_ms[2] / 1000, 3), NULL) AS response_p90_seconds,
  if(sees_outgoing, first_answered, NULL) AS first_responses,
  if(first_measured > 0, round(first_quantiles_ms[1] / 1000, 3), NULL) AS first_response_median_seconds,
  if(first_measured > 0, round(first_quantiles_ms[2] / 1000, 3), NULL) AS first_response_p90_seconds,
  if(sees_outgoing, with_target, NULL) AS waits_with_target,
  if(sees_outgoing, within_target, NULL) AS waits_within_target,
  waits_within_target / nullIf(waits_with_target, 0) AS target_share,
  if(sees_outgoing, held, NULL) AS waits_held,
  if(held > 0, round(held_ms / 1000, 3), NULL) AS held_median_seconds,
  if(sees_outgoing, toUInt32(answered - measured), NULL) AS waits_without_calendar,
  -- The earliest of several equal ones.
  if(answered > 0, toUInt8(indexOf(answers_by_hour, arrayMax(answers_by_hour)) - 1), NULL) AS busiest_hour,
  if(answered > 0, last_answer, NULL) AS last_answer_at,
  covered AS outgoing_covered_share
FROM (
  SELECT
    CAST(grouping(agent) = 1, 'Bool') AS is_total,
    part.1 AS agent,
    max(part.2) AS team,
    toUInt32(uniqExactIf((identity_id, dialogue_first_event_id), is_answer)) AS dialogues,
    toUInt32(uniqExactIf((identity_id, dialogue_first_event_id), is_answer AND is_shared)) AS shared,
    toUInt32(countIf(is_answer)) AS answered,
    toUInt32(countIf(is_answer AND response_ms IS NOT NULL)) AS measured,
    quantilesExactInclusiveIf(0.5, 0.9)(response_ms, is_answer) AS quantiles_ms,
    toUInt32(countIf(is_answer AND is_first_response)) AS first_answered,
    toUInt32(countIf(is_answer AND is_first_response AND response_ms IS NOT NULL)) AS first_measured,
    quantilesExactInclusiveIf(0.5, 0.9)(response_ms, is_answer AND is_first_response) AS first_quantiles_ms,
    toUInt32(countIf(is_own AND has_target)) AS with_target,
    toUInt32(countIf(is_own AND is_within_target)) AS within_target,
    toUInt32(uniqExactIf((identity_id, waiting_since, first_event_id), NOT is_own)) AS held,
    quantileExactInclusiveIf(0.5)(part.3, NOT is_own) AS held_ms,
    groupArrayIf(toHour(answered_at, {time_zone:String}), is_answer) AS hours,
    maxIf(answered_at, is_answer) AS last_answer
  FROM (
    SELECT
      workspace_id, identity_id, dialogue_first_event_id, waiting_since, first_event_id, answered_at, response_ms,
      has_target, is_within_target, is_first_response,
      -- The wait itself, then everybody who gave it away with how long it lay there.
      arrayJoin(arrayPushFront(
        arrayMap(hold -> (who_is(hold.1), team_of(hold.1), toInt64(hold.2)), held_by), (agent_id, team_id, toInt64(-1))
      )) AS part,
      part.3 < 0 AS is_own,
      is_own AND is_answered AS is_answer,
      -- Whatever hours, agents and teams are asked for.
      (identity_id, dialogue_first_event_id) IN (
        SELECT identity_id, dialogue_first_event_id
        FROM waits_v1 FINAL
        WHERE workspace_id = {workspace_id:UInt32}
          AND definition_id = {definition_id:UInt32}
          AND answered_at > toDateTime64(0, 3, 'UTC')
          AND if({dated_by:String} = 'answered', answered_at, waiting_since) >= {from:DateTime64(3, 'UTC')}
          AND if({dated_by:String} = 'answered', answered_at, waiting_since) <  {to:DateTime64(3, 'UTC')}
        GROUP BY identity_id, dialogue_first_event_id
        HAVING min(who_is(answered_by)) != max(who_is(answered_by))
      ) AS is_shared
    FROM {{measured_waits}}
    WHERE workspace_id = {workspace_id:UInt32}
      AND definition_id = {definition_id:UInt32}
      AND at >= {from:DateTime64(3, 'UTC')}
      AND at <  {to:DateTime64(3, 'UTC')}
  )
  WHERE workspace_id = {workspace_id:UInt32}
    AND (is_answer OR NOT is_own OR has_target)
    AND (empty({team_ids:Array(UInt32)}) OR part.2 IN {team_ids:Array(UInt32)})
    AND (empty({agent_ids:Array(UInt64)}) OR part.1 IN {agent_ids:Array(UInt64)} OR has(counted_as_asked, part.1))
  GROUP BY GROUPING SETS ((agent), ())
)
ORDER BY is_total, waits_answered DESC, agent
