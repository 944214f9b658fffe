-- The dialogue that holds a moment of an identity, with where the ones beside it end and begin. No row: there is none.
-- A dialogue that late events joined to another is found inside it.
SELECT
  toString(dialogue.identity_id)                     AS identity_id,
  toUnixTimestamp64Milli(dialogue.started_at)        AS started_ms,
  toString(dialogue.first_event_id)                  AS first_event_id,
  toUnixTimestamp64Milli(dialogue.ended_at)          AS ended_ms,
  toUnixTimestamp64Milli(dialogue.previous_ended_at) AS previous_ended_ms,
  (
    SELECT toUnixTimestamp64Milli(min(started_at))
    FROM dialogues_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32}
      AND definition_id = {definition_id:UInt32}
      AND identity_id = {identity_id:UInt64}
      AND started_at > {at:DateTime64(3, 'UTC')}
  )                                                  AS next_started_ms
FROM dialogues_v1 AS dialogue FINAL
WHERE workspace_id = {workspace_id:UInt32}
  AND definition_id = {definition_id:UInt32}
  AND dialogue.identity_id = {identity_id:UInt64}
  AND dialogue.started_at <= {at:DateTime64(3, 'UTC')}
  AND dialogue.ended_at >= {at:DateTime64(3, 'UTC')}
ORDER BY dialogue.started_at DESC, dialogue.first_event_id DESC
LIMIT 1
