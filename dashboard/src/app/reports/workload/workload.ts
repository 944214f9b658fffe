import {
  DEFAULT_PAUSE_SECONDS,
  type MetricKey,
  type RowReportName,
  WAIT_MAX_SECONDS,
  type workload,
  type workloadByHour,
} from '@parley/contracts';
import type { z } from 'zod';
import type { Rows } from '../../measures/measures-state';
import { pairedRows } from '../reading';
import type { NamedRow } from '../report-lines';

export type WorkloadRow = z.infer<typeof workload.row>;
export type WorkloadHourRow = z.infer<typeof workloadByHour.row>;

/** The columns of the table, in the order of the report. */
export const COLUMNS = [
  'dialogues_answered',
  'waits_answered',
  'work_spans',
  'busy_seconds',
  'dialogue_seconds',
  'concurrency_mean',
  'concurrency_max',
  'answers_per_busy_hour',
  'days_worked',
  'at_work_seconds',
  'busy_share',
  'open_seconds',
  'open_busy_share',
] as const satisfies readonly MetricKey[];
/** What is shown until somebody chooses. */
export const USUAL = [
  'dialogues_answered',
  'busy_seconds',
  'concurrency_mean',
  'concurrency_max',
  'answers_per_busy_hour',
  'busy_share',
  'open_busy_share',
] as const satisfies readonly (typeof COLUMNS)[number][];

/** The pauses that are offered, in seconds; the last is none: from taking a dialogue up to the last answer in it. */
export const PAUSES = [300, DEFAULT_PAUSE_SECONDS, 1800, 3600, WAIT_MAX_SECONDS] as const;
/** The pause named in the URL; the usual one when it is none of ours. */
export const pauseFrom = (name: string | null): number =>
  PAUSES.find((pause) => String(pause) === name) ?? DEFAULT_PAUSE_SECONDS;

const NOBODY = 'nobody';

/** The agents of the period beside the period before, and the total, which the api computed anew. */
export function workloadRows(
  rows: readonly WorkloadRow[],
  texts: { total: string; nobody: string },
): { rows: NamedRow[]; total: NamedRow | null } {
  const { lines, total } = pairedRows(rows, ({ agent_id }) => agent_id ?? NOBODY);
  return {
    rows: lines.map((line) => ({
      ...line,
      name: line.row.agent_name ?? texts.nobody,
      isOurs: line.row.agent_name === null,
      only: { agent_ids: line.row.agent_id ?? '0' },
    })),
    total: total && { ...total, id: 'total', name: texts.total, isOurs: true, only: null },
  };
}

/** The rows behind a number of an agent, or of all who are asked for; null for what only calendars tell. */
export function rowsOf(
  key: MetricKey,
  agent_ids: readonly string[],
  pause_seconds: string,
): { report: RowReportName; picks: Rows } | null {
  switch (key) {
    case 'dialogues_answered':
      return { report: 'answered-dialogues', picks: { agent_ids, dated_by: 'answered' } };
    case 'waits_answered':
      return {
        report: 'waits',
        picks: { agent_ids, kind: 'every', states: ['answered'], dated_by: 'answered' },
      };
    case 'open_seconds':
      return null;
    default:
      return { report: 'work-spans', picks: { agent_ids, pause_seconds } };
  }
}

export interface HourBar {
  hour: number;
  row: WorkloadHourRow;
  /** 0 to 1 of the hour with the most dialogues at once. */
  share: number;
}

/** The hours of the day of the period; the highest is the one with the most dialogues at once on average. */
export function hourBars(rows: readonly WorkloadHourRow[]): HourBar[] {
  const current = rows.filter(({ period }) => period === 'current');
  const most = Math.max(1, ...current.map(({ concurrency_mean }) => concurrency_mean ?? 0));
  return current.map((row) => ({
    hour: row.hour_of_day,
    row,
    share: (row.concurrency_mean ?? 0) / most,
  }));
}
