import * as z from 'zod';
import { entityId } from './api.js';
import { funnelDefinition } from './funnels.js';

const at = z.iso.datetime().describe('UTC.');
const name = z.string().trim().min(1).max(120);

/** A saved funnel: a definition under a name, the same for everybody in the workspace. */
export const savedFunnel = z.object({
  funnel_id: entityId,
  name,
  definition: funnelDefinition,
  created_at: at,
  created_by: z.string(),
  changed_at: at,
  changed_by: z.string(),
});
export type SavedFunnel = z.infer<typeof savedFunnel>;

/** GET …/funnels, by name. */
export const savedFunnelList = z.object({ funnels: z.array(savedFunnel) });
export type SavedFunnelList = z.infer<typeof savedFunnelList>;

/** POST …/funnels → `savedFunnel`. POST …/funnels/:funnel_id/duplicate → `savedFunnel`, under a name of its own. */
export const savedFunnelInput = z.strictObject({ name, definition: funnelDefinition });
export type SavedFunnelInput = z.output<typeof savedFunnelInput>;

/** PATCH …/funnels/:funnel_id → `savedFunnel`. DELETE …/funnels/:funnel_id → 204. */
export const savedFunnelPatch = z.strictObject({
  name: name.optional(),
  definition: funnelDefinition.optional(),
});
export type SavedFunnelPatch = z.output<typeof savedFunnelPatch>;

/** How many funnels a workspace may save. */
export const MOST_FUNNELS = 200;
