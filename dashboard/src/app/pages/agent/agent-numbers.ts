import type { MetricKey, agents, responseTime } from '@parley/contracts';
import type { z } from 'zod';
import type { Rows } from '../../measures/measures-state';
import { picksOf } from '../../reports/wait-picks';
import { numberIn } from '../../reports/reading';
import { SMALL_SAMPLE } from '../../theme/change';

export type ResponseRow = z.infer<typeof responseTime.row>;
export type AgentsRow = z.infer<typeof agents.row>;

/** The total rows of one party: an agent, a team, or everybody. */
export interface Party {
  first: ResponseRow | undefined;
  every: ResponseRow | undefined;
}

export interface Figure {
  key: MetricKey;
  kind: 'first' | 'every';
  label:
    | 'first_median'
    | 'first_p90'
    | 'every_median'
    | 'every_p90'
    | 'answered'
    | 'answered_share'
    | 'target_share';
}

/** The first response and every response, typical and slow; then how much and how well. */
export const NUMBERS: readonly Figure[] = [
  { label: 'first_median', key: 'response_median_seconds', kind: 'first' },
  { label: 'first_p90', key: 'response_p90_seconds', kind: 'first' },
  { label: 'every_median', key: 'response_median_seconds', kind: 'every' },
  { label: 'every_p90', key: 'response_p90_seconds', kind: 'every' },
  { label: 'answered', key: 'waits_answered', kind: 'every' },
  { label: 'answered_share', key: 'answered_share', kind: 'every' },
  { label: 'target_share', key: 'target_share', kind: 'every' },
];

export interface Told {
  value: number | null;
  /** From how many answers; null where the number is a count itself. */
  sample: number | null;
  isSmall: boolean;
}

/** A number of a party, and from how many answers it comes. */
export function toldOf({ key, kind }: Figure, party: Party): Told {
  const row = party[kind];
  const value = numberIn(row, key);
  const sample = key === 'waits_answered' ? null : sampleOf(key, row);
  return { value, sample, isSmall: value !== null && sample !== null && sample < SMALL_SAMPLE };
}

/** Behind times stand the answers whose length is known, behind shares the waits that they are shares of. */
function sampleOf(key: MetricKey, row: ResponseRow | undefined): number | null {
  if (!row) return null;
  if (key === 'target_share') return row.waits_with_target;
  if (key === 'answered_share') return (row.waits_answered ?? 0) + (row.waits_unanswered ?? 0);
  return (row.waits_answered ?? 0) - (row.waits_without_calendar ?? 0);
}

/** What picks the rows behind a number of a party: an agent, a team or everybody. */
export function rowsBehind({ key, kind }: Figure, who: Rows): Rows | null {
  const picks = picksOf(key);
  return picks && { ...picks, kind, agent_ids: [], team_ids: [], ...who };
}

export interface HourBar {
  hour: number;
  n: number;
  median: number | null;
  /** 0 to 1 of the busiest hour. */
  share: number;
}

/** The hours of the day, each with what was answered in it; hours without an answer are there, too. */
export function hourBars(rows: readonly ResponseRow[]): HourBar[] {
  const byHour = new Map(
    rows
      .filter(
        ({ period, is_total, hour_of_day }) => period === 'current' && !is_total && hour_of_day !== null,
      )
      .map((row) => [row.hour_of_day, row]),
  );
  const counts = Array.from({ length: 24 }, (_, hour) => byHour.get(hour)?.waits_answered ?? 0);
  const most = Math.max(1, ...counts);
  return counts.map((n, hour) => ({
    hour,
    n,
    median: byHour.get(hour)?.response_median_seconds ?? null,
    share: n / most,
  }));
}
