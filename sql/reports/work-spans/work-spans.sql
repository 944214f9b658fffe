-- work-spans: every stretch in which an agent worked on a dialogue, row by row.
-- Grain   one row per span of work
-- Period  [from, to), UTC; a span is there with a moment or an answer in it, and is cut to it
-- Zone    hours of the day and weekdays are those of time_zone; instants come as UTC
-- Source  waits_v1 as sql/waits reads them, of which sql/workload makes spans, as in the report on the workload
-- Order   by row_key: the beginning or the length, the beginning, identity, first event of the dialogue with the agent
-- Empty   no row
SELECT
  tuple(
    multiIf(
      {order:String} = 'newest',  -began_ms,
      {order:String} = 'longest', -asked_ms,
      began_ms
    ),
    began_ms,
    span.identity_id,
    cityHash64(dialogue_first_event_id, agent, ended_ms, began_ms)
  ) AS row_key,
  concat(dialogue_id, '-', toString(agent), '-', toString(began_ms), '-', toString(ended_ms)) AS span_id,
  concat(
    toString(span.identity_id), '-', toString(toUnixTimestamp64Milli(dialogue_started_at)), '-', toString(dialogue_first_event_id)
  ) AS dialogue_id,
  toString(span.identity_id) AS identity_id,
  CAST(NULL, 'Nullable(String)') AS contact_name,
  if(agent = 0, NULL, toString(agent)) AS agent_id,
  CAST(NULL, 'Nullable(String)') AS agent_name,
  if(team = 0, NULL, toString(team)) AS team_id,
  CAST(NULL, 'Nullable(String)') AS team_name,
  fromUnixTimestamp64Milli(began_ms, 'UTC') AS worked_from,
  fromUnixTimestamp64Milli(greatest(began_ms, ended_ms), 'UTC') AS worked_to,
  asked_ms / 1000 AS work_seconds,
  toUInt32(length(answered_ms)) AS waits_answered,
  ['message', 'assignment', 'hand_off', 'pause'][nullIf(began_by, 0)] AS began_by,
  channel,
  toString(span.account_id) AS account_id,
  CAST(NULL, 'Nullable(String)') AS account_name,
  nullIf(span.ref, '') AS ref
FROM {{spans}} AS span
WHERE workspace_id = {workspace_id:UInt32}
  AND (empty({identity_ids:Array(UInt64)}) OR identity_id IN {identity_ids:Array(UInt64)})
