-- One row per span of work: an agent took a dialogue up and answered in it, until their last answer before a longer pause
-- or before the dialogue went to somebody else.
-- agent, team      who answered; joined identities are one, 0 = nobody known; the team they are in now, 0 = none
-- began_ms         an answer is worked on from the latest of the beginning of its wait, the assignment to the agent and
--                  the bot's hand-off, but for pause_seconds at most; the answer after it belongs to the same span when
--                  nobody else had the dialogue in between and no more than pause_seconds passed until it was worked on
-- ended_ms         the last answer. Both cut to the period
-- began_by         what began_ms is: 1 = the message, 2 = the assignment, 3 = the hand-off, 4 = the longest pause, 0 = the
--                  span began before the period
-- asked_ms         of the time from one to the other, what lies in the hours and days asked for
-- answered_ms      the answers that lie in the period and in the hours and days asked for
-- calendar         of the last answer worked on before the end of the period; 0 = none
-- is_first         1 = of the spans of the agent in the dialogue the first one with an answer asked for
-- is_first_of_all  1 = of all spans of the dialogue that are asked for the first one with an answer asked for
-- TRICKY: each step is a SELECT of its own, for a name that others rest on is planned anew at each of its places.
WITH
  toUnixTimestamp64Milli({from:DateTime64(3, 'UTC')}) AS from_ms,
  toUnixTimestamp64Milli({to:DateTime64(3, 'UTC')}) AS to_ms,
  toInt64({pause_seconds:UInt32}) * 1000 AS pause_ms,
  -- Of each identity that is joined or in a team, whom it counts as; whom the identities asked for count as.
  (
    SELECT (arrayPushBack(groupArray(agent_id), 0), arrayPushBack(groupArray(if(counts_as = 0, agent_id, counts_as)), 0))
    FROM agent_identities_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32}
  ) AS known,
  (
    SELECT groupArray(counts_as)
    FROM agent_identities_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32} AND has({agent_ids:Array(UInt64)}, agent_id)
  ) AS counted_as_asked
SELECT
  workspace_id, identity_id, dialogue_first_event_id, {{place}}
  span.1 AS agent, span.2 AS team, span.3 AS began_ms, span.4 AS ended_ms, span.5 AS began_by, span.6 AS asked_ms,
  span.7 AS answered_ms, span.8 AS calendar,
  notEmpty(answered_ms) AND nth = 1 AS is_first, notEmpty(answered_ms) AND nth_of_all = 1 AS is_first_of_all
FROM (
  SELECT
    workspace_id, identity_id, dialogue_first_event_id, {{place}}
    arrayJoin(arrayZip(
      spans, arrayEnumerateUniq(tupleElement(spans, 1), are_answered), arrayEnumerateUniq(are_answered)
    )) AS numbered,
    numbered.1 AS span,
    numbered.2 AS nth,
    numbered.3 AS nth_of_all
  FROM (
    SELECT
      workspace_id, identity_id, dialogue_first_event_id, {{place}} spans,
      arrayMap(span -> notEmpty(span.7), spans) AS are_answered
    FROM (
      SELECT
        workspace_id, identity_id, dialogue_first_event_id, {{place}}
        arrayFilter(
          span -> (span.6 > 0 OR notEmpty(span.7))
            AND (empty({team_ids:Array(UInt32)}) OR has({team_ids:Array(UInt32)}, span.2))
            AND (empty({agent_ids:Array(UInt64)}) OR has({agent_ids:Array(UInt64)}, span.1) OR has(counted_as_asked, span.1)),
          arrayMap(
            (span, began_ms, ended_ms) -> (
              span.1, span.2, began_ms, ended_ms, span.5,
              {{asked_ms}},
              arrayFilter(answered -> answered >= from_ms AND answered < to_ms AND {{is_answer_asked}}, span.6),
              span.7
            ),
            spans, tupleElement(spans, 3), tupleElement(spans, 4)
          )
        ) AS spans
      FROM (
        SELECT
          workspace_id, identity_id, dialogue_first_event_id, {{place}}
          arrayMap(
            (span, first, last) -> (
              first.3, first.4, greatest(first.2, from_ms), least(last.1, to_ms),
              if(first.2 < from_ms, 0, first.5), tupleElement(span, 1),
              span[arrayLastIndex(answer -> answer.2 < to_ms, span)].7
            ),
            spans, arrayMap(span -> span[1], spans), arrayMap(span -> span[-1], spans)
          ) AS spans
        FROM (
          SELECT
            workspace_id, identity_id, dialogue_first_event_id, {{place}}
            arraySplit(
              (answer, previous) -> answer.3 != previous.3 OR answer.6 OR answer.2 - previous.1 > pause_ms,
              answers, arrayPushFront(arrayPopBack(answers), answers[1])
            ) AS spans
          FROM (
            SELECT
              any(of_workspace) AS workspace_id,
              identity_id,
              dialogue_first_event_id,
              {{any_place}}
              arraySort(groupArray(
                (answered_ms, work_ms, agent_id, team_id, work_by, is_passed_on, agent_calendar_id)
              )) AS answers
            FROM (
              SELECT
                of_workspace, identity_id, dialogue_first_event_id, {{place}}
                agent_id, team_id, agent_calendar_id, answered_ms, is_passed_on, beginnings,
                arrayMax(beginnings) AS work_ms,
                toUInt8(indexOf(beginnings, work_ms)) AS work_by
              FROM (
                SELECT
                  workspace_id AS of_workspace, identity_id, dialogue_first_event_id, {{place}}
                  agent_id, team_id, agent_calendar_id,
                  toUnixTimestamp64Milli(waiting_since) AS since_ms,
                  toUnixTimestamp64Milli(answered_at) AS answered_ms,
                  [
                    since_ms, toUnixTimestamp64Milli(assigned_at), toUnixTimestamp64Milli(handed_off_at),
                    answered_ms - pause_ms
                  ] AS beginnings,
                  arrayExists(hold -> transform(hold.1, known.1, known.2, hold.1) != agent_id, held_by) AS is_passed_on
                FROM {{answers}}
                WHERE workspace_id = {workspace_id:UInt32}
                  AND definition_id = {definition_id:UInt32}
                  -- What an answer is worked on, and the silence before, last twice the pause at most.
                  AND answered_ms >= from_ms - 2 * pause_ms
                  AND answered_ms <  to_ms + 2 * pause_ms
                  AND since_ms < to_ms + 2 * pause_ms
              )
            )
            GROUP BY identity_id, dialogue_first_event_id
            -- Of many millions of answers the rest goes over the disk: a third slower, but never more than a gigabyte.
            SETTINGS max_bytes_before_external_group_by = 400000000
          )
        )
      )
    )
  )
)
