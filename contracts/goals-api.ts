import * as z from 'zod';
import { entityId } from './api.js';
import { goalRule, type GoalRule } from './goals.js';

const at = z.iso.datetime().describe('UTC.');
const name = z.string().trim().min(1).max(120);

/** What counts as a conversion, under a name. A change holds for all time: numbers of the past follow it. */
export const goal = z.object({
  goal_id: entityId,
  name,
  rule: goalRule,
  created_at: at,
  changed_at: at.describe('When its rule or name last changed.'),
  changed_by: z.string(),
});
export type Goal = z.infer<typeof goal>;

/** GET …/goals, in the order in which they were made. */
export const goalList = z.object({ goals: z.array(goal) });
export type GoalList = z.infer<typeof goalList>;

/** POST …/goals → `goal`. */
export const goalInput = z.strictObject({ name, rule: goalRule });
export type GoalInput = z.infer<typeof goalInput>;

/** PATCH …/goals/:goal_id → `goal`. DELETE …/goals/:goal_id → 204. */
export const goalPatch = z.strictObject({ name: name.optional(), rule: goalRule.optional() });
export type GoalPatch = z.infer<typeof goalPatch>;

/** How many goals a workspace may have. */
export const MOST_GOALS = 50;
/** How far back a preview looks, in days. */
export const GOAL_PREVIEW_DAYS = 90;

/** POST …/goals/preview: what a rule would have counted lately, before it is saved. */
export const goalPreviewInput = z.strictObject({ rule: goalRule });
export type GoalPreviewInput = z.infer<typeof goalPreviewInput>;
export const goalPreview = z.object({
  since: at.describe(`${GOAL_PREVIEW_DAYS} days ago.`),
  events: z.int().describe('Events that match, each once.'),
  conversions: z.int().describe('Of them those that count, by the rule of repeats.'),
  contacts: z.int().describe('Of how many contacts.'),
  value: z.number().describe('What the conversions are worth, in `currency`.'),
  unconverted: z.int().describe('Conversions in a currency without a known rate: they add no value.'),
  currency: z.string(),
});
export type GoalPreview = z.infer<typeof goalPreview>;

/** GET …/goals/choices: what came lately, to choose from. */
export const goalChoices = z.object({
  goal_names: z.array(z.string()).describe('Names that events of the type goal_reached had.'),
  props: z
    .array(z.object({ key: z.string(), values: z.array(z.string()) }))
    .describe('Properties of goals, orders and purchases, the most frequent first.'),
});
export type GoalChoices = z.infer<typeof goalChoices>;

/** The goals that a new workspace has. */
export const FIRST_GOALS: readonly { name: string; rule: GoalRule }[] = [
  {
    name: 'Purchases',
    rule: goalRule.parse({ event_type: 'purchase_completed', repeats: { kind: 'by_order' } }),
  },
  { name: 'Subscriptions', rule: goalRule.parse({ event_type: 'subscribed', value: { kind: 'none' } }) },
];
