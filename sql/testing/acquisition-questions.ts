import { ACQUISITION_GROUPS, ARRIVALS, ATTRIBUTION_MODELS, CREDIT_DATES, goalRule } from '@parley/contracts';
import { expect } from '@jest/globals';
import { serviceLimits } from '../calendars/index.js';
import type { ChannelsQuestion } from './oracle/index.js';
import { type Random } from './random.js';
import { oracleInput, type StoredStream } from './stream-store.js';

const DAY = 86_400_000;
/** Of a random stream. */
export const MOST_BATCHES = 4;

const GOALS = (['subscribed', 'goal_reached', 'purchase_completed'] as const).map((event_type, index) => ({
  goal_id: index + 1,
  rule: goalRule.parse({ event_type, value: { kind: 'fixed', amount: '5.50', currency: 'RUB' } }),
}));

/** Nothing is picked. */
const PICK_NOTHING = {
  arrivals: [],
  sources: [],
  mediums: [],
  campaigns: [],
  contents: [],
  terms: [],
  link_ids: [],
  ads: [],
};

/** A period that begins and ends exactly with events, and a `now` at which a start or a subscription just ripens. */
export function randomQuestion(random: Random, stream: StoredStream): ChannelsQuestion {
  const times = oracleInput(stream, MOST_BATCHES).rows.map((row) => row.occurred_at);
  const [one, other] = [random.pick(times), random.pick(times)];
  const isEverything = random.chance(0.4);
  return {
    from: isEverything ? Date.UTC(2020, 0, 1) : Math.min(one, other),
    to: isEverything ? Date.UTC(2060, 0, 1) : Math.max(one, other),
    now: random.pick(times) + random.pick([0, 1, 7, 30]) * DAY + random.pick([0, -1]),
    repeat_after_seconds: 86_400,
    unanswered_after_seconds: 86_400,
    by: random.pick(ACQUISITION_GROUPS),
    sources: random.chance(0.2) ? [random.pick(['vk', ''])] : [],
    arrivals: random.chance(0.2) ? [random.pick(ARRIVALS)] : [],
  };
}

/** The question as reports are bound with it; model, dates and look-back differ from stream to stream. */
export const asked = (stream: StoredStream, { by, sources, arrivals, ...question }: ChannelsQuestion) => ({
  limits: serviceLimits({
    schedule: stream.schedule,
    accounts: stream.accounts,
    team_ids: [],
    targets: [],
    unanswered: { seconds: question.unanswered_after_seconds, hours: 'calendar' },
    now: new Date(question.now),
  }),
  workspace_id: stream.workspace_id,
  definition_id: 1,
  time_zone: 'UTC',
  previous: null,
  ...question,
  from: new Date(question.from),
  to: new Date(question.to),
  now: new Date(question.now),
  currency: 'RUB',
  goals: GOALS,
  own: {
    ...PICK_NOTHING,
    by,
    sources,
    arrivals,
    model: ATTRIBUTION_MODELS[stream.seed % ATTRIBUTION_MODELS.length],
    dated_by: CREDIT_DATES[stream.seed % CREDIT_DATES.length],
    lookback_days: stream.seed % 3 === 0 ? 1 : null,
    goal_ids: [],
  },
});

/** Numbers as they may differ by rounding. */
export const close = (row: object) =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => [
      key,
      typeof value === 'number' ? expect.closeTo(value, 2.9) : value,
    ]),
  );
/** The filter that picks one row by its value; by channel and account the view does. */
export const VALUES_OF: Record<string, string> = {
  source: 'sources',
  medium: 'mediums',
  campaign: 'campaigns',
  content: 'contents',
  term: 'terms',
  ref: 'refs',
  link: 'link_ids',
  ad: 'ads',
};

/** What a row is credited with; nothing where there is no row. */
export const creditOf = (row?: { credited_conversions: number | null; credited_value: number | null }) => ({
  conversions: row?.credited_conversions ?? 0,
  value: row?.credited_value ?? 0,
});

/** What a row says of money, and what names it for a reader. */
const NOT_OF_ARRIVALS = new Set([
  'period',
  'is_total',
  'account_name',
  'spend',
  'ad_spend',
  'message_fees',
  'ad_clicks',
  'costs_unconverted',
  'credited_conversions',
  'credited_value',
  'cost_per_click',
  'cost_per_start',
  'cost_per_dialogue',
  'cost_per_subscription',
  'cost_per_kept_d7',
  'cost_per_kept_d30',
  'cost_per_conversion',
  'roas',
]);

/** The columns of a row that arrivals fill. */
export const arrivalsOf = (row: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).filter(([key]) => !NOT_OF_ARRIVALS.has(key)));

/** Whether nothing arrived there, however it is called. */
export const isWithoutArrivals = (row: object): boolean =>
  Object.values(arrivalsOf(row)).every((value) => typeof value !== 'number' || value === 0);

/** What tells rows from each other. */
export const nameOf = ({ arrival, value }: { arrival?: unknown; value?: unknown }) => `${arrival} ${value}`;
