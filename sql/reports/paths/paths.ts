import { paths as report } from '@parley/contracts';
import { fillSql } from '../../lib/asked-sql.js';
import { defineQuery } from '../../lib/define-query.js';
import { readSql } from '../../lib/sql-file.js';
import { journeys } from '../../paths/journeys.js';

const sql = readSql(import.meta.url, 'paths.sql');

export const paths = defineQuery(report, (asked) => fillSql(sql, { journeys: journeys(asked) }));
