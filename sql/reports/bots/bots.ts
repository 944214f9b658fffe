import { bots as report } from '@parley/contracts';
import { defineQuery } from '../../lib/define-query.js';
import { readSql } from '../../lib/sql-file.js';

export const bots = defineQuery(report, readSql(import.meta.url, 'bots.sql'));
