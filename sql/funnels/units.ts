import { type FunnelDefinition, VISITOR_TYPES } from '@parley/contracts';
import { withContact } from '../acquisition/contacts.js';
import { partsOf } from './bound-funnel.js';
import { events, type ItemsQuestion } from './sources.js';
import { SPILLED } from './spilled.js';

/**
 * Who anonymous visitors turned out to be: those whose click on a tracked link a contact then came by (the touch has the
 * click's id; of several such contacts the first). A SELECT of `visitor_id`, `known_id`.
 */
const VISITORS = `
    SELECT visitor_id, argMin(known_id, (came_at, came_by)) AS known_id
    FROM (
      SELECT clicks.identity_id AS visitor_id, touches.identity_id AS known_id, touches.occurred_at AS came_at,
        touches.event_id AS came_by
      FROM (
        SELECT identity_id, click_id
        FROM events_v1 FINAL
        WHERE workspace_id = {workspace_id:UInt32}
          AND type = 'link_clicked'
          AND click_id != ''
      ) AS clicks
      INNER JOIN (
        SELECT identity_id, occurred_at, event_id, click_id
        FROM touches_v1 FINAL
        WHERE workspace_id = {workspace_id:UInt32}
          AND definition_id = {definition_id:UInt32}
          AND click_id != ''
          AND type != 'link_clicked'
      ) AS touches ON clicks.click_id = touches.click_id
      WHERE clicks.identity_id NOT IN (
        SELECT identity_id
        FROM identities_v1 FINAL
        WHERE workspace_id = {workspace_id:UInt32}
      )
    )
    GROUP BY visitor_id
    ${SPILLED}`;

const mayBeVisitors = (funnel: FunnelDefinition): boolean =>
  partsOf(funnel).some(({ event }) => VISITOR_TYPES.has(event as never));

/** The events of a funnel, those of visitors under the contact that they turned out to be. */
function known(question: ItemsQuestion): string {
  if (!mayBeVisitors(question.funnel)) return events(question);
  return `
  SELECT
    * EXCEPT (identity_id, visitor_id, known_id),
    if(known_id = 0, identity_id, known_id) AS identity_id
  FROM (${events(question)}) AS came
  LEFT JOIN (${VISITORS}) AS visitors ON came.identity_id = visitors.visitor_id`;
}

const DIALOGUES = `
    SELECT identity_id, started_at, first_event_id
    FROM dialogues_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32}
      AND definition_id = {definition_id:UInt32}`;

/**
 * An arrival belongs to the dialogue that begins within 24 hours of it, where one does; anything else to the dialogue
 * begun last by then. What belongs to none is left out.
 */
const byDialogue = (rows: string): string => `
  SELECT
    * EXCEPT (next_id, next_at, last_id, last_at, is_next),
    if(is_next, next_id, last_id) AS unit_id,
    if(is_next, next_at, last_at) AS unit_at
  FROM (
    SELECT
      facts.identity_id AS identity_id, at, at_ms, sequence, event_id, account_id, channel_text, mask, own, is_arrival,
      after.first_event_id AS next_id,
      after.started_at     AS next_at,
      before.first_event_id AS last_id,
      before.started_at     AS last_at,
      is_arrival = 1 AND next_id != 0 AND dateDiff('millisecond', at, next_at) <= 86400000 AS is_next
    FROM (${rows}) AS facts
    ASOF LEFT JOIN (${DIALOGUES}) AS before ON facts.identity_id = before.identity_id AND facts.at >= before.started_at
    ASOF LEFT JOIN (${DIALOGUES}) AS after ON facts.identity_id = after.identity_id AND facts.at <= after.started_at
  )
  WHERE unit_id != 0`;

/**
 * The events of a funnel, each with the `unit_id` that goes through it, `owner_id` (whose touches count for it: the contact
 * or, by dialogue and profile, the identity) and `unit_at` (by dialogue when it began; else 1970).
 */
export function eventsOfUnits(question: ItemsQuestion): string {
  const rows = known(question);
  switch (question.funnel.unit) {
    case 'contact':
      return `
  SELECT * EXCEPT (contact_id), contact_id AS unit_id, contact_id AS owner_id, toDateTime64(0, 3, 'UTC') AS unit_at
  FROM (${withContact(rows)})`;
    case 'identity':
      return `
  SELECT *, identity_id AS unit_id, identity_id AS owner_id, toDateTime64(0, 3, 'UTC') AS unit_at
  FROM (${rows})`;
    case 'dialogue':
      return `
  SELECT *, identity_id AS owner_id
  FROM (${byDialogue(rows)})`;
  }
}
