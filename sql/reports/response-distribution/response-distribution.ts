import { responseDistribution as report } from '@parley/contracts';
import { defineQuery } from '../../lib/define-query.js';
import { readSql } from '../../lib/sql-file.js';

export const responseDistribution = defineQuery(
  report,
  readSql(import.meta.url, 'response-distribution.sql'),
);
