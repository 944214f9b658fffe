-- The helpdesk's own conversation of each of these dialogues; no row where there is none.
SELECT
  concat(toString(identity_id), '-', toString(toUnixTimestamp64Milli(started_at)), '-', toString(first_event_id))
                                     AS dialogue_id,
  toString(dialogue.conversation_id) AS conversation_id
FROM dialogues_v1 AS dialogue FINAL
WHERE workspace_id = {workspace_id:UInt32}
  AND definition_id = {definition_id:UInt32}
  AND identity_id IN {identity_ids:Array(UInt64)}
  AND dialogue_id IN {dialogue_ids:Array(String)}
  AND dialogue.conversation_id != 0
