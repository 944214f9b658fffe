-- How many dialogues and messages these identities had, ever, under one definition. Every message but a broadcast is in a
-- dialogue, and dialogues are a tenth of the messages.
SELECT
  toString(dialogue.identity_id)                     AS identity_id,
  toUInt32(countIf(dialogue.messages_received > 0))  AS dialogues,
  toUInt32(sum(dialogue.messages_received))          AS messages_received,
  toUInt32(sum(dialogue.messages_sent))              AS messages_sent
FROM dialogues_v1 AS dialogue FINAL
WHERE workspace_id = {workspace_id:UInt32}
  AND definition_id = {definition_id:UInt32}
  AND dialogue.identity_id IN {identity_ids:Array(UInt64)}
GROUP BY dialogue.identity_id
