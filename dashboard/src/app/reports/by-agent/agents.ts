import type { ReportMeta, byAgent } from '@parley/contracts';
import type { z } from 'zod';
import { SMALL_SAMPLE } from '../../theme/change';

export type ByAgentRow = z.infer<typeof byAgent.row>;
export interface ByAgentAnswer {
  meta: ReportMeta;
  rows: ByAgentRow[];
}

export const COLUMNS = ['waits_answered', 'response_median_seconds', 'response_p90_seconds'] as const;
export type Column = (typeof COLUMNS)[number];
export type SortKey = 'agent_name' | Column;
export interface Sort {
  by: SortKey;
  isDescending: boolean;
}

export const DEFAULT_SORT: Sort = { by: 'waits_answered', isDescending: true };
const SORT_KEYS: readonly SortKey[] = ['agent_name', ...COLUMNS];

/** The order named in the URL: `waits_answered`, or `-waits_answered` for largest first. */
export function sortFrom(name: string | null): Sort {
  const by = SORT_KEYS.find((key) => key === name?.replace(/^-/, ''));
  return by ? { by, isDescending: name?.startsWith('-') ?? false } : DEFAULT_SORT;
}

export const sortName = ({ by, isDescending }: Sort): string => (isDescending ? `-${by}` : by);

/** What a click on a heading does: turn the order round, or begin with the direction that is most asked for. */
export const nextSort = (sort: Sort, by: SortKey): Sort =>
  sort.by === by ? { by, isDescending: !sort.isDescending } : { by, isDescending: by === 'waits_answered' };

export interface AgentLine {
  row: ByAgentRow;
  previous: ByAgentRow | null;
  /** Too few answers for the times to mean much. */
  isSmall: boolean;
}

/** The agents in the chosen order, and the total, which comes from the api and is never added up here. */
export function agentLines(
  answer: ByAgentAnswer,
  sort: Sort,
  locale: string,
): { lines: AgentLine[]; total: AgentLine | null } {
  const before = new Map(
    answer.rows.filter((row) => row.period === 'previous').map((row) => [keyOf(row), row]),
  );
  const line = (row: ByAgentRow): AgentLine => ({
    row,
    previous: before.get(keyOf(row)) ?? null,
    isSmall: (row.waits_answered ?? 0) < SMALL_SAMPLE,
  });
  const current = answer.rows.filter((row) => row.period === 'current');
  const total = current.find((row) => row.is_total);
  const lines = current.filter((row) => !row.is_total).map(line);
  lines.sort((a, b) => compare(a.row, b.row, sort, locale));
  return { lines, total: total ? line(total) : null };
}

const keyOf = (row: ByAgentRow) => (row.is_total ? 'total' : (row.agent_id ?? 'unknown'));

/** People without a name and values that do not exist come last, whichever way the order runs. */
function compare(a: ByAgentRow, b: ByAgentRow, { by, isDescending }: Sort, locale: string): number {
  const left = a[by];
  const right = b[by];
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  const order =
    typeof left === 'string' || typeof right === 'string'
      ? String(left).localeCompare(String(right), locale)
      : left - right;
  return isDescending ? -order : order;
}
