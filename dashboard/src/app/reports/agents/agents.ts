import type { MetricKey, RowReportName, agents, agentsOverTime } from '@parley/contracts';
import type { z } from 'zod';
import type { Rows } from '../../measures/measures-state';
import { pairedRows } from '../reading';
import type { NamedRow } from '../report-lines';
import { picksOf, picksOfGroup } from '../wait-picks';

export type AgentRow = z.infer<typeof agents.row>;
export type AgentPointRow = z.infer<typeof agentsOverTime.row>;

/** The columns of the table, in the order of the report. */
export const COLUMNS = [
  'dialogues_answered',
  'shared_dialogues',
  'waits_answered',
  'response_median_seconds',
  'response_p90_seconds',
  'first_responses',
  'first_response_median_seconds',
  'first_response_p90_seconds',
  'target_share',
  'waits_within_target',
  'waits_with_target',
  'waits_held',
  'held_median_seconds',
  'waits_without_calendar',
] as const satisfies readonly MetricKey[];

/** What is shown until somebody chooses; the trend stands beside these. */
export const USUAL = [
  'dialogues_answered',
  'shared_dialogues',
  'waits_answered',
  'response_median_seconds',
  'response_p90_seconds',
  'target_share',
  'waits_held',
] as const satisfies readonly (typeof COLUMNS)[number][];

export interface AgentTexts {
  total: string;
  /** People whom the platform does not name. */
  nobody: string;
}

const TOTAL = 'total';
const NOBODY = 'nobody';

/**
 * The median of each agent (by the id of their row in the table) and of all together in each unit of time, in order;
 * where somebody answered nothing there is a gap.
 */
export function trendsOf(rows: readonly AgentPointRow[]): ReadonlyMap<string, readonly (number | null)[]> {
  const current = rows.filter((row) => row.period === 'current');
  const units = current.filter((row) => row.is_total).map((row) => row.bucket_start);
  const idOf = (row: AgentPointRow) => (row.is_total ? TOTAL : (row.agent_id ?? NOBODY));
  const medians = new Map(
    current.map((row) => [`${idOf(row)} ${row.bucket_start}`, row.response_median_seconds]),
  );
  return new Map(
    [...new Set(current.map(idOf))].map((id) => [
      id,
      units.map((unit) => medians.get(`${id} ${unit}`) ?? null),
    ]),
  );
}

/** The agents of the period beside the period before, and the total, which the api computed anew. */
export function agentRows(
  rows: readonly AgentRow[],
  texts: AgentTexts,
): { rows: NamedRow[]; total: NamedRow | null } {
  const { lines, total } = pairedRows(rows, ({ agent_id }) => agent_id ?? NOBODY);
  return {
    rows: lines.map((line) => ({
      ...line,
      name: line.row.agent_name ?? texts.nobody,
      isOurs: line.row.agent_name === null,
      only: { agent_ids: line.row.agent_id ?? '0' },
    })),
    total: total && { ...total, id: TOTAL, name: texts.total, isOurs: true, only: null },
  };
}

/** The dialogues and hand-overs behind a number of an agent, or of all who are asked for; null for other numbers. */
export function linkedOfAgent(
  key: MetricKey,
  row: NamedRow['row'],
  isTotal: boolean,
  { agent_ids, team_ids }: { agent_ids: readonly string[]; team_ids: readonly string[] },
): { report: RowReportName; picks: Rows } | null {
  const agents = isTotal ? agent_ids : (picksOfGroup('agent', row)?.['agent_ids'] ?? agent_ids);
  switch (key) {
    case 'dialogues_answered':
      return { report: 'answered-dialogues', picks: { agent_ids: agents } };
    case 'shared_dialogues':
      return { report: 'answered-dialogues', picks: { agent_ids: agents, is_shared: 'yes' } };
    case 'waits_held':
    case 'held_median_seconds':
      return {
        report: 'waits',
        picks: {
          kind: 'every',
          is_held: 'yes',
          held_by_agent_ids: agents,
          held_by_team_ids: team_ids,
          agent_ids: [],
          team_ids: [],
        },
      };
    default:
      return null;
  }
}

/** Of the waits of an agent, those behind a number; null where no rows of waits make it. */
export function picksOfAgent(key: MetricKey, row: NamedRow['row'], isTotal: boolean): Rows | null {
  const agent = isTotal ? {} : picksOfGroup('agent', row);
  switch (key) {
    case 'first_responses':
      return { ...picksOf('waits_answered'), ...agent, kind: 'first' };
    case 'first_response_median_seconds':
    case 'first_response_p90_seconds':
      return { ...picksOf('response_median_seconds'), ...agent, kind: 'first' };
    default: {
      const picks = picksOf(key);
      return picks && { ...picks, ...agent, kind: 'every' };
    }
  }
}
