import { responseDistribution as report } from '@parley/contracts';
import { fillSql } from '../../lib/asked-sql.js';
import { defineQuery } from '../../lib/define-query.js';
import { readSql } from '../../lib/sql-file.js';
import { measuredWaits } from '../../waits/measured-waits.js';

const sql = readSql(import.meta.url, 'response-distribution.sql');

export const responseDistribution = defineQuery(report, (asked) =>
  fillSql(sql, { measured_waits: measuredWaits(asked, ['is_answered', 'response_ms', 'at']) }),
);
