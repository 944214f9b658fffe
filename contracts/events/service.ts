import * as z from 'zod';
import { ofContact } from './envelope.js';
import { agent, reason } from './parts.js';

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

export const serviceEvents = [
  assigned,
  service('unassigned'),
  service('handed_off'),
  service('resolved'),
  service('reopened'),
  rated,
  service('note_added'),
  service('wait_dismissed'),
] as const;
