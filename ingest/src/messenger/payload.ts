import { z } from 'zod';

/**
 * The parts of a webhook body that we read; everything else may look as it likes.
 * Source: developers.facebook.com/docs/messenger-platform/reference/webhook-events (checked 2026-11-22)
 */

/** Strings in production, numbers in older samples; long ones arrive as strings from the exact parser. */
const id = z.union([z.string().min(1), z.int()]).transform(String);
/** Milliseconds since 1970, UTC. */
const milliseconds = z.int();

export const referral = z.looseObject({
  ref: z.string().optional(),
  source: z.string().optional(),
  type: z.string().optional(),
  ad_id: id.optional(),
  ads_context_data: z
    .looseObject({ ad_title: z.string().optional(), post_id: id.optional() })
    .optional()
    .catch(undefined),
});
export type Referral = z.infer<typeof referral>;

const message = z.looseObject({
  mid: id,
  text: z.string().optional(),
  is_echo: z.boolean().optional(),
  app_id: id.optional(),
  metadata: z.string().optional(),
  sticker_id: id.optional(),
  quick_reply: z.looseObject({ payload: z.string().optional() }).optional(),
  reply_to: z.looseObject({ mid: id.optional() }).optional(),
  attachments: z
    .array(z.looseObject({ type: z.string() }))
    .optional()
    .catch(undefined),
  referral: referral.optional(),
});
export type Message = z.infer<typeof message>;

/** Who, to whom, when; and one of the parts below, by name. */
export const messaging = z.looseObject({
  sender: z.looseObject({ id: id.optional() }).optional(),
  recipient: z.looseObject({ id: id.optional() }).optional(),
  timestamp: milliseconds.optional(),
});
export type Messaging = z.infer<typeof messaging>;

const watermark = z.looseObject({ watermark: milliseconds.optional(), mids: z.array(id).optional() });

export const PARTS = {
  message,
  postback: z.looseObject({
    mid: id.optional(),
    payload: z.string().optional(),
    referral: referral.optional(),
  }),
  referral,
  delivery: watermark,
  read: watermark,
  optin: z.looseObject({
    type: z.string().optional(),
    ref: z.string().optional(),
    notification_messages_status: z.string().optional(),
  }),
  reaction: z.looseObject({
    mid: id,
    action: z.string(),
    reaction: z.string().optional(),
    emoji: z.string().optional(),
  }),
  message_edit: z.looseObject({
    mid: id,
    text: z.string().optional(),
    num_edit: z.int().optional(),
  }),
  pass_thread_control: z.looseObject({ new_owner_app_id: id.optional() }),
} as const;
export type PartName = keyof typeof PARTS;
export type Part<Name extends PartName> = z.infer<(typeof PARTS)[Name]>;

export const entry = z.looseObject({
  id,
  time: milliseconds.optional(),
  messaging: z.array(z.unknown()).optional(),
  standby: z.array(z.unknown()).optional(),
  changes: z.array(z.looseObject({ field: z.string().optional(), value: z.unknown() })).optional(),
});

export const body = z.looseObject({ object: z.string(), entry: z.array(z.unknown()) });
