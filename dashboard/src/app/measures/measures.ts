import {
  CLOCKS,
  CLOCK_STARTS_ASKED,
  type Clock,
  type ClockStartAsked,
  DATED_BY,
  type DatedBy,
  HOURS,
  type Hours,
  WAIT_GROUPS,
  WAIT_KINDS,
  type WaitGroup,
  type WaitKind,
} from '@parley/contracts';
import type { OwnQuery } from '../shell/view-state';
import type { ParamValue } from '../reports/report-url';

/** How response times are measured, and of which waits: the whole of it stands in the URL, under the names of the api. */
export interface Measures {
  kind: WaitKind;
  clock: Clock;
  hours: Hours;
  clock_starts: ClockStartAsked;
  dated_by: DatedBy;
  agent_ids: string[];
  team_ids: string[];
  refs: string[];
  hours_of_day: number[];
  weekdays: number[];
}

export const DEFAULT_MEASURES: Measures = {
  kind: 'first',
  clock: 'customer',
  hours: 'calendar',
  clock_starts: 'definition',
  dated_by: 'started',
  agent_ids: [],
  team_ids: [],
  refs: [],
  hours_of_day: [],
  weekdays: [],
};

/** The filters of the bar of measures; channels and accounts are those of every screen. */
export const MEASURE_FILTERS = ['agent_ids', 'team_ids', 'refs', 'hours_of_day', 'weekdays'] as const;
/** Those that are chosen there; hours and weekdays are chosen for every screen. */
export const BAR_FILTERS = ['agent_ids', 'team_ids', 'refs'] as const;
export type MeasureFilter = (typeof MEASURE_FILTERS)[number];

/** A list in the URL is cut at so many, as the api takes them. */
const MOST = 200;

/** Reads what one name holds in the URL: every value, as it is repeated. */
export type Read = (key: string) => readonly string[];

const oneOf = <T extends string>(all: readonly T[], [value]: readonly string[], fallback: T): T =>
  all.find((each) => each === value) ?? fallback;

const split = (values: readonly string[]) => [
  ...new Set(
    values
      .flatMap((each) => each.split(','))
      .map((each) => each.trim())
      .filter(Boolean),
  ),
];
const ids = (values: readonly string[]) =>
  split(values)
    .filter((id) => /^\d{1,20}$/.test(id))
    .slice(0, MOST);
const numbers = (values: readonly string[], least: number, most: number) =>
  split(values)
    .map(Number)
    .filter((each) => Number.isInteger(each) && each >= least && each <= most)
    .sort((a, b) => a - b);

/** Reads the measures from the URL. Total: what it does not understand becomes the default. */
export const parseMeasures = (read: Read): Measures => ({
  kind: oneOf(WAIT_KINDS, read('kind'), DEFAULT_MEASURES.kind),
  clock: oneOf(CLOCKS, read('clock'), DEFAULT_MEASURES.clock),
  hours: oneOf(HOURS, read('hours'), DEFAULT_MEASURES.hours),
  clock_starts: oneOf(CLOCK_STARTS_ASKED, read('clock_starts'), DEFAULT_MEASURES.clock_starts),
  dated_by: oneOf(DATED_BY, read('dated_by'), DEFAULT_MEASURES.dated_by),
  agent_ids: ids(read('agent_ids')),
  team_ids: ids(read('team_ids')),
  refs: [...new Set(read('refs'))].filter((ref) => ref && ref.length <= 2048).slice(0, MOST),
  hours_of_day: numbers(read('hours_of_day'), 0, 23),
  weekdays: numbers(read('weekdays'), 1, 7),
});

const isDefault = (key: keyof Measures, value: Measures[keyof Measures]) =>
  typeof value === 'string' ? value === DEFAULT_MEASURES[key] : value.length === 0;

const written = (key: keyof Measures, value: Measures[keyof Measures]): ParamValue => {
  if (typeof value === 'string') return value;
  return key === 'refs' ? value.map(String) : value.join(',');
};

/** A part of the measures as it stands in the URL; what equals the default is left out. */
export const measuresQuery = (part: Partial<Measures>): OwnQuery =>
  Object.fromEntries(
    (Object.keys(part) as (keyof Measures)[]).map((key) => {
      const value = part[key] ?? DEFAULT_MEASURES[key];
      return [key, isDefault(key, value) ? null : written(key, value)];
    }),
  );

/** All measures as a report takes them. */
export const measureParamsOf = (measures: Measures): Record<string, ParamValue> =>
  Object.fromEntries(
    (Object.keys(measures) as (keyof Measures)[]).map((key) => {
      const value = measures[key];
      return [key, typeof value === 'string' ? value : value.map(String)];
    }),
  );

/** One or two groups named in the URL, each once; the fallback when there is none. */
export function groupsFrom(values: readonly string[], fallback: WaitGroup): [WaitGroup, ...WaitGroup[]] {
  const [first, second] = split(values).flatMap((name) => WAIT_GROUPS.find((each) => each === name) ?? []);
  if (!first) return [fallback];
  return second ? [first, second] : [first];
}

/** After a hand-off and from an assignment only the agent's clock exists. */
export const isAgentsClock = ({ kind }: Pick<Measures, 'kind'>): boolean =>
  kind === 'after_hand_off' || kind === 'after_assignment';
