import { parseExact } from '../webhooks/exact-json.js';
import type { Platform } from '../webhooks/platform.js';
import { fields } from './fields.js';
import { map } from './map.js';
import { handshake, verify } from './verify.js';

/** Facebook pages. */
export const messenger: Platform = {
  channel: 'messenger',
  mapperVersion: 1,
  verify,
  handshake,
  parse: parseExact,
  fields,
  map,
};
