import { funnel as report } from '@parley/contracts';
import { askedPaths, isByStep, paths } from '../../funnels/index.js';
import { fillSql } from '../../lib/asked-sql.js';
import { defineQuery, type ReportQuery } from '../../lib/define-query.js';
import { readSql } from '../../lib/sql-file.js';
import { namesOf, rateOf } from '../../funnels/names.js';

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

export const funnel: ReportQuery<typeof report> = {
  ...query,
  async run(client, bound, options) {
    const rows = await query.run(client, bound, options);
    const isShareOfAll = isByStep(askedPaths(bound));
    const all = rows.filter(({ is_total }) => is_total);
    const entered = all.find(({ step }) => step === 1)?.units_judged ?? 0;
    return rows.map((row) => {
      const total = all.find(({ step }) => step === row.step);
      const judged = isShareOfAll ? entered : row.units_judged;
      const before = isShareOfAll ? (total?.units_judged_before ?? null) : row.units_judged_before;
      const reached = (row.units_reached ?? 0) - (row.units_immature ?? 0);
      return {
        ...row,
        units_judged: judged,
        units_judged_before: before,
        ...rateOf('reached_rate', reached, judged),
        ...rateOf('step_rate', reached, before),
      };
    });
  },
};
