/** All touches under the definition asked for. */
export const TOUCHES = `touches_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32}
      AND definition_id = {definition_id:UInt32}`;
/** All dialogues under it. */
export const DIALOGUES = `dialogues_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32}
      AND definition_id = {definition_id:UInt32}`;
