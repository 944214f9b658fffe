import { conversionPaths as report } from '@parley/contracts';
import { askedPaths } from '../../acquisition/asked-credit.js';
import { fillSql } from '../../lib/asked-sql.js';
import { defineQuery } from '../../lib/define-query.js';
import { readSql } from '../../lib/sql-file.js';

const sql = readSql(import.meta.url, 'conversion-paths.sql');

export const conversionPaths = defineQuery(report, (asked) => fillSql(sql, { paths: askedPaths(asked) }));
