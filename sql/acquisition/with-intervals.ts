import { type Report, wilson } from '@parley/contracts';
import type { ReportQuery } from '../lib/define-query.js';

/** Of a rate: the counts it is the share of, by the names of their columns; several add up. */
export type Shares = Readonly<Record<string, { of: readonly string[]; part: string }>>;

/** The same report with `…_low` and `…_high` of each rate filled in: the Wilson interval of its counts. */
export function withIntervals<R extends Report>(query: ReportQuery<R>, shares: Shares): ReportQuery<R> {
  return {
    ...query,
    async run(client, bound, options) {
      const rows = await query.run(client, bound, options);
      return rows.map(
        (row) => ({ ...(row as object), ...intervalsOf(row as Numbers, shares) }) as typeof row,
      );
    },
  };
}

type Numbers = Readonly<Record<string, number | null>>;

const intervalsOf = (row: Numbers, shares: Shares): Record<string, number | null> =>
  Object.fromEntries(
    Object.entries(shares).flatMap(([rate, { of, part }]) => {
      const interval = wilson(row[part] ?? null, sum(of.map((name) => row[name] ?? null)));
      return [
        [`${rate}_low`, interval?.low ?? null],
        [`${rate}_high`, interval?.high ?? null],
      ];
    }),
  );

const sum = (numbers: readonly (number | null)[]): number | null =>
  numbers.reduce<number | null>((all, one) => (all === null || one === null ? null : all + one), 0);
