import { funnel as report } from '@parley/contracts';
import type { z } from 'zod';
import { askedPaths, isByStep, paths } from '../../funnels/index.js';
import { namesOf, rateOf } from '../../funnels/names.js';
import { fillSql } from '../../lib/asked-sql.js';
import { defineQuery, type ReportQuery } from '../../lib/define-query.js';
import { readSql } from '../../lib/sql-file.js';

const sql = readSql(import.meta.url, 'funnel.sql');
const byStepSql = readSql(import.meta.url, 'funnel-by-step.sql');

const query = defineQuery(report, (asked) => {
  const question = askedPaths(asked);
  const pieces = { ...namesOf(question.by), paths: paths(question) };
  if (isByStep(question)) return fillSql(byStepSql, pieces);
  const isSplit = question.by !== 'none';
  return fillSql(sql, {
    ...pieces,
    is_total: isSplit ? 'grouping(value)' : '1',
    value: isSplit ? 'value' : "''",
    groups: isSplit ? 'GROUP BY GROUPING SETS ((value), ())' : '',
  });
});

type Row = z.output<(typeof report)['row']>;

/** What SQL leaves to be told from the rows: subtracting and dividing there costs planning. */
export const funnel: ReportQuery<typeof report> = {
  ...query,
  async run(client, bound, options) {
    const rows = await query.run(client, bound, options);
    const counted = isByStep(askedPaths(bound)) ? sharesOfAll(rows) : rows.map(comparedWith(rows));
    return counted.map((row) => {
      const mature = matureOf(row);
      const isFirst = row.step === 1;
      // Nobody took any time to the first step.
      const times = isFirst || mature === 0 ? NO_TIMES : timesOf(row);
      return {
        ...row,
        ...rateOf('reached_rate', mature, row.units_judged),
        ...rateOf('step_rate', mature, row.units_judged_before),
        ...times,
      };
    });
  },
};

const matureOf = ({ units_reached, units_immature }: Row): number =>
  (units_reached ?? 0) - (units_immature ?? 0);

/** The rows of one value follow each other, step by step. */
const comparedWith = (rows: readonly Row[]) => (row: Row, index: number) => {
  const first = rows[index - row.step + 1]!;
  const before = row.step === 1 ? null : rows[index - 1]!;
  return {
    ...row,
    units_judged: matureOf(first),
    units_judged_before: before && matureOf(before),
    units_lost: before ? matureOf(before) - matureOf(row) : 0,
    units_open: before ? (before.units_immature ?? 0) - (row.units_immature ?? 0) : 0,
  };
};

/** By step what is lost after a value is counted; what rates are of are all. */
function sharesOfAll(rows: readonly Row[]): Row[] {
  const all = rows.filter(({ is_total }) => is_total);
  const matureAt = (step: number) => {
    const row = all.find((one) => one.step === step);
    return row ? matureOf(row) : 0;
  };
  return rows.map((row) => ({
    ...row,
    units_judged: matureAt(1),
    units_judged_before: row.step === 1 ? null : matureAt(row.step - 1),
  }));
}

const TIMES = [
  'from_start_median_seconds',
  'from_start_p90_seconds',
  'from_previous_median_seconds',
  'from_previous_p90_seconds',
] as const;
const NO_TIMES = Object.fromEntries(TIMES.map((key) => [key, null])) as Record<(typeof TIMES)[number], null>;
/** In SQL they are milliseconds. */
const timesOf = (row: Row) =>
  Object.fromEntries(
    TIMES.map((key) => [key, row[key] === null ? null : Math.round(row[key]) / 1000]),
  ) as Record<(typeof TIMES)[number], number | null>;
