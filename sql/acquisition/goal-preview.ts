import type { GoalRule } from '@parley/contracts';
import { inCurrency } from '../costs/convert.js';
import type { ClickHouse, RequestOptions } from '../lib/client.js';
import { conversions } from './conversions.js';
import { boundGoals, shapeOfBound } from './goals.js';

/** What a rule counts in [from, to). */
export interface CountedByGoal {
  events: number;
  conversions: number;
  contacts: number;
  value: number;
  unconverted: number;
}

/** Throws what the client throws. */
export async function readGoalPreview(
  client: ClickHouse,
  asked: { workspace_id: number; rule: GoalRule; from: Date; to: Date; currency: string; time_zone: string },
  options: RequestOptions = {},
): Promise<CountedByGoal> {
  const { rule, ...bound } = asked;
  // The first goal counts every event, the second those that its own rule of repeats leaves.
  const every: GoalRule = { ...rule, repeats: { kind: 'every' }, value: { kind: 'none' } };
  const goals = boundGoals([
    { goal_id: 1, rule: every },
    { goal_id: 2, rule },
  ]);
  const counted = inCurrency(conversions({ date: 'conversion', goals: shapeOfBound(goals) }), {
    amount: 'amount',
    as: 'worth',
    type: 'Decimal(18, 4)',
  });
  const [row] = await client.query<CountedByGoal>(
    `SELECT
       toUInt32(countIf(goal = 1)) AS events,
       toUInt32(countIf(goal = 2)) AS conversions,
       toUInt32(uniqExactIf(contact_id, goal = 2)) AS contacts,
       toFloat64(sumIf(ifNull(worth, 0), goal = 2)) AS value,
       toUInt32(countIf(goal = 2 AND worth IS NULL)) AS unconverted
     FROM (${counted})`,
    { ...bound, ...goals, channels: [], account_ids: [], hours_of_day: [], weekdays: [] },
    { name: 'goal-preview', ...options },
  );
  return row ?? { events: 0, conversions: 0, contacts: 0, value: 0, unconverted: 0 };
}

const MOST_NAMES = 100;
const MOST_KEYS = 30;
const MOST_VALUES = 30;

/** Names of goals and properties of milestones since then, the most frequent first. */
export async function readGoalChoices(
  client: ClickHouse,
  asked: { workspace_id: number; from: Date },
  options: RequestOptions = {},
): Promise<{ goal_names: string[]; props: { key: string; values: string[] }[] }> {
  const [names, props] = await Promise.all([
    client.query<{ goal: string }>(
      `SELECT goal
       FROM milestones_v1 FINAL
       WHERE workspace_id = {workspace_id:UInt32} AND type = 'goal_reached'
         AND occurred_at >= {from:DateTime64(3, 'UTC')} AND goal != ''
       GROUP BY goal ORDER BY count() DESC, goal LIMIT ${MOST_NAMES}`,
      asked,
      { name: 'goal-names', ...options },
    ),
    client.query<{ key: string; values: string[] }>(
      `SELECT key, arraySlice(groupArray(value), 1, ${MOST_VALUES}) AS values
       FROM (
         SELECT prop.1 AS key, prop.2 AS value, count() AS times
         FROM milestones_v1 FINAL
         ARRAY JOIN CAST(props, 'Array(Tuple(String, String))') AS prop
         WHERE workspace_id = {workspace_id:UInt32} AND occurred_at >= {from:DateTime64(3, 'UTC')}
         GROUP BY key, value
         ORDER BY times DESC, key, value
       )
       GROUP BY key ORDER BY sum(times) DESC, key LIMIT ${MOST_KEYS}`,
      asked,
      { name: 'goal-props', ...options },
    ),
  ]);
  return { goal_names: names.map(({ goal }) => goal), props };
}
