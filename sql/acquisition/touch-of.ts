/** All touches under the definition asked for. */
export const TOUCHES = `touches_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32}
      AND definition_id = {definition_id:UInt32}`;
/** All dialogues under it. */
export const DIALOGUES = `dialogues_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32}
      AND definition_id = {definition_id:UInt32}`;

/** Arrivals of which something says where from, but no ref: usually few. */
export const TOUCHES_WITHOUT_REF = `
  touches_without_ref AS (
    SELECT identity_id, event_id
    FROM ${TOUCHES}
      AND occurred_at < {to:DateTime64(3, 'UTC')}
      AND is_direct = 0
      AND ref = ''
  )`;

/** Dialogues that no arrival led to, and those whose arrival has no ref. Goes after {@link TOUCHES_WITHOUT_REF}. */
export const DIALOGUES_WITHOUT_REF = `
  dialogues_without_touch AS (
    SELECT identity_id, first_event_id
    FROM ${DIALOGUES}
      AND started_at < {to:DateTime64(3, 'UTC')}
      AND touch_event_id = 0
  ),
  dialogues_without_ref AS (
    SELECT identity_id, first_event_id
    FROM ${DIALOGUES}
      AND started_at < {to:DateTime64(3, 'UTC')}
      AND ref = ''
      AND (identity_id, touch_event_id) IN touches_without_ref
  )`;

/** Which links and ads dialogues came by. */
export const ADS_OF_DIALOGUES = `
  ads_of_dialogues AS (
    SELECT dialogue.identity_id AS identity_id, dialogue.first_event_id AS first_event_id, link_id, ad_id
    FROM (
      SELECT identity_id, first_event_id, touch_event_id
      FROM ${DIALOGUES}
        AND started_at < {to:DateTime64(3, 'UTC')}
        AND touch_event_id != 0
    ) AS dialogue
    INNER JOIN (
      SELECT identity_id, event_id, link_id, ad_id
      FROM ${TOUCHES}
        AND occurred_at < {to:DateTime64(3, 'UTC')}
        AND (link_id != 0 OR ad_id != '')
    ) AS touch ON dialogue.identity_id = touch.identity_id AND dialogue.touch_event_id = touch.event_id
  )`;
