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
  agent -> transform(agent, known.1, known.3, toUInt32(0)) AS team_of
SELECT
  {period:String} AS period,
  is_total,
  if(is_total OR agent = 0, NULL, toString(agent)) AS agent_id,
  CAST(NULL, 'Nullable(String)') AS agent_name,
  if(is_total OR team = 0, NULL, toString(team)) AS team_id,
  CAST(NULL, 'Nullable(String)') AS team_name,
  if(sees_outgoing, toUInt32(dialogues), NULL) AS dialogues_answered,
  if(sees_outgoing, toUInt32(shared), NULL) AS shared_dialogues,
  if(sees_outgoing, toUInt32(answered), NULL) AS waits_answered,
  if(measured > 0, round(quantiles_ms[1] / 1000, 3), NULL) AS response_median_seconds,
  if(measured > 0, round(quantiles_ms[2] / 1000, 3), NULL) AS response_p90_seconds,
  if(sees_outgoing, toUInt32(first_answered), NULL) AS first_responses,
  if(first_measured > 0, round(first_quantiles_ms[1] / 1000, 3), NULL) AS first_response_median_seconds,
  if(first_measured > 0, round(first_quantiles_ms[2] / 1000, 3), NULL) AS first_response_p90_seconds,
  if(sees_outgoing, toUInt32(with_target), NULL) AS waits_with_target,
  if(sees_outgoing, toUInt32(within_target), NULL) AS waits_within_target,
  waits_within_target / nullIf(waits_with_target, 0) AS target_share,
  if(sees_outgoing, toUInt32(held), NULL) AS waits_held,
  if(held > 0, round(held_ms / 1000, 3), NULL) AS held_median_seconds,
  if(sees_outgoing, toUInt32(answered - measured), NULL) AS waits_without_calendar,
  -- The earliest of several equal ones.
  if(answered > 0, toUInt8(answers_by_hour.1[indexOf(answers_by_hour.2, arrayMax(answers_by_hour.2))]), NULL) AS busiest_hour,
  if(answered > 0, last_answer, NULL) AS last_answer_at,
  covered AS outgoing_covered_share
