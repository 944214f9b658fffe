import { FUNNEL_TIME_EDGES, funnelTimes as report } from '@parley/contracts';
import { askedPaths, paths, stepOf } from '../../funnels/index.js';
import { fillSql } from '../../lib/asked-sql.js';
import { defineQuery } from '../../lib/define-query.js';
import { readSql } from '../../lib/sql-file.js';

const sql = readSql(import.meta.url, 'funnel-times.sql');

export const funnelTimes = defineQuery(report, (asked) => {
  const question = askedPaths(asked);
  return fillSql(sql, {
    edges: FUNNEL_TIME_EDGES.join(', '),
    from_step: String(stepOf(question, asked['from_step'], 1)),
    to_step: String(stepOf(question, asked['to_step'])),
    paths: paths(question),
  });
});
