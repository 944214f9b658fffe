import type { AcquisitionGroup, AttributionModel } from '@parley/contracts';
import type { ClickHouse, QueryParams, RequestOptions } from '../lib/client.js';
import { usedBy } from '../lib/define-query.js';
import { creditFacts } from './money-facts.js';

/** What one row of a report is credited with; `named` says how it came where it has no value. */
interface Credited {
  is_total: number;
  named: string;
  group_value: string;
  credited_conversions: number;
  credited_value: number;
}

type Row = Record<string, unknown>;

/** Columns that are empty where nothing arrived; those of counts are 0. */
const EMPTY = /^(first_response_median_seconds|.*_(rate|share)(_.*)?|.*_rate|cost_per_.*|roas|account_name)$/;

/** What each row is credited with, and all together. Nothing is asked where nothing counts as a conversion. */
export async function readCredit(
  client: ClickHouse,
  bound: QueryParams,
  options?: RequestOptions,
): Promise<Credited[]> {
  const goals = bound['goal_types'];
  if (Array.isArray(goals) && goals.length === 0) return [];
  const sql = `
    SELECT
      toUInt8(grouping(named)) AS is_total,
      named,
      group_value,
      round(sum(credit), 6) AS credited_conversions,
      round(sum(worth), 4)  AS credited_value
    FROM (${creditFacts(bound, bound['model'] as AttributionModel)})
    GROUP BY GROUPING SETS ((named, group_value), ())
    ORDER BY is_total, named, group_value`;
  const name = 'credit of a report';
  return client.query<Credited>(sql, usedBy(name, sql, bound), { ...options, name });
}

/**
 * The rows of a report, the total last, with what they are credited with. A value with nothing but credit becomes a row
 * of its own before the total: of what nobody in question can tell it is as empty as the total.
 */
export function withCredit<R extends object>(
  rows: readonly R[],
  credited: readonly Credited[],
  by: AcquisitionGroup,
): R[] {
  const keyOf = (named: unknown, value: unknown) => JSON.stringify([named ?? '', value ?? '']);
  const nameOf = ({ is_total, arrival, value }: Row) => (is_total ? 'total' : keyOf(arrival, value));
  const of = new Map(
    credited.map((one) => [one.is_total === 1 ? 'total' : keyOf(one.named, one.group_value), one]),
  );
  const known = new Set(rows.map((row) => nameOf(row as Row)));
  const total = rows.at(-1);
  const more = total
    ? [...of].flatMap(([key, { named, group_value }]) =>
        known.has(key) ? [] : [{ ...nothingArrived(total as Row), ...nameFor(named, group_value, by) } as R],
      )
    : [];
  return [...rows.slice(0, -1), ...more, ...rows.slice(-1)].map((row) => {
    const one = of.get(nameOf(row as Row));
    return {
      ...row,
      credited_conversions: one?.credited_conversions ?? 0,
      credited_value: one?.credited_value ?? 0,
    };
  });
}

const nameFor = (named: string, value: string, by: AcquisitionGroup): Row => ({
  is_total: false,
  arrival: named || null,
  value: value || null,
  account_id: by === 'account' ? value || null : null,
});

const nothingArrived = (total: Row): Row =>
  Object.fromEntries(
    Object.entries(total).map(([key, value]) => [
      key,
      EMPTY.test(key) ? null : typeof value === 'number' ? 0 : value,
    ]),
  );
