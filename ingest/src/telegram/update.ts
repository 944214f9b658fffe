import { z } from 'zod';

/**
 * The parts of an update that we read; everything else may look as it likes.
 * Source: core.telegram.org/bots/api, Bot API 10.1 of 2026-06-11 (checked 2026-11-22)
 */

/** At most 52 significant bits, so a JavaScript number holds every id. */
const id = z.int();
/** Seconds since 1970, UTC. */
const seconds = z.int();

export const user = z.looseObject({
  id,
  is_bot: z.boolean(),
  first_name: z.string().optional(),
  last_name: z.string().optional(),
  username: z.string().optional(),
  language_code: z.string().optional(),
});
export type User = z.infer<typeof user>;

export const chat = z.looseObject({
  id,
  type: z.string(),
  first_name: z.string().optional(),
  last_name: z.string().optional(),
  username: z.string().optional(),
});
export type Chat = z.infer<typeof chat>;

export const message = z.looseObject({
  message_id: z.int(),
  from: user.optional(),
  chat,
  date: seconds,
  edit_date: seconds.optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  forward_origin: z.unknown().optional(),
  reply_to_message: z.looseObject({ message_id: z.int() }).optional(),
  business_connection_id: z.string().optional(),
  sender_business_bot: z.unknown().optional(),
  is_from_offline: z.boolean().optional(),
  contact: z.looseObject({ phone_number: z.string(), user_id: id.optional() }).optional(),
});
export type Message = z.infer<typeof message>;

/** `message` is missing for a button of an inline message, and has `date` 0 when it is too old to be read. */
export const callbackQuery = z.looseObject({
  id: z.string(),
  from: user,
  message: z.looseObject({ message_id: z.int(), chat }).optional(),
  data: z.string().optional(),
  game_short_name: z.string().optional(),
});
export type CallbackQuery = z.infer<typeof callbackQuery>;

export const chatMemberUpdated = z.looseObject({
  chat,
  from: user,
  date: seconds,
  new_chat_member: z.looseObject({ status: z.string() }),
});
export type ChatMemberUpdated = z.infer<typeof chatMemberUpdated>;
