import * as z from 'zod';
import { entityId } from './api.js';

/** How many places one person may keep in a workspace. */
export const MOST_PINS = 50;

/**
 * A place in the dashboard with all that stands in its address: below the address of the workspace, such as
 * `channels?period=last_7_days`. Never an address of another site.
 */
const address = z
  .string()
  .max(8000)
  .regex(/^[a-z0-9][a-z0-9/_-]*(\?[^#\s]*)?$/i, 'must be a place below the address of the workspace')
  .refine((text) => !text.includes('//') || text.indexOf('?') < text.indexOf('//'), 'must be one place');
const name = z.string().trim().min(1).max(120);

/** What a person keeps at hand in a workspace; nobody else sees it. */
export const pin = z.object({ pin_id: entityId, name, address });
export type Pin = z.infer<typeof pin>;

/** GET …/pins, in the order that the person gave them. */
export const pinList = z.object({ pins: z.array(pin) });
export type PinList = z.infer<typeof pinList>;

/** POST …/pins → `pinList`; the new one comes last. */
export const pinInput = z.strictObject({ name, address });
export type PinInput = z.infer<typeof pinInput>;

/** PATCH …/pins/:pin_id → `pinList`. DELETE …/pins/:pin_id → `pinList`. */
export const pinPatch = z.strictObject({ name: name.optional(), address: address.optional() });
export type PinPatch = z.infer<typeof pinPatch>;

/** PUT …/pins/order → `pinList`: all of them, in their new order. */
export const pinOrder = z.strictObject({ pin_ids: z.array(entityId).max(MOST_PINS) });
export type PinOrder = z.infer<typeof pinOrder>;