FROM (
  -- Rows of agents and the total, put together of what is known of each agent.
  SELECT
    CAST(grouping(agent) = 1, 'Bool') AS is_total,
    agent,
    max(team) AS team,
    -- Whoever is alone in a dialogue shares it with nobody: only shared ones can be the same in two rows.
    uniqExactMerge(shared_dialogues) AS shared,
    sum(own_dialogues) + shared AS dialogues,
    sum(answers) AS answered,
    sum(measured_answers) AS measured,
    quantilesExactInclusiveMerge(0.5, 0.9)(lengths_ms) AS quantiles_ms,
    sum(first_answers) AS first_answered,
    sum(measured_first_answers) AS first_measured,
    quantilesExactInclusiveMerge(0.5, 0.9)(first_lengths_ms) AS first_quantiles_ms,
    sum(with_targets) AS with_target,
    sum(within_targets) AS within_target,
    uniqExactMerge(held_waits) AS held,
    quantileExactInclusiveMerge(0.5)(holds_ms) AS held_ms,
    sumMap([hour], [answers_of_hour]) AS answers_by_hour,
    max(last_answered_at) AS last_answer
  FROM (
    SELECT
      agent_id AS agent,
      max(team_id) AS team,
      uniqExactIf(cityHash64(identity_id, dialogue_first_event_id), is_answered AND NOT is_shared) AS own_dialogues,
      uniqExactStateIf(cityHash64(identity_id, dialogue_first_event_id), is_answered AND is_shared) AS shared_dialogues,
      toUInt32(countIf(is_answered)) AS answers,
      toUInt32(countIf(is_answered AND response_ms IS NOT NULL)) AS measured_answers,
      quantilesExactInclusiveStateIf(0.5, 0.9)(response_ms, is_answered) AS lengths_ms,
      toUInt32(countIf(is_answered AND is_first_response)) AS first_answers,
      toUInt32(countIf(is_answered AND is_first_response AND response_ms IS NOT NULL)) AS measured_first_answers,
      quantilesExactInclusiveStateIf(0.5, 0.9)(response_ms, is_answered AND is_first_response) AS first_lengths_ms,
      toUInt32(countIf(has_target)) AS with_targets,
      toUInt32(countIf(is_within_target)) AS within_targets,
      uniqExactStateIf(toUInt64(0), 0) AS held_waits,
      quantileExactInclusiveStateIf(0.5)(toInt64(0), 0) AS holds_ms,
      maxIf(answered_at, is_answered) AS last_answered_at,
      toUInt8(0) AS hour,
      toUInt64(0) AS answers_of_hour
    FROM {{measured_waits}}
    WHERE workspace_id = {workspace_id:UInt32}
      AND definition_id = {definition_id:UInt32}
      AND at >= {from:DateTime64(3, 'UTC')}
      AND at <  {to:DateTime64(3, 'UTC')}
      AND (is_answered OR has_target)
      AND (empty({team_ids:Array(UInt32)}) OR team_id IN {team_ids:Array(UInt32)})
      AND (empty({agent_ids:Array(UInt64)}) OR agent_id IN {agent_ids:Array(UInt64)} OR has(counted_as_asked, agent_id))
    GROUP BY agent

    -- By the hour apart: to put the dialogues of an agent's hours together costs more than to read the hours again.
    UNION ALL
    SELECT
      agent_id AS agent, max(team_id),
      0, uniqExactStateIf(toUInt64(0), 0),
      0, 0, quantilesExactInclusiveStateIf(0.5, 0.9)(CAST(NULL, 'Nullable(Int64)'), 0),
      0, 0, quantilesExactInclusiveStateIf(0.5, 0.9)(CAST(NULL, 'Nullable(Int64)'), 0),
      0, 0, uniqExactStateIf(toUInt64(0), 0), quantileExactInclusiveStateIf(0.5)(toInt64(0), 0),
      toDateTime64(0, 3, 'UTC'),
      toHour(answered_at, {time_zone:String}) AS hour,
      count()
    FROM {{measured_hours}}
    WHERE workspace_id = {workspace_id:UInt32}
      AND definition_id = {definition_id:UInt32}
      AND at >= {from:DateTime64(3, 'UTC')}
      AND at <  {to:DateTime64(3, 'UTC')}
      AND is_answered
      AND (empty({team_ids:Array(UInt32)}) OR team_id IN {team_ids:Array(UInt32)})
      AND (empty({agent_ids:Array(UInt64)}) OR agent_id IN {agent_ids:Array(UInt64)} OR has(counted_as_asked, agent_id))
    GROUP BY agent, hour

    -- Everybody who gave a wait away, with how long it lay there.
    UNION ALL
    SELECT
      agent, max(team),
      0, uniqExactStateIf(toUInt64(0), 0),
      0, 0, quantilesExactInclusiveStateIf(0.5, 0.9)(CAST(NULL, 'Nullable(Int64)'), 0),
      0, 0, quantilesExactInclusiveStateIf(0.5, 0.9)(CAST(NULL, 'Nullable(Int64)'), 0),
      0, 0,
      uniqExactStateIf(wait, 1), quantileExactInclusiveStateIf(0.5)(held_ms, 1),
      toDateTime64(0, 3, 'UTC'), 0, 0
    FROM (
      SELECT who_is(hold.1) AS agent, team_of(hold.1) AS team, toInt64(hold.2) AS held_ms, wait
      FROM (
        SELECT arrayJoin(held_by) AS hold, cityHash64(identity_id, first_event_id) AS wait
        FROM {{measured_holds}}
        WHERE workspace_id = {workspace_id:UInt32}
          AND definition_id = {definition_id:UInt32}
          AND at >= {from:DateTime64(3, 'UTC')}
          AND at <  {to:DateTime64(3, 'UTC')}
          AND notEmpty(held_by)
      )
    )
    WHERE {workspace_id:UInt32} > 0
      AND (empty({team_ids:Array(UInt32)}) OR team IN {team_ids:Array(UInt32)})
      AND (empty({agent_ids:Array(UInt64)}) OR agent IN {agent_ids:Array(UInt64)} OR has(counted_as_asked, agent))
    GROUP BY agent
  )
  GROUP BY GROUPING SETS ((agent), ())
)
ORDER BY is_total, waits_answered DESC, agent
