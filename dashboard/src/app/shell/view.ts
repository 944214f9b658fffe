import {
  COMPARISONS,
  CHANNELS,
  GRANULARITIES,
  PERIOD_PRESETS,
  type Channel,
  type Comparison,
  type Granularity,
  type PeriodPreset,
  type WeekStart,
  edge,
  isTimeZone,
} from '@parley/contracts';
import { type Edges, granularitiesFor, lengthInDays, resolvePreset } from '../period/resolve';

/** What is looked at: the whole of it stands in the URL, under the names of the api. */
export interface View {
  /** A preset stays relative («last 30 days» tomorrow too); own edges are absolute. */
  period: PeriodPreset | Edges;
  /** Null: the workspace's own. */
  time_zone: string | null;
  compare_to: Comparison;
  /** Null: chosen by the length of the period. */
  granularity: Granularity | null;
  channels: Channel[];
  account_ids: string[];
  /** 0 to 23, by the clock of the zone: only what began in these. None: all. */
  hours_of_day: number[];
  /** 1 = Monday to 7 = Sunday. */
  weekdays: number[];
}

export type Query = Record<string, string | null>;

const GOLDEN: Edges = { from: '2017-02-01', to: '2017-03-01' };
const LONGEST_DAYS = 366 * 30;

/** What is shown when the URL says nothing: the reference set opens where its numbers are. */
export const defaultView = (kind: 'own' | 'demo' | 'golden'): View => ({
  period: kind === 'golden' ? GOLDEN : 'last_30_days',
  time_zone: null,
  // Before the reference set there is nothing to compare it with.
  compare_to: kind === 'golden' ? 'none' : 'previous_period',
  granularity: null,
  channels: [],
  account_ids: [],
  hours_of_day: [],
  weekdays: [],
});

const oneOf = <T extends string>(all: readonly T[], value: string | null | undefined): T | null =>
  all.find((each) => each === value) ?? null;

const list = (value: string | null | undefined): string[] => [
  ...new Set(
    (value ?? '')
      .split(',')
      .map((each) => each.trim())
      .filter(Boolean),
  ),
];

const numbers = (value: string | null | undefined, least: number, most: number): number[] =>
  list(value)
    .map(Number)
    .filter((each) => Number.isInteger(each) && each >= least && each <= most)
    .sort((a, b) => a - b);

function ownPeriod(query: Query): Edges | null {
  const from = edge.safeParse(query['from']);
  const to = edge.safeParse(query['to']);
  if (!from.success || !to.success) return null;
  const edges = { from: from.data, to: to.data };
  const days = lengthInDays(edges);
  return days > 0 && days <= LONGEST_DAYS ? edges : null;
}

/** Reads a view from the URL. Total: what it does not understand becomes the default. */
export function parseView(query: Query, fallback: View, now: Date, workspaceZone: string): View {
  const preset = oneOf(PERIOD_PRESETS, query['period']);
  const period = preset ?? ownPeriod(query) ?? fallback.period;
  const zone = query['time_zone'];
  const time_zone = zone && zone !== workspaceZone && isTimeZone(zone) ? zone : null;
  const edges = edgesOf(period, now, time_zone ?? workspaceZone);
  const granularity = oneOf(GRANULARITIES, query['granularity']);
  return {
    period,
    time_zone,
    compare_to: oneOf(COMPARISONS, query['compare_to']) ?? fallback.compare_to,
    granularity: granularity && granularitiesFor(edges).includes(granularity) ? granularity : null,
    channels: CHANNELS.filter((each) => list(query['channels']).includes(each)),
    account_ids: list(query['account_ids'])
      .filter((id) => /^\d{1,20}$/.test(id))
      .slice(0, 200),
    hours_of_day: numbers(query['hours_of_day'], 0, 23),
    weekdays: numbers(query['weekdays'], 1, 7),
  };
}

/** The view as it stands in the URL. The period is always written; what equals the default is left out. */
export function viewQuery(view: View, fallback: View): Query {
  const own = typeof view.period === 'string' ? null : view.period;
  return {
    period: typeof view.period === 'string' ? view.period : null,
    from: own?.from ?? null,
    to: own?.to ?? null,
    time_zone: view.time_zone,
    compare_to: view.compare_to === fallback.compare_to ? null : view.compare_to,
    granularity: view.granularity,
    channels: view.channels.join(',') || null,
    account_ids: view.account_ids.join(',') || null,
    hours_of_day: view.hours_of_day.join(',') || null,
    weekdays: view.weekdays.join(',') || null,
  };
}

/** Whether the URL says exactly this; if not, it needs repair. */
export const sameQuery = (query: Query, canonical: Query): boolean =>
  Object.entries(canonical).every(([key, value]) => (query[key] ?? null) === value);

export const edgesOf = (period: View['period'], now: Date, zone: string, weekStart?: WeekStart): Edges =>
  typeof period === 'string' ? resolvePreset(period, now, zone, weekStart) : period;
