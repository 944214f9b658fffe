import * as z from 'zod';
import { entityId } from './api.js';
import { channel } from './channels.js';
import { CURRENCIES } from './settings.js';

const at = z.iso.datetime().describe('UTC.');

/** What something can cost: the currencies of ISO 4217, and the two in which Telegram is paid. */
export const COST_CURRENCIES: readonly string[] = [...CURRENCIES, 'TON', 'XTR'];
const known = new Set(COST_CURRENCIES);
export const isCostCurrency = (code: string): boolean => known.has(code);
export const costCurrency = z
  .string()
  .refine(isCostCurrency, 'must be a currency of ISO 4217 such as RUB, or TON, or XTR');

/** An amount of money as decimal text, at most 4 decimals. */
export const money = z
  .string()
  .regex(/^-?\d{1,14}(\.\d{1,4})?$/, 'must be an amount such as 1490.00, with a dot and at most 4 decimals');

const label = z.string().trim().max(256);

/** What says where the money of a cost went; empty and null: not told. */
export const costLabels = z.strictObject({
  source: label.default(''),
  medium: label.default(''),
  campaign: label.default(''),
  content: label.default(''),
  term: label.default(''),
  ad_id: label.default('').describe('Of the advertising system.'),
  channel: channel.nullable().default(null).describe('The messenger it was spent for.'),
  account_id: entityId.nullable().default(null).describe('The account it was spent for.'),
});
export type CostLabels = z.infer<typeof costLabels>;

/** The labels that are text. */
export const COST_TEXT_LABELS = ['source', 'medium', 'campaign', 'content', 'term', 'ad_id'] as const;
export type CostTextLabel = (typeof COST_TEXT_LABELS)[number];

// ── costs entered by hand ───────────────────────────────────────────────────────────────────────────────────────

/** The longest period that one cost is spread over. */
export const LONGEST_COST_DAYS = 3660;

const count = z.int().min(0).max(1e15).nullable().default(null);

/** A cost of a day, or of several: then it is spread evenly over them. */
export const manualCostInput = z
  .strictObject({
    first_day: z.iso.date().describe('Local day.'),
    last_day: z.iso.date().describe('Local day, included.'),
    amount: money.describe('Of all days together.'),
    currency: costCurrency,
    clicks: count.describe('Of all days together; null: not told.'),
    impressions: count.describe('Of all days together; null: not told.'),
    ...costLabels.shape,
    note: z.string().trim().max(500).default(''),
  })
  .refine((cost) => cost.last_day >= cost.first_day, {
    path: ['last_day'],
    message: 'must not be before the first day',
  })
  .refine((cost) => daysBetween(cost.first_day, cost.last_day) <= LONGEST_COST_DAYS, {
    path: ['last_day'],
    message: 'must be at most ten years after the first day',
  })
  .refine((cost) => cost.first_day >= EARLIEST_COST_DAY && cost.last_day <= LATEST_COST_DAY, {
    path: ['first_day'],
    message: 'must be a day from 2000 to 2100',
  });
export type ManualCostInput = z.infer<typeof manualCostInput>;
/** Days outside of these are a mistake in typing. */
export const EARLIEST_COST_DAY = '2000-01-01';
export const LATEST_COST_DAY = '2100-12-31';

const DAY_MS = 86_400_000;

/** How many days there are from the first to the last, both included. */
export const daysBetween = (first: string, last: string): number =>
  Math.round((Date.parse(`${last}T00:00:00Z`) - Date.parse(`${first}T00:00:00Z`)) / DAY_MS) + 1;

/** The days from the first to the last, both included. */
export const eachDay = (first: string, last: string): string[] =>
  Array.from({ length: Math.max(0, daysBetween(first, last)) }, (_, at) =>
    new Date(Date.parse(`${first}T00:00:00Z`) + at * DAY_MS).toISOString().slice(0, 10),
  );

export const manualCost = z.object({
  cost_id: entityId,
  ...manualCostInput.shape,
  changed_at: at,
  changed_by: z.string().describe('An e-mail address.'),
});
export type ManualCost = z.infer<typeof manualCost>;
/** GET …/costs/manual. POST takes a `manualCostInput`, PUT …/:cost_id replaces one, DELETE takes it back. */
export const manualCosts = z.object({ costs: z.array(manualCost).describe('The latest first day first.') });
export type ManualCosts = z.infer<typeof manualCosts>;

// ── what channels charge ────────────────────────────────────────────────────────────────────────────────────────

export const FEE_SENDERS = ['agent', 'bot', 'auto', 'broadcast', 'unknown'] as const;

/** As what WhatsApp charges a message: `pricing.category` of its statuses. */
export const WHATSAPP_CATEGORIES = [
  'marketing',
  'marketing_lite',
  'utility',
  'authentication',
  'authentication_international',
  'service',
  'referral_conversion',
] as const;

/** What a channel asks for one delivered message, from a day on until a later price of the same. */
export const messageFeeInput = z.strictObject({
  effective_from: z.iso
    .date()
    .refine((day) => day >= EARLIEST_COST_DAY && day <= LATEST_COST_DAY, 'must be a day from 2000 to 2100')
    .describe('Local day of the workspace, included.'),
  channel,
  account_id: entityId.nullable().default(null).describe('Null: every account of the channel.'),
  category: z
    .string()
    .regex(/^[a-z0-9_]{1,64}$/, 'must be what the channel calls it, such as marketing')
    .nullable()
    .default(null)
    .describe('What the channel calls the message; null: any, or not told.'),
  sender: z.enum(FEE_SENDERS).nullable().default(null).describe('Null: whoever wrote it.'),
  price: z
    .string()
    .regex(/^\d{1,12}(\.\d{1,6})?$/, 'must be a price such as 0.0099, with a dot and at most 6 decimals')
    .describe('Of one delivered message.'),
  currency: costCurrency,
});
export type MessageFeeInput = z.infer<typeof messageFeeInput>;

