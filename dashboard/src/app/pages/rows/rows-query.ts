import { ROW_REPORTS, type RowReportName } from '@parley/contracts';
import type { z } from 'zod';
import { MAY_BE_EMPTY, type ParamValue, REPEATED } from '../../reports/report-url';

/** The reports that the page lists; who waits now has a screen of its own. */
export const LISTED = [
  'waits',
  'unanswered',
  'dialogues',
  'answered-dialogues',
  'work-spans',
  'messages',
  'contacts',
  'arrivals',
  'subscriptions',
  'channel-rows',
  'conversions',
  'path-contacts',
  'funnel-contacts',
] as const satisfies RowReportName[];
export type Listed = (typeof LISTED)[number];

/** So many rows are shown at first, and so many more with each step. */
export const STEP = 50;
/** A page is no place for more; the file has all of them. */
export const MOST_SHOWN = 2000;

/** The period and the filters of every screen stand in the view. */
const OF_VIEW = new Set(['from', 'to', 'time_zone', 'channels', 'account_ids', 'hours_of_day', 'weekdays']);
const SINGLE = new Set([
  'pause_seconds',
  'min_seconds',
  'max_seconds',
  'depth',
  'minimum_share',
  'window_seconds',
  'path_step',
  'step',
  'from_step',
]);
/** One value, commas and all. */
const WHOLE = new Set(['funnel', 'breakdown_property']);

export const listedFrom = (name: string | null): Listed => LISTED.find((each) => each === name) ?? 'waits';

export type OwnParams = Readonly<Record<string, readonly string[]>>;

/** What a row report takes beside the view, in the order of its contract. */
const ownShape = (report: Listed): [string, z.ZodType][] =>
  Object.entries<z.ZodType>(ROW_REPORTS[report].params.shape).filter(([key]) => !OF_VIEW.has(key));

/**
 * Reads from the URL what the rows are picked by, under the names of the api. Total: what the report does not take, and
 * values that it would refuse, are left out.
 */
export function ownFrom(report: Listed, read: (key: string) => readonly string[]): OwnParams {
  const own: Record<string, readonly string[]> = {};
  for (const [key, param] of ownShape(report)) {
    const values = REPEATED.has(key)
      ? read(key).filter((value) => value !== '' || MAY_BE_EMPTY.has(key))
      : WHOLE.has(key)
        ? read(key).slice(0, 1).filter(Boolean)
        : read(key)
            .flatMap((value) => value.split(','))
            .map((value) => value.trim())
            .filter(Boolean);
    const [first] = values;
    if (first === undefined) continue;
    const listed = SINGLE.has(key)
      ? []
      : [...new Set(values)].filter((value) => param.safeParse([value]).success);
    if (listed.length > 0) own[key] = listed;
    else if (param.safeParse(first).success) own[key] = [first];
  }
  return own;
}

/** How many rows the URL asks for. */
export function shownFrom(text: string | null): number {
  const asked = Number(text);
  return Number.isInteger(asked) && asked > STEP ? Math.min(asked, MOST_SHOWN) : STEP;
}

/** What stays of a parameter without one of its values; null: nothing. */
export function without(own: OwnParams, key: string, value: string): ParamValue | null {
  const rest = (own[key] ?? []).filter((each) => each !== value);
  if (rest.length === 0) return null;
  return REPEATED.has(key) ? rest : rest.join(',');
}
