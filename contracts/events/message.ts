import * as z from 'zod';
import { ofContact } from './envelope.js';
import { agent, broadcast, contentFields, externalId, instant, reason, sender } from './parts.js';

const who = {
  agent: agent.optional().describe('Who wrote it, where a person did.'),
  broadcast: broadcast.optional().describe('The broadcast it belongs to.'),
};

/** From the contact to us. */
export const messageReceived = z
  .strictObject({ type: z.literal('message_received'), ...ofContact, ...contentFields })
  .meta({
    example: {
      type: 'message_received',
      id: '6200145512:513',
      account_id: '1',
      contact: { id: '6200145512' },
      occurred_at: '2026-11-22T09:00:05Z',
      kind: 'text',
      text: 'Hello! Is it in stock?',
    },
  });

/** From us to the contact. Without `sender` it is an agent's when `agent` is given, a broadcast's when `broadcast` is, else unknown. */
export const messageSent = z
  .strictObject({
    type: z.literal('message_sent'),
    ...ofContact,
    ...contentFields,
    ...who,
    sender: sender.optional(),
  })
  .meta({
    example: {
      type: 'message_sent',
      id: '6200145512:514',
      account_id: '1',
      contact: { id: '6200145512' },
      occurred_at: '2026-11-22T09:04:00Z',
      sender: 'agent',
      agent: { id: '42', name: 'Oleg' },
      text: 'Yes, it is.',
    },
  });

/** Everything sent up to `watermark_at` (inclusive), or the one message `message_id`. One of the two is needed. */
const receipt = <T extends string>(type: T) =>
  z
    .strictObject({
      type: z.literal(type),
      ...ofContact,
      message_id: externalId.optional(),
      watermark_at: instant.optional(),
    })
    .refine((value) => value.message_id !== undefined || value.watermark_at !== undefined, {
      path: ['message_id'],
      message: 'needs message_id or watermark_at',
    });

export const messageDelivered = receipt('message_delivered');
export const messageRead = receipt('message_read');

/** `reason` "blocked" also ends the subscription. */
export const messageFailed = z.strictObject({
  type: z.literal('message_failed'),
  ...ofContact,
  message_id: externalId,
  reason: reason.optional(),
});

export const messageEdited = z.strictObject({
  type: z.literal('message_edited'),
  ...ofContact,
  message_id: externalId,
  text: contentFields.text,
});

export const messageDeleted = z.strictObject({
  type: z.literal('message_deleted'),
  ...ofContact,
  message_id: externalId,
});

/** A button under a message; not an incoming message, opens no wait. */
export const buttonPressed = z.strictObject({
  type: z.literal('button_pressed'),
  ...ofContact,
  message_id: externalId.optional(),
  button: z.string().max(1024).optional().describe('What the button carries; kept among the properties.'),
});

const reaction = <T extends string>(type: T) =>
  z.strictObject({
    type: z.literal(type),
    ...ofContact,
    message_id: externalId,
    reaction: z.string().max(64).optional(),
  });

export const reactionAdded = reaction('reaction_added');
export const reactionRemoved = reaction('reaction_removed');

export const messageEvents = [
  messageReceived,
  messageSent,
  messageDelivered,
  messageRead,
  messageFailed,
  messageEdited,
  messageDeleted,
  buttonPressed,
  reactionAdded,
  reactionRemoved,
] as const;
