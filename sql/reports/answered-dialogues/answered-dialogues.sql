-- answered-dialogues: every dialogue in which waits of the period were answered, row by row.
-- Grain   one row per dialogue
-- Period  [from, to), UTC; an answered wait belongs to its beginning or, dated by its answer, to that; its dialogue may have
--         begun before
-- Zone    hours of the day and weekdays are those of time_zone; instants come as UTC
-- Source  waits_v1 as sql/waits measures them, as in the report on agents; agent_identities_v1 for who is whom
-- Order   by row_key: the first answer of the period or how many, that answer, identity, first event
-- Empty   no row
SELECT
  tuple(
    multiIf(
      {order:String} = 'newest', -toUnixTimestamp64Milli(answered_at),
      {order:String} = 'most',   -toInt64(waits_answered),
      toUnixTimestamp64Milli(answered_at)
    ),
    toUnixTimestamp64Milli(answered_at),
    dialogue.identity_id,
    first_event_id
  ) AS row_key,
  concat(
    toString(dialogue.identity_id), '-', toString(toUnixTimestamp64Milli(dialogue.started_at)), '-', toString(first_event_id)
  ) AS dialogue_id,
  toString(dialogue.identity_id) AS identity_id,
  CAST(NULL, 'Nullable(String)') AS contact_name,
  started_at,
  dialogue.first_answer_at AS answered_at,
  dialogue.answers AS waits_answered,
  last_answer_at,
  if(agent = 0, NULL, toString(agent)) AS agent_id,
  CAST(NULL, 'Nullable(String)') AS agent_name,
  agents,
  CAST(shared, 'Bool') AS is_shared,
  channel,
  toString(dialogue.of_account) AS account_id,
  CAST(NULL, 'Nullable(String)') AS account_name,
  nullIf(of_ref, '') AS ref
FROM (
  SELECT
    any(of_workspace) AS workspace_id,
    identity_id,
    dialogue_first_event_id AS first_event_id,
    any(dialogue_started_at) AS started_at,
    min(answered_at) AS first_answer_at,
    max(answered_at) AS last_answer_at,
    toUInt32(count()) AS answers,
    argMin(agent_id, answered_at) AS agent,
    toUInt32(uniqExact(agent_id)) AS agents,
    any(channel) AS channel,
    any(account_id) AS of_account,
    any(ref) AS of_ref,
    -- Whatever period, hours, agents and teams are asked for.
    any(is_shared) AS shared
  FROM (
    SELECT
      workspace_id AS of_workspace, identity_id, dialogue_first_event_id, dialogue_started_at, answered_at, agent_id,
      channel, account_id, ref, is_shared
    FROM {{measured_waits}}
    WHERE workspace_id = {workspace_id:UInt32}
      AND definition_id = {definition_id:UInt32}
      AND at >= {from:DateTime64(3, 'UTC')}
      AND at <  {to:DateTime64(3, 'UTC')}
      AND is_answered
      AND (empty({identity_ids:Array(UInt64)}) OR identity_id IN {identity_ids:Array(UInt64)})
  )
  GROUP BY identity_id, dialogue_first_event_id
) AS dialogue
WHERE workspace_id = {workspace_id:UInt32}
  AND ({is_shared:String} = 'any' OR shared = ({is_shared:String} = 'yes'))
