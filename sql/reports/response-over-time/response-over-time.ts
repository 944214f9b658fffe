import { responseOverTime as report } from '@parley/contracts';
import { fillSql } from '../../lib/asked-sql.js';
import { defineQuery } from '../../lib/define-query.js';
import { readSql } from '../../lib/sql-file.js';
import { measuredWaits } from '../../waits/measured-waits.js';

const sql = readSql(import.meta.url, 'response-over-time.sql');

export const responseOverTime = defineQuery(report, (asked) =>
  fillSql(sql, {
    measured_waits: measuredWaits(asked, [
      'at',
      'is_answered',
      'response_ms',
      'is_unanswered',
      'has_target',
      'is_within_target',
    ]),
  }),
);
