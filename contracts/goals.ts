import * as z from 'zod';
import { channel } from './channels.js';
import { currency, decimal } from './events/parts.js';
import { EVENT_TYPES, VISITOR_TYPES, type EventType } from './events/index.js';
import { USUAL_HALF_LIFE_DAYS, type LookbackKind } from './attribution.js';

/**
 * What a goal can count: any event of a known person. `subscribed` is the beginning of a subscription in the meaning of
 * its channel, whether or not the platform has an event for it.
 */
export const GOAL_EVENT_TYPES = EVENT_TYPES.filter((type) => !VISITOR_TYPES.has(type)) as [
  EventType,
  ...EventType[],
];

/** How long before a conversion a touch may lie and still earn credit, in days, both ends included. */
export const USUAL_LOOKBACK_DAYS: Readonly<Record<LookbackKind, number>> = {
  paid: 7,
  acquisition: 30,
  other: 90,
};
/** The longest look-back, in days. */
export const LONGEST_LOOKBACK_DAYS = 730;

const days = z.int().min(1).max(LONGEST_LOOKBACK_DAYS);

export const goalValue = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('amount') }).describe('The amount of the event, less what was refunded.'),
  z.strictObject({ kind: z.literal('fixed'), amount: decimal, currency }).describe('Always this amount.'),
  z.strictObject({ kind: z.literal('none') }),
]);
export type GoalValue = z.infer<typeof goalValue>;

/** Which of several events of one contact count. Always told beside the number. */
export const goalRepeats = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('every') }).describe('Every event.'),
  z
    .strictObject({ kind: z.literal('by_order') })
    .describe('The first event of each order of a contact; an event without an order counts by itself.'),
  z.strictObject({ kind: z.literal('once') }).describe('The first event of a contact ever.'),
  z
    .strictObject({ kind: z.literal('once_per_days'), days: z.int().min(1).max(366) })
    .describe('An event at least so many days after the one of the contact that counted before.'),
]);
export type GoalRepeats = z.infer<typeof goalRepeats>;

/** What counts as a conversion, what it is worth, and how long touches may earn credit for it. */
export const goalRule = z
  .strictObject({
    event_type: z.enum(GOAL_EVENT_TYPES),
    goal_names: z
      .array(z.string().min(1).max(128))
      .max(50)
      .default([])
      .describe('Only goal_reached: only goals of these names; any when empty.'),
    channels: z.array(channel).max(20).default([]).describe('Only what happened here; anywhere when empty.'),
    account_ids: z
      .array(z.string().regex(/^[1-9]\d{0,9}$/, 'must be the number of an account, as a string'))
      .max(200)
      .default([]),
    props: z
      .array(
        z.strictObject({
          key: z.string().min(1).max(64),
          values: z.array(z.string().max(1024)).min(1).max(50),
        }),
      )
      .max(10)
      .default([])
      .describe(
        'Only events each of whose named properties has one of the values; the empty value is that of an event without it.',
      ),
    value: goalValue.default({ kind: 'amount' }),
    repeats: goalRepeats.default({ kind: 'every' }),
    lookback_days: z
      .strictObject({
        paid: days.default(USUAL_LOOKBACK_DAYS.paid),
        acquisition: days.default(USUAL_LOOKBACK_DAYS.acquisition),
        other: days.default(USUAL_LOOKBACK_DAYS.other),
      })
      .default({ ...USUAL_LOOKBACK_DAYS }),
    half_life_days: z
      .number()
      .min(1 / 24)
      .max(365)
      .default(USUAL_HALF_LIFE_DAYS)
      .describe('Time decay: a touch so much earlier than another earns half as much.'),
  })
  .refine((rule) => rule.event_type === 'goal_reached' || rule.goal_names.length === 0, {
    path: ['goal_names'],
    message: 'can be given only where the event is goal_reached',
  });
export type GoalRule = z.output<typeof goalRule>;
export type GoalRuleInput = z.input<typeof goalRule>;
