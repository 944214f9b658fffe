import { timeToClose as report } from '@parley/contracts';
import { defineQuery } from '../../lib/define-query.js';
import { readSql } from '../../lib/sql-file.js';

export const timeToClose = defineQuery(report, readSql(import.meta.url, 'time-to-close.sql'));
