import * as z from 'zod';
import { ofContact } from './envelope.js';
import { agent, instant, reason } from './parts.js';

const service = <T extends string>(type: T) =>
  z.strictObject({ type: z.literal(type), ...ofContact, agent: agent.optional(), reason: reason.optional() });

/** The dialogue now belongs to this agent (until unassigned, or assigned to another). */
export const assigned = z.strictObject({ type: z.literal('assigned'), ...ofContact, agent });

/** −128 to 127; what the scale means is the caller's. */
export const rated = z.strictObject({
  type: z.literal('rated'),
  ...ofContact,
  agent: agent.optional(),
  rating: z.int().min(-128).max(127),
});

/** Nobody needs to answer the waiting contact. It ends the wait, as an answer would, and counts as none. */
export const waitDismissed = z.strictObject({
  ...service('wait_dismissed').shape,
  watermark_at: instant
    .optional()
    .describe(
      'No reply is needed to what came up to here, inclusive: a wait in which more came goes on. Whatever waits when left out.',
    ),
});

export const serviceEvents = [
  assigned,
  service('unassigned'),
  service('handed_off'),
  service('resolved'),
  service('reopened'),
  rated,
  service('note_added'),
  waitDismissed,
] as const;
