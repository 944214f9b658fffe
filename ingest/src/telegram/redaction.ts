import type { Redaction } from '../webhooks/platform.js';

/** What the fields of an update are; every field that `map` reads is here, so that a kept body maps to the same events. */
export const redaction: Redaction = {
  plain: new Set([
    'type',
    'date',
    'edit_date',
    'until_date',
    'status',
    'currency',
    'total_amount',
    'is_bot',
    'is_recurring',
    'is_first_recurring',
    'is_from_offline',
    'is_enabled',
    'emoji',
    'offset',
    'length',
    'data',
    'game_short_name',
    'old_reaction',
    'new_reaction',
    'language_code',
  ]),
  ids: new Set([
    'id',
    'update_id',
    'message_id',
    'message_ids',
    'user_id',
    'business_connection_id',
    'telegram_payment_charge_id',
    'custom_emoji_id',
  ]),
  texts: new Set(['text', 'caption']),
  isCommand: (text) => /^\/start(?:@\w+)?(?:\s+[\w-]+)?\s*$/.test(text),
};
