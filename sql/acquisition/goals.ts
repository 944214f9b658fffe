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
    goal_numbers: goals.map(({ goal_id }) => goal_id),
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
    goal_half_life_ms: of((rule) => rule.half_life_days * DAY_MS),
  };
}

const REFUNDABLE: readonly EventType[] = ['order_placed', 'purchase_completed'];

/** The names of what {@link boundGoals} gives. */
export const GOAL_VALUES = Object.keys(boundGoals([]));

/** The goals that a question is about, as it has them: `goal_ids` picks some, `lookback_days` holds for every touch. */
export function askedGoals(goals: readonly BoundGoal[], own: QueryParams = {}): BoundGoal[] {
  const ids = (own['goal_ids'] ?? []) as readonly (string | number)[];
  const days = own['lookback_days'] as number | null | undefined;
  return goals
    .filter(({ goal_id }) => ids.length === 0 || ids.some((id) => Number(id) === goal_id))
    .map(({ goal_id, rule }) => ({
      goal_id,
      rule:
        days === null || days === undefined
          ? rule
          : { ...rule, lookback_days: { paid: days, acquisition: days, other: days } },
    }));
}

/** What bound goals ask for, told from the values that {@link boundGoals} gave. */
export function shapeOfBound(asked: QueryParams): GoalsShape {
  const list = <T>(name: string) => (asked[name] ?? []) as readonly T[];
  const isAny = (name: string) => list<readonly unknown[]>(name).some((one) => one.length > 0);
  const types = list<EventType>('goal_types');
  return {
    milestones: list('goal_milestones').length > 0,
    subscriptions: types.includes('subscribed'),
    events: list('goal_events').length > 0,
    refunds: types.some(
      (type, place) => REFUNDABLE.includes(type) && list<string>('goal_values')[place] === 'amount',
    ),
    names: isAny('goal_names'),
    channels: isAny('goal_channels'),
    accounts: isAny('goal_accounts'),
    props: isAny('goal_prop_keys'),
    spaced: list<string>('goal_repeats').includes('once_per_days'),
  };
}
