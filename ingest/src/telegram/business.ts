import { z } from 'zod';
import type { MapContext, Mapped } from '../webhooks/platform.js';
import { contactOf, mapped, notPrivate, unmapped } from './common.js';
import { kindOf, unknownContentOf } from './message.js';
import { chat, type Chat, type Message } from './update.js';

/**
 * Telegram Business: the chats of a person of ours, seen by a bot in both directions. The chat is always the
 * customer; whoever else writes in it is ours. Numbers of messages are those of the owner, so ids hold the connection.
 * Source: core.telegram.org/bots/api#message, `business_connection_id`, `sender_business_bot`, `is_from_offline`,
 * Bot API 10.1 (checked 2026-11-22)
 */
export function mapBusinessMessage(message: Message, context: MapContext): Mapped {
  const place = placeOf(message, context);
  if ('unmapped' in place) return place;
  const kind = kindOf(message);
  if (!kind) return unmapped(`business service message ${unknownContentOf(message)}`);
  const text = message.text ?? message.caption;
  const common = {
    id: place.id,
    ...place.common,
    occurred_at: message.date * 1000,
    sequence: message.message_id,
    kind,
    ...(text === undefined ? {} : { text }),
    ...(message.reply_to_message ? { reply_to: place.idOf(message.reply_to_message.message_id) } : {}),
  };
  if (message.from?.id === message.chat.id) return mapped({ ...common, type: 'message_received' });
  if (message.sender_business_bot !== undefined)
    return mapped({ ...common, type: 'message_sent', sender: 'bot' });
  // Away and greeting messages, and those that were scheduled.
  if (message.is_from_offline) return mapped({ ...common, type: 'message_sent', sender: 'auto' });
  if (!message.from) return mapped({ ...common, type: 'message_sent', sender: 'agent' });
  const { name } = contactOf(message.from);
  const agent = { id: String(message.from.id), ...(name === undefined ? {} : { name }) };
  return mapped({ ...common, type: 'message_sent', sender: 'agent', agent });
}

export function mapBusinessEdit(message: Message, context: MapContext): Mapped {
  const place = placeOf(message, context);
  if ('unmapped' in place) return place;
  if (message.edit_date === undefined) return unmapped('edited_business_message without a valid edit_date');
  const text = message.text ?? message.caption;
  return mapped({
    type: 'message_edited',
    id: `${place.id}:${message.edit_date}`,
    ...place.common,
    message_id: place.id,
    occurred_at: message.edit_date * 1000,
    sequence: message.message_id,
    ...(text === undefined ? {} : { text }),
  });
}

export const deletedBusinessMessages = z.looseObject({
  business_connection_id: z.string(),
  chat,
  message_ids: z.array(z.int()),
});

/** TRICKY: a deletion has no time of its own, so the time of arrival stands in. */
export function mapBusinessDeletion(
  { business_connection_id, chat: where, message_ids }: z.infer<typeof deletedBusinessMessages>,
  context: MapContext,
): Mapped {
  const place = placeOf({ business_connection_id, chat: where, message_id: 0 }, context);
  if ('unmapped' in place) return place;
  return mapped(
    ...message_ids.map((number) => ({
      type: 'message_deleted' as const,
      id: place.idOf(number),
      message_id: place.idOf(number),
      ...place.common,
      occurred_at: context.receivedAt,
    })),
  );
}

function placeOf(
  message: { business_connection_id?: string | undefined; chat: Chat; message_id: number },
  context: MapContext,
) {
  const outside = notPrivate('business message', message.chat.type);
  if (outside) return outside;
  const connection = message.business_connection_id;
  if (connection === undefined) return unmapped('business message without a business_connection_id');
  const idOf = (number: number) => `${connection}:${message.chat.id}:${number}`;
  const contact = contactOf({ ...message.chat, is_bot: false });
  return { id: idOf(message.message_id), idOf, common: { account_id: context.accountId, contact } };
}
