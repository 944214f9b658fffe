import { contact, type EventInput } from '@parley/contracts';
import type { z } from 'zod';
import type { MapContext, Mapped } from '../webhooks/platform.js';
import type { Chat, Message, User } from './update.js';

export const unmapped = (reason: string): Mapped => ({ events: [], unmapped: [reason] });
export const mapped = (...events: EventInput[]): Mapped => ({ events, unmapped: [] });

export function parsed<Schema extends z.ZodType>(
  kind: string,
  schema: Schema,
  value: unknown,
  context: MapContext,
  use: (value: z.output<Schema>, context: MapContext) => Mapped,
): Mapped {
  const result = schema.safeParse(value);
  if (result.success) return use(result.data, context);
  return unmapped(`${kind} without a valid ${result.error.issues[0]?.path.map(String).join('.') || 'value'}`);
}

export const thingId = (message: Message) => `${message.chat.id}:${message.message_id}`;

export function notPrivate(kind: string, chatType: string): Mapped | undefined {
  if (chatType === 'private') return undefined;
  return unmapped(`${kind} in a ${/^[a-z]{1,20}$/.test(chatType) ? chatType : 'chat'}, not a private chat`);
}

export function notAPerson(from: User | undefined): Mapped | undefined {
  return from?.is_bot ? unmapped('the sender is a bot') : undefined;
}

/** In a private chat only the person whose chat it is can write; the chat of a Business account is somebody else's. */
export function notTheirs(from: User | undefined, where: Chat): Mapped | undefined {
  return from && from.id !== where.id ? unmapped('the sender is not the person of the chat') : undefined;
}

/**
 * A shared contact is the sender's own number only when it says so: people forward the numbers of others too. What is
 * longer than a profile may hold is left out: a message counts whatever its sender is called.
 */
export function contactOf(from: User, shared?: Message['contact']) {
  const name = [from.first_name, from.last_name].filter(Boolean).join(' ').slice(0, 256);
  const known = {
    name,
    username: from.username,
    language: from.language_code,
    phone: shared?.user_id === from.id ? shared.phone_number : undefined,
  };
  const valid = Object.entries(known).filter(
    ([field, value]) => value && contact.shape[field as keyof typeof known].safeParse(value).success,
  );
  return {
    id: String(from.id),
    ...(Object.fromEntries(valid) as Partial<Record<keyof typeof known, string>>),
  };
}