export const messageFee = z.object({
  fee_id: entityId,
  ...messageFeeInput.shape,
  changed_at: at,
  changed_by: z.string().describe('An e-mail address.'),
});
export type MessageFee = z.infer<typeof messageFee>;
/** GET …/costs/fees. POST takes a `messageFeeInput`, PUT …/:fee_id replaces one, DELETE takes it back. */
export const messageFees = z.object({
  fees: z.array(messageFee).describe('By channel, account, category and sender; the latest first.'),
});
export type MessageFees = z.infer<typeof messageFees>;

// ── rates ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** How much one unit of a currency is worth in that of the workspace, from a day on. */
export const currencyRate = z.strictObject({
  currency: costCurrency,
  day: z.iso
    .date()
    .refine((day) => day >= EARLIEST_COST_DAY && day <= LATEST_COST_DAY, 'must be a day from 2000 to 2100'),
  rate: z
    .string()
    .regex(/^\d{1,8}(\.\d{1,10})?$/, 'must be a rate such as 95.25, with a dot and at most 10 decimals')
    .refine((text) => Number(text) > 0, 'must be more than 0'),
});
export type CurrencyRate = z.infer<typeof currencyRate>;

export const RATE_LIMITS = {
  /** How many may be set at once. */
  at_once: 20_000,
  /** A rate that is older than so many days is worth a warning. */
  stale_days: 7,
} as const;

/** POST …/costs/rates sets rates; PUT …/costs/rates/file takes them from a CSV of day, currency and rate. */
export const ratesInput = z.strictObject({ rates: z.array(currencyRate).min(1).max(RATE_LIMITS.at_once) });
export type RatesInput = z.infer<typeof ratesInput>;
/** POST …/costs/rates/remove. */
export const ratesRemoval = z.strictObject({
  currency: costCurrency,
  days: z.array(z.iso.date()).min(1).max(RATE_LIMITS.at_once),
});
export type RatesRemoval = z.infer<typeof ratesRemoval>;

/** Days on which something cost money of a currency that could not be converted, or only by an old rate. */
export const rateGap = z.object({
  currency: z.string(),
  reason: z.enum(['no_rate', 'old_rate']).describe('old_rate: the latest is more than a week older.'),
  first_day: z.iso.date(),
  last_day: z.iso.date(),
  days: z.int().min(1).describe('With costs.'),
  amount: z.string().describe('In `currency`.'),
});
export type RateGap = z.infer<typeof rateGap>;

/** GET …/costs/rates?currency=: those into the currency of the workspace, the latest first, at most `at_once`. */
export const currencyRates = z.object({
  into: z.string().describe('The currency of the workspace.'),
  rates: z.array(currencyRate),
  currencies: z.array(z.object({ currency: z.string(), rates: z.int().min(1), last_day: z.iso.date() })),
  gaps: z.array(rateGap),
});
export type CurrencyRates = z.infer<typeof currencyRates>;

// ── what was spent ──────────────────────────────────────────────────────────────────────────────────────────────

export const SPEND_BY = ['day', ...COST_TEXT_LABELS, 'channel', 'account_id'] as const;
export type SpendBy = (typeof SPEND_BY)[number];

const split = (text: string): string[] => (text === '' ? [] : text.split(','));

/** GET …/costs/spend?from=2026-10-01&to=2026-11-01&by=source,campaign: the end excluded. */
export const spendParams = z.object({
  from: z.iso.date(),
  to: z.iso.date().describe('Excluded.'),
  by: z
    .string()
    .default('source')
    .transform(split)
    .pipe(z.array(z.enum(SPEND_BY)).max(4)),
  channels: z
    .string()
    .default('')
    .transform(split)
    .pipe(z.array(channel))
    .describe('Only what was spent for these messengers, and for none in particular; all when empty.'),
  account_ids: z
    .string()
    .default('')
    .transform(split)
    .pipe(z.array(entityId))
    .describe('Only what was spent for these accounts, and for none in particular; all when empty.'),
});

const unconverted = z
  .array(z.object({ currency: z.string(), amount: z.string() }))
  .describe('What has no rate on or before its day: apart, in its own currency.');

const spent = {
  ad_spend: z.string().describe('Advertising, in the currency of the workspace.'),
  fees: z.string().describe('What channels charge for messages, in the currency of the workspace.'),
  messages_charged: z.int().min(0),
  clicks: z.int().min(0).nullable().describe('By the advertising systems; null where none tells.'),
  impressions: z.int().min(0).nullable(),
  unconverted,
};

export const spendRow = z.object({
  labels: z.partialRecord(z.enum(SPEND_BY), z.string()).describe('What was asked by; empty: not told.'),
  ...spent,
});
export type SpendRow = z.infer<typeof spendRow>;

export const SPEND_MOST_ROWS = 5000;

export const spendAnswer = z.object({
  currency: z.string(),
  rows: z.array(spendRow).max(SPEND_MOST_ROWS).describe('The dearest first; by day: the latest first.'),
  rows_in_all: z.int().min(0),
  total: z.object(spent),
});
export type SpendAnswer = z.infer<typeof spendAnswer>;
