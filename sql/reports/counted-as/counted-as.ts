import { countedAs as report } from '@parley/contracts';
import { defineQuery } from '../../lib/define-query.js';
import { readSql } from '../../lib/sql-file.js';

export const countedAs = defineQuery(report, readSql(import.meta.url, 'counted-as.sql'));
