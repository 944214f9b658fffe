import * as z from 'zod';

/** Times before this instant are refused: no messenger of ours existed (2009-01-01T00:00:00Z, milliseconds). */
export const EARLIEST_TIME_MS = 1_230_768_000_000;
/** The last instant the store's partition key can hold (2105-12-31T23:59:59.999Z, milliseconds). */
export const LATEST_TIME_MS = 4_291_747_199_999;

const instantMs = z
  .int()
  .min(EARLIEST_TIME_MS, 'must not lie before 2009-01-01T00:00:00Z (milliseconds since 1970 are expected)')
  .max(LATEST_TIME_MS, 'must not lie after the year 2105 (milliseconds since 1970 are expected)');

/** An instant: ISO 8601 with `Z` or an offset, or milliseconds since 1970 UTC. Parsed to milliseconds. */
export const instant = z
  .union([
    instantMs,
    z.iso.datetime({ offset: true, error: 'must be ISO 8601 with Z or an offset, or milliseconds' }),
  ])
  .transform((value) => (typeof value === 'number' ? value : Date.parse(value)))
  .pipe(instantMs);

/** An id as the platform or the caller spells it. */
export const externalId = z.string().min(1).max(256);

/** The number of an account in Parley, as a string of digits. */
export const accountId = z.string().regex(/^[1-9]\d{0,9}$/, 'must be the number of an account, as a string');

export const name = z.string().max(256);

/** The person on the other side. Only `id` is needed; the rest goes to the profile, never to the events table. */
export const contact = z
  .strictObject({
    id: externalId.describe("The person's id in this account, as the platform gives it."),
    name: name.optional(),
    username: name.optional(),
    phone: z.string().max(32).optional(),
    email: z.string().max(320).optional(),
    language: z.string().max(35).optional().describe('BCP 47, as the platform gives it.'),
    customer_id: externalId
      .optional()
      .describe('Your own number of this person, the same in every account: it suggests a merge.'),
  })
  .meta({ example: { id: '6200145512', name: 'Anna' } });

/** A person on our side. */
export const agent = z
  .strictObject({
    id: externalId,
    name: name.optional(),
    team: z.strictObject({ id: externalId, name: name.optional() }).optional(),
  })
  .meta({ example: { id: '42', name: 'Oleg' } });
export type Agent = z.infer<typeof agent>;

export const broadcast = z.strictObject({ id: externalId, name: name.optional() });

/** A decimal with up to 14 digits before and 4 after the point; a string, so that no digit is lost. */
export const decimal = z
  .union([z.string(), z.number()])
  .transform(String)
  .pipe(
    z
      .string()
      .regex(/^\d{1,14}(\.\d{1,4})?$/, 'must be a decimal such as 1490.00, with up to 4 decimal places'),
  );

/** ISO 4217, or XTR for Telegram Stars. */
export const currency = z.string().regex(/^[A-Z]{3}$/, 'must be a three-letter code such as RUB');

export const item = z.strictObject({
  product_id: externalId,
  name: name.default(''),
  quantity: decimal.default('1'),
  amount: decimal.default('0').describe('The price of the whole line, in the currency of the event.'),
});

/** Where a person came from, exactly as it arrived. Parsed values are derived, never sent back into these. */
export const touchFields = {
  ref: z
    .string()
    .max(2083)
    .optional()
    .describe('The referral parameter (start, ref, context), raw, kept for ever.'),
  source: z.string().max(256).optional(),
  medium: z.string().max(256).optional(),
  campaign: z.string().max(256).optional(),
  content: z.string().max(256).optional(),
  term: z.string().max(256).optional(),
  link_id: z.int().min(0).max(4_294_967_295).optional(),
  ad_id: z.string().max(256).optional(),
  click_id: z.string().max(512).optional(),
};

/** What a message consists of. */
export const CONTENT_KINDS = [
  'text',
  'photo',
  'video',
  'voice',
  'audio',
  'file',
  'sticker',
  'animation',
  'location',
  'contact',
  'poll',
  'button',
  'call',
  'order',
  'story',
  'payment',
  'other',
] as const;
export const contentKind = z.enum(CONTENT_KINDS);
export type ContentKind = z.infer<typeof contentKind>;

/** The text itself is never stored: its length and a keyed hash of its normalised form are. */
export const contentFields = {
  kind: contentKind.default('text'),
  text: z
    .string()
    .max(65_535)
    .optional()
    .describe('Not stored: only its length and a keyed hash of its normalised form are.'),
  reply_to: externalId.optional().describe('The id of the message that this one answers.'),
};

/** The four kinds of sender on our side, and `unknown` where the platform does not say. */
export const sender = z.enum(['agent', 'bot', 'auto', 'broadcast', 'unknown']);
export type Sender = z.infer<typeof sender>;

export const reason = z.string().max(128);
