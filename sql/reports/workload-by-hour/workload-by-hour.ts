import { workloadByHour as report } from '@parley/contracts';
import { fillSql } from '../../lib/asked-sql.js';
import type { QueryParams } from '../../lib/client.js';
import { defineQuery } from '../../lib/define-query.js';
import { readSql } from '../../lib/sql-file.js';
import { agentDays } from '../../workload/agent-days.js';
import { isAsked } from '../../workload/work-spans.js';

const sql = readSql(import.meta.url, 'workload-by-hour.sql');

export const workloadByHour = defineQuery(report, (asked: QueryParams) => {
  const allDay = { ...asked, hours_of_day: [] };
  return fillSql(sql, {
    agent_days: agentDays(allDay, { byHour: true }),
    is_asked: isAsked(allDay, 'quarter * 900000'),
  });
});
