-- One row per agent and local day on which they worked (is_all = 0), and one per local day for all of them (is_all = 1):
-- the moments at which something begins or ends, in order, and how many dialogues are worked on from each to the next.
-- day_ms     the instant at which the local day begins
-- marks      moments, each 8 × milliseconds since day_ms + what happens: 0 = a span ends, 1 = a quarter of an hour begins,
--            2 = a span begins, 3 = the calendar opens, 4 = it closes
-- at_once    how many spans go on from there to the next mark
-- lengths    milliseconds to the next mark, 0 where that time is not asked for
-- is_open    1 = the calendar of the last answer of the day is open from there on
-- first_mark, last_mark   of the spans; 0 where none has a length
-- TRICKY: each step is a SELECT of its own, for a name that others rest on is planned anew at each of its places.
SELECT
  workspace_id, is_all, agent, team, calendar, day_ms, spans, dialogues, dialogues_of_all, answers, {{kept}}
  first_mark, last_mark, marks,
  arrayCumSum(arrayMap(mark -> toInt32(mark % 8 = 2) - toInt32(mark % 8 = 0), marks)) AS at_once,
  {{is_open}} AS is_open,
  arrayMap((mark, next) -> if({{is_asked}}, toInt64(intDiv(next, 8)) - intDiv(mark, 8), 0), marks, nexts) AS lengths
FROM (
  SELECT
    workspace_id, is_all, agent, team, calendar, day_ms, spans, dialogues, dialogues_of_all, answers, {{kept}}
    first_mark, last_mark, marks,
    arrayPushBack(arrayPopFront(marks), marks[-1]) AS nexts
  FROM (
    SELECT
      workspace_id, is_all, agent, team, calendar, day_ms, spans, dialogues, dialogues_of_all, answers, {{kept}}
      arrayMin(moments) AS first_mark,
      arrayMax(moments) AS last_mark,
      arraySort(arrayConcat(moments, {{marks}})) AS marks
    FROM (
      SELECT
        any(of_workspace) AS workspace_id,
        grouping(agent) AS is_all,
        agent,
        max(team) AS team,
        argMax(calendar, (part_to, calendar)) AS calendar,
        day_ms,
        sum(is_beginning) AS spans,
        sumIf(is_first, is_beginning) AS dialogues,
        sumIf(is_first_of_all, is_beginning) AS dialogues_of_all,
        sum(answers_of_day) AS answers,
        {{keep}}
        groupArrayArray(if(
          part_to > part_from, [toUInt32(part_from * 8 + 2), toUInt32(part_to * 8)], CAST([], 'Array(UInt32)')
        )) AS moments
      FROM (
        SELECT
          of_workspace, agent, team, calendar, is_first, is_first_of_all, began_ms, ended_ms, answered_ms,
          day_ms, is_beginning,
          greatest(began_ms - day_ms, 0) AS part_from,
          least(ended_ms, next_ms) - day_ms AS part_to,
          arrayCount(
            at -> at <= day_ms + part_to AND (at > day_ms + part_from OR is_beginning), answered_ms
          ) AS answers_of_day
        FROM (
          -- The days of a span, with the beginning of the next one, and on which of them the span begins.
          SELECT
            of_workspace, agent, team, calendar, is_first, is_first_of_all, began_ms, ended_ms, answered_ms,
            arrayJoin(arrayZip(days, arrayPushBack(arrayPopFront(days), toInt64(9e15)), arrayEnumerate(days))) AS day,
            day.1 AS day_ms,
            day.2 AS next_ms,
            day.3 = 1 AS is_beginning
          FROM (
            SELECT
              of_workspace, agent, team, calendar, is_first, is_first_of_all, began_ms, ended_ms, answered_ms,
              if(
                first_day = last_day, [toInt64(toUnixTimestamp(first_day)) * 1000],
                arrayMap(
                  nth -> toInt64(toUnixTimestamp(toStartOfDay(addDays(first_day, nth), {time_zone:String}))) * 1000,
                  range(dateDiff('day', first_day, last_day, {time_zone:String}) + 1)
                )
              ) AS days
            FROM (
              SELECT
                workspace_id AS of_workspace, agent, team, calendar, is_first, is_first_of_all, began_ms, ended_ms, answered_ms,
                toStartOfDay(fromUnixTimestamp64Milli(began_ms, 'UTC'), {time_zone:String}) AS first_day,
                toStartOfDay(
                  fromUnixTimestamp64Milli(greatest(began_ms, ended_ms - 1), 'UTC'), {time_zone:String}
                ) AS last_day
              FROM {{spans}}
            )
          )
        )
      )
      GROUP BY GROUPING SETS ((agent, day_ms), (day_ms))
    )
  )
)
