import { funnelOverTime as report } from '@parley/contracts';
import type { z } from 'zod';
import { askedPaths, isByStep, paths, stepOf } from '../../funnels/index.js';
import { namesOf, rateOf } from '../../funnels/names.js';
import { fillSql } from '../../lib/asked-sql.js';
import { defineQuery, type ReportQuery } from '../../lib/define-query.js';
import { readSql } from '../../lib/sql-file.js';

const sql = readSql(import.meta.url, 'funnel-over-time.sql');

const query = defineQuery(report, (asked) => {
  const question = askedPaths(asked);
  const step = stepOf(question, asked['to_step']);
  return fillSql(sql, {
    ...namesOf(question.by),
    to_step: String(step),
    // By step a value is one of those who got there alone; who entered has none.
    ...(isByStep(question)
      ? {
          value: `value[${step}]`,
          kept: 'reached',
          entered: 'if(is_total, toUInt32(entered), NULL)',
          entered_immature: 'if(is_total, toUInt32(entered_immature), NULL)',
        }
      : {
          value: 'value',
          kept: 'entered',
          entered: 'toUInt32(entered)',
          entered_immature: 'toUInt32(entered_immature)',
        }),
    ...(question.by === 'none'
      ? { is_total: '1', named: "''", groups: 'unit_start' }
      : {
          is_total: 'grouping(unit_value)',
          named: 'unit_value',
          groups: 'GROUPING SETS ((unit_start, unit_value), (unit_start))',
        }),
    paths: paths(question),
  });
});

export const funnelOverTime: ReportQuery<typeof report> = {
  ...query,
  async run(client, bound, options) {
    const rows = await query.run(client, bound, options);
    const counted = isByStep(askedPaths(bound)) ? sharesOfAll(rows) : rows;
    return counted.map((row) => ({
      ...row,
      ...rateOf('reached_rate', (row.units_reached ?? 0) - (row.units_immature ?? 0), row.units_judged),
    }));
  },
};

type Row = z.output<(typeof report)['row']>;

/** By step the rate of a value is a share of all who entered in the same unit. */
function sharesOfAll(rows: readonly Row[]): Row[] {
  const all = new Map(
    rows.filter(({ is_total }) => is_total).map((row) => [row.bucket_start, row.units_judged]),
  );
  return rows.map((row) => ({ ...row, units_judged: all.get(row.bucket_start) ?? null }));
}
