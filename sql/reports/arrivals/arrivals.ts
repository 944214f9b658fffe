import { arrivalRows } from '@parley/contracts';
import { defineRowQuery } from '../../lib/define-row-query.js';
import { readSql } from '../../lib/sql-file.js';

export const arrivals = defineRowQuery(arrivalRows, readSql(import.meta.url, 'arrivals.sql'));
