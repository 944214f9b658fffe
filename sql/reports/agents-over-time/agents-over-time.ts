import { agentsOverTime as report } from '@parley/contracts';
import { fillSql } from '../../lib/asked-sql.js';
import { defineQuery } from '../../lib/define-query.js';
import { readSql } from '../../lib/sql-file.js';
import { measuredWaits } from '../../waits/measured-waits.js';

const sql = readSql(import.meta.url, 'agents-over-time.sql');

export const agentsOverTime = defineQuery(report, (asked) =>
  fillSql(sql, {
    measured_waits: measuredWaits(asked, ['at', 'is_answered', 'agent_id', 'response_ms'], { kind: 'every' }),
  }),
);
