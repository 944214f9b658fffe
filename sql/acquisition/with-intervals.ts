import { type Report, wilson } from '@parley/contracts';
import type { ReportQuery } from '../lib/define-query.js';

/** Of a rate: the counts it is the share of, by the names of their columns; several add up. */
export type Shares = Readonly<Record<string, { of: readonly string[]; part: string }>>;

type Numbers = Readonly<Record<string, number | null>>;

/** The same report with columns filled in from others of the row, which SQL leaves empty: dividing there costs planning. */
export function withFilled<R extends Report>(
  query: ReportQuery<R>,
  fill: (row: Numbers) => Record<string, number | null>,
): ReportQuery<R> {
  return {
    ...query,
    async run(client, bound, options) {
      const rows = await query.run(client, bound, options);
      return rows.map((row) => ({ ...(row as object), ...fill(row as Numbers) }) as typeof row);
    },
  };
}

/** Each rate, and `…_low` and `…_high`: the Wilson interval of its counts. */
export const sharesOf = (row: Numbers, shares: Shares): Record<string, number | null> =>
  Object.fromEntries(
    Object.entries(shares).flatMap(([rate, { of, part: name }]) => {
      const part = row[name] ?? null;
      const whole = sum(of.map((each) => row[each] ?? null));
      const interval = wilson(part, whole);
      return [
        [rate, part === null || !whole ? null : part / whole],
        [`${rate}_low`, interval?.low ?? null],
        [`${rate}_high`, interval?.high ?? null],
      ];
    }),
  );

/** Of a price: what was paid, and for how many, by the names of their columns; several add up. */
export type Prices = Readonly<Record<string, { spend: string; for: readonly string[] }>>;

/** What one of each thing cost, to 4 decimals; null where nothing was spent or there is none of it. */
export const pricesOf = (row: Numbers, prices: Prices): Record<string, number | null> =>
  Object.fromEntries(
    Object.entries(prices).map(([price, { spend, for: things }]) => {
      const paid = row[spend] ?? 0;
      const count = sum(things.map((each) => row[each] ?? null));
      return [price, paid <= 0 || !count ? null : Math.round((paid / count) * 10_000) / 10_000];
    }),
  );

const sum = (numbers: readonly (number | null)[]): number | null =>
  numbers.reduce<number | null>((all, one) => (all === null || one === null ? null : all + one), 0);
