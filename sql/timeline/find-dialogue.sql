-- The dialogue that holds a moment of an identity, with where the ones beside it end and begin. No row: there is none.
-- A dialogue that late events joined to another is found inside it.
SELECT
  toString(identity_id)                    AS identity_id,
  toUnixTimestamp64Milli(started_at)       AS started_ms,
  toString(first_event_id)                 AS first_event_id,
  toUnixTimestamp64Milli(ended_at)         AS ended_ms,
  toUnixTimestamp64Milli(previous_ended_at) AS previous_ended_ms,
  (
    SELECT toUnixTimestamp64Milli(min(started_at))
    FROM dialogues_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32}
      AND definition_id = {definition_id:UInt32}
      AND identity_id = {identity_id:UInt64}
      AND started_at > {at:DateTime64(3, 'UTC')}
  )                                        AS next_started_ms
FROM dialogues_v1 FINAL
WHERE workspace_id = {workspace_id:UInt32}
  AND definition_id = {definition_id:UInt32}
  AND identity_id = {identity_id:UInt64}
  AND started_at <= {at:DateTime64(3, 'UTC')}
  AND ended_at >= {at:DateTime64(3, 'UTC')}
ORDER BY started_at DESC, first_event_id DESC
LIMIT 1
