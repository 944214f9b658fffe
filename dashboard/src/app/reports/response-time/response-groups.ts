import {
  ARRIVAL_LABELS,
  CHANNEL_LABELS,
  type Language,
  type MetricKey,
  type WaitGroup,
  type responseTime,
} from '@parley/contracts';
import type { z } from 'zod';
import type { OwnQuery } from '../../shell/view-state';
import type { Rows } from '../../measures/measures-state';
import { hourName, weekdayName } from '../hours';
import { pairedRows } from '../reading';
import type { NamedRow } from '../report-lines';
import { picksOfGroup } from '../wait-picks';

export type ResponseTimeRow = z.infer<typeof responseTime.row>;

/** The columns of the table, in the order of the report. */
export const COLUMNS = [
  'waits_answered',
  'response_median_seconds',
  'response_p75_seconds',
  'response_p90_seconds',
  'response_p95_seconds',
  'response_mean_seconds',
  'response_min_seconds',
  'response_max_seconds',
  'waits_unanswered',
  'answered_share',
  'target_share',
  'waits_within_target',
  'waits_with_target',
  'waits_over_30_days',
  'waits_answered_off_hours',
  'waits_without_calendar',
] as const satisfies readonly MetricKey[];

/** What is shown until somebody chooses. */
export const USUAL = [
  'waits_answered',
  'response_median_seconds',
  'response_p90_seconds',
  'response_mean_seconds',
  'waits_unanswered',
  'answered_share',
  'target_share',
] as const satisfies readonly (typeof COLUMNS)[number][];

export interface GroupTexts {
  total: string;
  /** People whom the platform does not name. */
  nobody: string;
  noTeam: string;
  account: (id: string) => string;
}

/** The rows of a table split by one or two groups, by the names of the groups; and the total. */
export function groupRows(
  rows: readonly ResponseTimeRow[],
  groups: readonly WaitGroup[],
  texts: GroupTexts,
  language: Language,
): { rows: NamedRow[]; total: NamedRow | null } {
  const { lines, total } = pairedRows(rows, (row) => groups.map((group) => idOf(group, row)).join('\u0000'));
  return {
    rows: lines.map((line) => {
      const names = groups.map((group) => nameOf(group, line.row, texts, language));
      return {
        ...line,
        name: names.map(({ name }) => name).join(' · '),
        isOurs: names.some(({ isOurs }) => isOurs),
        only: onlyOf(groups, line.row),
      };
    }),
    total: total && { ...total, id: 'total', name: texts.total, isOurs: true, only: null },
  };
}

function idOf(group: WaitGroup, row: ResponseTimeRow): string {
  switch (group) {
    case 'agent':
      return `agent ${row.agent_id}`;
    case 'team':
      return `team ${row.team_id}`;
    case 'channel':
      return `channel ${row.channel}`;
    case 'account':
      return `account ${row.account_id}`;
    case 'source':
      return `source ${row.arrival} ${row.ref}`;
    case 'hour':
      return `hour ${row.hour_of_day}`;
    case 'weekday':
      return `weekday ${row.weekday}`;
  }
}

interface Name {
  name: string;
  isOurs: boolean;
}
const theirs = (name: string): Name => ({ name, isOurs: false });
const ours = (name: string): Name => ({ name, isOurs: true });

function nameOf(group: WaitGroup, row: ResponseTimeRow, texts: GroupTexts, language: Language): Name {
  switch (group) {
    case 'agent':
      return row.agent_name === null ? ours(texts.nobody) : theirs(row.agent_name);
    case 'team':
      return row.team_name === null ? ours(texts.noTeam) : theirs(row.team_name);
    case 'channel':
      return row.channel === null ? ours('—') : theirs(CHANNEL_LABELS[row.channel][language]);
    case 'account':
      return theirs(row.account_name ?? texts.account(row.account_id ?? ''));
    case 'source':
      return row.ref === null ? ours(ARRIVAL_LABELS[row.arrival ?? 'direct'][language]) : theirs(row.ref);
    case 'hour':
      return row.hour_of_day === null ? ours('—') : theirs(hourName(row.hour_of_day, language));
    case 'weekday':
      return row.weekday === null ? ours('—') : theirs(weekdayName(row.weekday, language));
  }
}

/** What picks the waits of a row; null where one of its groups cannot be picked. */
export function picksOfGroups(groups: readonly WaitGroup[], row: NamedRow['row']): Rows | null {
  return groups.reduce<Rows | null>((all, group) => {
    const picks = picksOfGroup(group, row);
    return all && picks ? { ...all, ...picks } : null;
  }, {});
}

/** The filters that show only this row, as they stand in the URL. */
function onlyOf(groups: readonly WaitGroup[], row: ResponseTimeRow): OwnQuery | null {
  const picks = picksOfGroups(groups, row);
  // How something came is no filter of the screen, only of its rows.
  if (picks?.['arrivals']) return null;
  return picks && Object.fromEntries(Object.entries(picks).map(([key, value]) => [key, value ?? null]));
}
