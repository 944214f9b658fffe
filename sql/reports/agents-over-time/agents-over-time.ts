import { agentsOverTime as report } from '@parley/contracts';
import { defineQuery } from '../../lib/define-query.js';
import { readSql } from '../../lib/sql-file.js';

export const agentsOverTime = defineQuery(report, readSql(import.meta.url, 'agents-over-time.sql'));
