import { workSpanRows as report } from '@parley/contracts';
import { fillSql } from '../../lib/asked-sql.js';
import { defineRowQuery } from '../../lib/define-row-query.js';
import { readSql } from '../../lib/sql-file.js';
import { workSpans } from '../../workload/work-spans.js';

const sql = readSql(import.meta.url, 'work-spans.sql');

export const workSpanRows = defineRowQuery(report, (asked) =>
  fillSql(sql, { spans: workSpans(asked, { hasPlace: true }) }),
);
