import { workload as report } from '@parley/contracts';
import { fillSql } from '../../lib/asked-sql.js';
import type { QueryParams } from '../../lib/client.js';
import { defineQuery } from '../../lib/define-query.js';
import { readSql } from '../../lib/sql-file.js';
import { agentDays, hasCalendars } from '../../workload/agent-days.js';
import { openOfCalendars } from '../../workload/open-hours.js';

const sql = readSql(import.meta.url, 'workload.sql');
const OPEN_BUSY =
  'arraySum((length, spans_now, opened) -> if(spans_now > 0 AND opened > 0, length, 0), lengths, at_once, is_open)';

export const workload = defineQuery(report, (asked: QueryParams) =>
  fillSql(sql, {
    agent_days: agentDays(asked),
    open_of_calendars: openOfCalendars(asked),
    open_busy: hasCalendars(asked) ? OPEN_BUSY : 'toInt64(0)',
  }),
);
