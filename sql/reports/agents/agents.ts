import { agents as report } from '@parley/contracts';
import { defineQuery } from '../../lib/define-query.js';
import { readSql } from '../../lib/sql-file.js';

export const agents = defineQuery(report, readSql(import.meta.url, 'agents.sql'));
