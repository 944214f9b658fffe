import type { MapContext, Mapped } from '../webhooks/platform.js';
import {
  deletedBusinessMessages,
  mapBusinessDeletion,
  mapBusinessEdit,
  mapBusinessMessage,
} from './business.js';
import { contactOf, mapped, notAPerson, notPrivate, notTheirs, parsed, thingId, unmapped } from './common.js';
import { kindOf, unknownContentOf } from './message.js';
import { paymentOf } from './payments.js';
import { mapReaction, messageReaction } from './reactions.js';
import {
  callbackQuery,
  chatMemberUpdated,
  message as messageSchema,
  type CallbackQuery,
  type ChatMemberUpdated,
  type Message,
} from './update.js';

/**
 * Maps one update of a bot to events. Private chats only; what else arrives is named in `unmapped`.
 * Ids are made of chat and message, not of `update_id`, so that an import of the same chat gives the same events; and
 * `update_id` may start anew at random after a week of silence.
 * A bot is never told of its own messages, nor of delivery or reading.
 * Source: core.telegram.org/bots/api, Bot API 10.1, and github.com/tdlib/telegram-bot-api (checked 2026-11-22)
 */
export function map(payload: unknown, context: MapContext): Mapped {
  if (typeof payload !== 'object' || payload === null) return unmapped('the body is not an update');
  const update = payload as Record<string, unknown>;
  if ('message' in update) return parsed('message', messageSchema, update['message'], context, mapMessage);
  if ('edited_message' in update)
    return parsed('edited_message', messageSchema, update['edited_message'], context, mapEdit);
  if ('callback_query' in update)
    return parsed('callback_query', callbackQuery, update['callback_query'], context, mapButton);
  if ('my_chat_member' in update)
    return parsed('my_chat_member', chatMemberUpdated, update['my_chat_member'], context, mapMember);
  if ('message_reaction' in update)
    return parsed('message_reaction', messageReaction, update['message_reaction'], context, mapReaction);
  if ('business_message' in update)
    return parsed('business_message', messageSchema, update['business_message'], context, mapBusinessMessage);
  if ('edited_business_message' in update)
    return parsed(
      'edited_business_message',
      messageSchema,
      update['edited_business_message'],
      context,
      mapBusinessEdit,
    );
  if ('deleted_business_messages' in update)
    return parsed(
      'deleted_business_messages',
      deletedBusinessMessages,
      update['deleted_business_messages'],
      context,
      mapBusinessDeletion,
    );
  // That an owner let the bot see the chats is nothing that happened with a contact.
  if ('business_connection' in update) return mapped();
  // Telegram adds kinds of updates several times a year; a kind we do not know is kept, never an error.
  const kind = Object.keys(update).find((key) => key !== 'update_id' && /^[a-z_]{1,40}$/.test(key));
  return unmapped(`update of kind ${kind ?? 'unknown'}`);
}

function mapMessage(message: Message, context: MapContext): Mapped {
  const outside =
    notPrivate('message', message.chat.type) ??
    notAPerson(message.from) ??
    notTheirs(message.from, message.chat);
  if (outside || !message.from) return outside ?? unmapped('message without a sender');
  const common = {
    id: thingId(message),
    account_id: context.accountId,
    contact: contactOf(message.from, message.contact),
    occurred_at: message.date * 1000,
    sequence: message.message_id,
  };

  const start = startOf(message);
  if (start)
    return mapped({
      ...common,
      type: 'conversation_started',
      ...(start.ref === '' ? {} : { ref: start.ref }),
    });

  const payment = paymentOf(message, common);
  if (payment) return payment;

  const kind = kindOf(message);
  if (!kind) return unmapped(`service message ${unknownContentOf(message)}`);
  const text = message.text ?? message.caption;
  return mapped({
    ...common,
    type: 'message_received',
    kind,
    ...(text === undefined ? {} : { text }),
    ...(message.reply_to_message
      ? { reply_to: `${message.chat.id}:${message.reply_to_message.message_id}` }
      : {}),
  });
}

function mapEdit(message: Message, context: MapContext): Mapped {
  const outside =
    notPrivate('edited_message', message.chat.type) ??
    notAPerson(message.from) ??
    notTheirs(message.from, message.chat);
  if (outside || !message.from) return outside ?? unmapped('edited_message without a sender');
  if (message.edit_date === undefined) return unmapped('edited_message without a valid edit_date');
  const text = message.text ?? message.caption;
  return mapped({
    type: 'message_edited',
    id: `${thingId(message)}:${message.edit_date}`,
    message_id: thingId(message),
    account_id: context.accountId,
    contact: contactOf(message.from),
    occurred_at: message.edit_date * 1000,
    sequence: message.message_id,
    ...(text === undefined ? {} : { text }),
  });
}

/** TRICKY: a press has no time of its own (`message.date` is the menu's), so the time of arrival stands in. */
function mapButton(query: CallbackQuery, context: MapContext): Mapped {
  if (!query.message) return unmapped('callback_query of an inline message');
  const outside =
    notPrivate('callback_query', query.message.chat.type) ??
    notAPerson(query.from) ??
    notTheirs(query.from, query.message.chat);
  if (outside) return outside;
  const button = query.data ?? query.game_short_name;
  return mapped({
    type: 'button_pressed',
    id: query.id,
    message_id: `${query.message.chat.id}:${query.message.message_id}`,
    account_id: context.accountId,
    contact: contactOf(query.from),
    occurred_at: context.receivedAt,
    ...(button === undefined ? {} : { button }),
  });
}

/**
 * In a private chat this update says only that the person blocked or unblocked the bot; a new person is never
 * announced by it, only by `/start`.
 * Source: core.telegram.org/bots/api#update, `my_chat_member` (checked 2026-11-22)
 */
function mapMember(update: ChatMemberUpdated, context: MapContext): Mapped {
  const outside =
    notPrivate('my_chat_member', update.chat.type) ??
    notAPerson(update.from) ??
    notTheirs(update.from, update.chat);
  if (outside) return outside;
  const status = update.new_chat_member.status;
  if (status !== 'kicked' && status !== 'member') return unmapped('my_chat_member with an unknown status');
  return mapped({
    type: status === 'kicked' ? 'blocked' : 'unblocked',
    id: `${update.chat.id}:${update.date}`,
    account_id: context.accountId,
    contact: contactOf(update.from),
    occurred_at: update.date * 1000,
  });
}

const LONGEST_REF = 2083;

/**
 * The START button sends `/start`, or `/start <payload>` after a link with a payload, each time it is pressed. A
 * forwarded `/start` is a text that somebody passed on. A payload is one word of `A–Z a–z 0–9 _ -`; anything else
 * behind the command was typed by a person, so it is text, which is not kept: a start without a ref.
 * Source: core.telegram.org/bots/features#deep-linking (checked 2026-11-22)
 */
function startOf({ text, forward_origin: forwarded }: Message): { ref: string } | undefined {
  const match = forwarded === undefined ? /^\/start(?:@\w+)?(?:\s+(.*))?$/s.exec(text ?? '') : null;
  const payload = match?.[1]?.trim() ?? '';
  return match ? { ref: /^[\w-]+$/.test(payload) ? payload.slice(0, LONGEST_REF) : '' } : undefined;
}
