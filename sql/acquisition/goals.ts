import { type EventType, type GoalRule } from '@parley/contracts';
import type { QueryParams } from '../lib/client.js';
import type { GoalsShape } from './goal-events.js';

/** A goal as reports are asked with it. */
export interface BoundGoal {
  goal_id: number;
  rule: GoalRule;
}

/** Types that milestones_v1 holds; those of other goals are looked for among all events, which takes longer. */
const MILESTONES: readonly EventType[] = [
  'goal_reached',
  'order_placed',
  'purchase_completed',
  'purchase_refunded',
  'paid_subscription_started',
  'paid_subscription_ended',
  'identities_merged',
  'identities_split',
];
const DAY_MS = 86_400_000;

/**
 * What the fragments of conversions and credit bind of goals: one value per goal in each list, in one order. A goal of
 * the type `subscribed` is counted from subscriptions.
 */
export function boundGoals(goals: readonly BoundGoal[]): QueryParams {
  const of = <T>(value: (rule: GoalRule) => T) => goals.map(({ rule }) => value(rule));
  const types = [...new Set(of((rule) => rule.event_type))];
  const lookback = (kind: keyof GoalRule['lookback_days']) => of((rule) => rule.lookback_days[kind] * DAY_MS);
  return {
    goal_ids: goals.map(({ goal_id }) => goal_id),
    goal_types: of((rule) => rule.event_type),
    goal_milestones: types.filter((type) => MILESTONES.includes(type)),
    goal_events: types.filter((type) => type !== 'subscribed' && !MILESTONES.includes(type)),
    goal_names: of((rule) => rule.goal_names),
    goal_channels: of((rule) => rule.channels),
    goal_accounts: of((rule) => rule.account_ids.map(Number)),
    // One pair for each value that is allowed.
    goal_prop_keys: of((rule) => rule.props.flatMap(({ key, values }) => values.map(() => key))),
    goal_prop_values: of((rule) => rule.props.flatMap(({ values }) => values)),
    goal_values: of((rule) => rule.value.kind),
    goal_amounts: of((rule) => (rule.value.kind === 'fixed' ? rule.value.amount : '0')),
    goal_currencies: of((rule) => (rule.value.kind === 'fixed' ? rule.value.currency : '')),
    goal_repeats: of((rule) => rule.repeats.kind),
    goal_repeat_ms: of((rule) => (rule.repeats.kind === 'once_per_days' ? rule.repeats.days * DAY_MS : 0)),
    goal_lookback_paid_ms: lookback('paid'),
    goal_lookback_acquisition_ms: lookback('acquisition'),
    goal_lookback_other_ms: lookback('other'),
  };
}

/** What these goals ask for. */
export function shapeOf(goals: readonly BoundGoal[]): GoalsShape {
  const rules = goals.map(({ rule }) => rule);
  return {
    milestones: rules.some(({ event_type }) => MILESTONES.includes(event_type)),
    subscriptions: rules.some(({ event_type }) => event_type === 'subscribed'),
    events: rules.some(({ event_type }) => event_type !== 'subscribed' && !MILESTONES.includes(event_type)),
    refunds: rules.some(
      ({ value, event_type }) => value.kind === 'amount' && REFUNDABLE.includes(event_type),
    ),
    names: rules.some(({ goal_names }) => goal_names.length > 0),
    channels: rules.some(({ channels }) => channels.length > 0),
    accounts: rules.some(({ account_ids }) => account_ids.length > 0),
    props: rules.some(({ props }) => props.length > 0),
    spaced: rules.some(({ repeats }) => repeats.kind === 'once_per_days'),
  };
}

const REFUNDABLE: readonly EventType[] = ['order_placed', 'purchase_completed'];

/** What any goals may ask for. */
export const ANY_GOALS: GoalsShape = {
  milestones: true,
  subscriptions: true,
  events: true,
  refunds: true,
  names: true,
  channels: true,
  accounts: true,
  props: true,
  spaced: true,
};
