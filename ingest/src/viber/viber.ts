import { parseExact } from '../webhooks/exact-json.js';
import type { Platform } from '../webhooks/platform.js';
import { fields } from './fields.js';
import { map } from './map.js';
import { verify } from './verify.js';

/** Viber bots. */
export const viber: Platform = {
  channel: 'viber',
  mapperVersion: 1,
  verify,
  parse: parseExact,
  fields,
  map,
};
