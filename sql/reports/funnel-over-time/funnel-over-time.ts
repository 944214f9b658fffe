import { funnelOverTime as report } from '@parley/contracts';
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
    // Who did not get there stands under the last step that was reached.
    value: isByStep(question) ? `value[least(level, ${step})]` : 'value',
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
    return rows.map((row) => ({
      ...row,
      ...rateOf('reached_rate', (row.units_reached ?? 0) - (row.units_immature ?? 0), row.units_judged),
    }));
  },
};
