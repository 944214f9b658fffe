import type { MetricKey, WaitGroup } from '@parley/contracts';
import type { Rows } from '../measures/measures-state';
import { type Row, numberIn } from './reading';

const DAYS_30 = 30 * 86_400;
const ANSWERED = { states: ['answered'] };
/** Answered, and for how long is known. */
const MEASURED = { states: ['answered'], is_measured: 'yes' };
const JUDGED = { target_results: ['met', 'missed'] };

/** What picks, of the waits asked for, those behind a number of theirs; by the parameters of the report `waits`. */
const PICKS: Partial<Record<MetricKey, Rows>> = {
  waits_answered: ANSWERED,
  response_mean_seconds: { ...MEASURED, max_seconds: justAbove(DAYS_30) },
  response_median_seconds: MEASURED,
  response_p75_seconds: MEASURED,
  response_p90_seconds: MEASURED,
  response_p95_seconds: MEASURED,
  response_min_seconds: { ...MEASURED, order: 'shortest' },
  response_max_seconds: { ...MEASURED, order: 'longest' },
  waits_over_30_days: { ...MEASURED, min_seconds: justAbove(DAYS_30), order: 'longest' },
  waits_unanswered: { states: ['unanswered', 'abandoned'] },
  answered_share: { states: ['answered', 'unanswered', 'abandoned'] },
  waits_with_target: JUDGED,
  waits_within_target: { target_results: ['met'] },
  target_share: JUDGED,
  waits_without_calendar: { ...ANSWERED, is_measured: 'no' },
  waits_answered_off_hours: { ...ANSWERED, answered_off_hours: 'yes' },
  waits_begun: {},
};

/** The waits behind a number; null where they cannot be picked. */
export const picksOf = (key: MetricKey): Rows | null => PICKS[key] ?? null;

/**
 * The least length above a limit: lengths are whole milliseconds, the mean holds exactly 30 days, and `min_seconds` and
 * `max_seconds` are a half-open interval.
 */
function justAbove(seconds: number): string {
  return String(seconds + 0.001);
}

/** The filters of the bar, taken back: for rows of a report that does not know them. */
export const UNFILTERED: Rows = {
  agent_ids: '',
  team_ids: '',
  refs: '',
  hours_of_day: '',
  weekdays: '',
  clock_starts: '',
  dated_by: '',
};

const textIn = (row: Row, key: string): string | null => {
  const value = row[key];
  return typeof value === 'string' ? value : null;
};
/** The number that stands for nobody known and for no team. */
const NOBODY = '0';

/** What picks the waits of one group of a row; null where they cannot be picked. */
export function picksOfGroup(group: WaitGroup, row: Row): Rows | null {
  switch (group) {
    case 'agent':
      return { agent_ids: [textIn(row, 'agent_id') ?? NOBODY] };
    case 'team':
      return { team_ids: [textIn(row, 'team_id') ?? NOBODY] };
    case 'channel':
      return only('channels', textIn(row, 'channel'));
    case 'account':
      return only('account_ids', textIn(row, 'account_id'));
    case 'source':
      return picksOfSource(row);
    case 'hour':
      return only('hours_of_day', numberIn(row, 'hour_of_day'));
    case 'weekday':
      return only('weekdays', numberIn(row, 'weekday'));
  }
}

/** A ref by its name; what came without one by the way it came. */
function picksOfSource(row: Row): Rows | null {
  const ref = textIn(row, 'ref');
  return ref ? { refs: [ref] } : only('arrivals', textIn(row, 'arrival'));
}

const only = (key: string, value: string | number | null): Rows | null =>
  value === null ? null : { [key]: [String(value)] };
