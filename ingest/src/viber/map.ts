import { contact, type ContentKind, type EventInput } from '@parley/contracts';
import type { z } from 'zod';
import type { MapContext, Mapped } from '../webhooks/platform.js';
import { conversationStarted, failed, message, ofUserId, subscribed, type User } from './callback.js';

/**
 * Maps one callback of a bot to events.
 * `conversation_started` comes whenever the conversation is opened, by new and by known people: a start, never a
 * subscription. The first message subscribes without a callback of its own: that is derived. A bot is never told of
 * its own messages; the token of `delivered`, `seen` and `failed` is that of the message it sent.
 * Source: developers.viber.com/docs/api/rest-bot-api, API 7.3.0 (checked 2026-11-22)
 */
export function map(payload: unknown, context: MapContext): Mapped {
  if (typeof payload !== 'object' || payload === null) return unmapped('the body is not a callback');
  const { event } = payload as { event?: unknown };
  const mapOne = typeof event === 'string' && Object.hasOwn(CALLBACKS, event) ? CALLBACKS[event] : undefined;
  if (mapOne) return mapOne(payload, context);
  return unmapped(
    `callback of the kind ${typeof event === 'string' && /^[a-z_]{1,40}$/.test(event) ? event : 'unknown'}`,
  );
}

const unmapped = (reason: string): Mapped => ({ events: [], unmapped: [reason] });

type MapCallback = (payload: unknown, context: MapContext) => Mapped;

/** A callback of a known shape as the one event that it states. */
function stating<Schema extends z.ZodType<{ event: string; message_token: string; timestamp: number }>>(
  schema: Schema,
  state: (value: z.output<Schema>, common: Common) => EventInput,
): MapCallback {
  return (payload, { accountId }) => {
    const parsed = schema.safeParse(payload);
    if (!parsed.success) {
      return unmapped(
        `callback without a valid ${parsed.error.issues[0]?.path.map(String).join('.') || 'value'}`,
      );
    }
    const { message_token: token, timestamp } = parsed.data;
    const common = {
      id: token,
      account_id: accountId,
      occurred_at: timestamp,
      ...(token.length <= 19 ? { sequence: token } : {}),
    };
    return { events: [state(parsed.data, common)], unmapped: [] };
  };
}

interface Common {
  id: string;
  account_id: string;
  occurred_at: number;
  sequence?: string;
}

const LONGEST_REF = 2083;

const CALLBACKS: Readonly<Record<string, MapCallback>> = {
  // The answer to set_webhook: it says only that the address works.
  webhook: () => ({ events: [], unmapped: [] }),
  conversation_started: stating(conversationStarted, ({ user, context }, common) => ({
    type: 'conversation_started',
    ...common,
    contact: contactOf(user),
    ...(context ? { ref: context.slice(0, LONGEST_REF) } : {}),
  })),
  subscribed: stating(subscribed, ({ user }, common) => ({
    type: 'subscribed',
    ...common,
    contact: contactOf(user),
  })),
  unsubscribed: stating(ofUserId, ({ user_id: id }, common) => ({
    type: 'unsubscribed',
    ...common,
    contact: { id },
  })),
  message: stating(message, ({ sender, message: content }, common) => ({
    type: 'message_received',
    ...common,
    contact: contactOf(sender),
    kind: KINDS[content.type] ?? 'other',
    ...(content.text === undefined ? {} : { text: content.text.slice(0, 65_535) }),
  })),
  // Several devices of one person send several of these.
  delivered: stating(ofUserId, ({ user_id: id, message_token }, common) => ({
    type: 'message_delivered',
    ...common,
    contact: { id },
    message_id: message_token,
  })),
  seen: stating(ofUserId, ({ user_id: id, message_token }, common) => ({
    type: 'message_read',
    ...common,
    contact: { id },
    message_id: message_token,
  })),
  failed: stating(failed, ({ user_id: id, message_token, desc }, common) => ({
    type: 'message_failed',
    ...common,
    contact: { id },
    message_id: message_token,
    ...(desc ? { reason: desc.slice(0, 128) } : {}),
  })),
};

/** A reply button sends its text as a message of the kind `text`: it cannot be told from one that was typed. */
const KINDS: Readonly<Record<string, ContentKind>> = {
  text: 'text',
  url: 'text',
  picture: 'photo',
  video: 'video',
  file: 'file',
  sticker: 'sticker',
  contact: 'contact',
  location: 'location',
};

function contactOf({ id, name, language }: User) {
  const known = { name: name?.slice(0, 256), language };
  const valid = Object.entries(known).filter(
    ([field, value]) => value && contact.shape[field as keyof typeof known].safeParse(value).success,
  );
  return { id, ...(Object.fromEntries(valid) as Partial<Record<keyof typeof known, string>>) };
}
