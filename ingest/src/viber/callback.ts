import { z } from 'zod';

/**
 * The parts of a callback that we read; everything else may look as it likes.
 * Source: developers.viber.com/docs/api/rest-bot-api, «Callbacks», API 7.3.0 (checked 2026-11-22)
 */

/** 64 bits: a string from the exact parser where a JavaScript number would lose digits. */
const token = z.union([z.string().regex(/^\d{1,20}$/), z.int().min(0)]).transform(String);

export const user = z.looseObject({
  id: z.string().min(1).max(256),
  name: z.string().optional(),
  language: z.string().optional(),
});
export type User = z.infer<typeof user>;

/** `timestamp` is in milliseconds since 1970, UTC. */
const envelope = { event: z.string(), timestamp: z.int(), message_token: token };

export const conversationStarted = z.looseObject({
  ...envelope,
  user,
  context: z.string().optional(),
  type: z.string().optional(),
});
export const subscribed = z.looseObject({ ...envelope, user });
/** Callbacks that name the person by id alone. */
export const ofUserId = z.looseObject({ ...envelope, user_id: z.string().min(1).max(256) });
export const failed = z.looseObject({ ...ofUserId.shape, desc: z.string().optional() });
export const message = z.looseObject({
  ...envelope,
  sender: user,
  message: z.looseObject({ type: z.string(), text: z.string().optional() }),
  silent: z.boolean().optional(),
});
