import { overview as report } from '@parley/contracts';
import { defineQuery } from '../../lib/define-query.js';
import { readSql } from '../../lib/sql-file.js';

export const overview = defineQuery(report, readSql(import.meta.url, 'overview.sql'));
