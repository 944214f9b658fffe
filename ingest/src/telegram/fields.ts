import type { Fields } from '../bodies/fields.js';

/**
 * What stands in updates of a bot and may be kept. Numbers of messages and updates are counters, which `sequence` of
 * the events holds too; numbers of people and chats are sealed.
 * Source: core.telegram.org/bots/api, Bot API 10.1 (checked 2026-11-24)
 */
export const fields: Fields = {
  update_id: 'plain',
  message_id: 'plain',
  message_ids: 'plain',
  date: 'plain',
  edit_date: 'plain',
  until_date: 'plain',
  offset: 'plain',
  length: 'plain',
  duration: 'plain',
  width: 'plain',
  height: 'plain',
  file_size: 'plain',
  total_amount: 'plain',
  currency: 'word',
  type: 'word',
  status: 'word',
  mime_type: 'word',
  language_code: 'word',
  text: 'text',
  caption: 'text',
  'message.text': startCommand,
  'callback_query.data': 'plain',
  'callback_query.game_short_name': 'plain',
  emoji: 'plain',
  custom_emoji_id: 'plain',
  telegram_payment_charge_id: 'id',
};

/**
 * The command of a link, which the business wrote: it stays. What a person typed behind it goes, as the mapper has it;
 * a forwarded command is a text.
 */
function startCommand(text: string, { forward_origin: forwarded }: Readonly<Record<string, unknown>>) {
  const match = forwarded === undefined ? /^\/start(?:@\w+)?(?:\s+(.*))?$/s.exec(text) : null;
  if (!match) return 'text';
  return /^[\w-]*$/.test(match[1]?.trim() ?? '') ? 'plain' : { instead: '/start' };
}
