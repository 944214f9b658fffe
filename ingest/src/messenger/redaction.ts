import type { Redaction } from '../webhooks/platform.js';

/** What the fields of a body are; every field that `map` reads is here, so that a kept body maps to the same events. */
export const redaction: Redaction = {
  plain: new Set([
    'object',
    'field',
    'time',
    'timestamp',
    'watermark',
    'is_echo',
    'num_edit',
    'type',
    'source',
    'action',
    'reaction',
    'emoji',
    'notification_messages_status',
    'app_id',
    'new_owner_app_id',
    'sticker_id',
    // The owner's own words: refs, buttons, labels of answers, ads.
    'ref',
    'payload',
    'metadata',
    'ad_id',
    'ad_title',
    'post_id',
  ]),
  ids: new Set(['id', 'mid', 'mids', 'user_ref']),
  texts: new Set(['text']),
};
