import type { Redaction } from '../webhooks/platform.js';

/** What the fields of a callback are; every field that `map` reads is here, so that a kept one maps to the same events. */
export const redaction: Redaction = {
  plain: new Set([
    'event',
    'timestamp',
    'type',
    'context',
    'subscribed',
    'silent',
    'desc',
    'language',
    'country',
  ]),
  ids: new Set(['id', 'user_id', 'message_token']),
  texts: new Set(['text']),
};
