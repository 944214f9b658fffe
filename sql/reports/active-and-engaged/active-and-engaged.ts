import { activeAndEngaged as report } from '@parley/contracts';
import { defineQuery } from '../../lib/define-query.js';
import { readSql } from '../../lib/sql-file.js';

export const activeAndEngaged = defineQuery(report, readSql(import.meta.url, 'active-and-engaged.sql'));
