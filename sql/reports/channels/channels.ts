import { channels as report } from '@parley/contracts';
import { ARRIVAL_KINDS, arrivalFacts } from '../../acquisition/arrival-facts.js';
import { ACCOUNTS, askedGroups } from '../../acquisition/groups.js';
import { ACQUISITION_SHARES } from '../../acquisition/shares.js';
import { withIntervals } from '../../acquisition/with-intervals.js';
import { fillSql } from '../../lib/asked-sql.js';
import { defineQuery } from '../../lib/define-query.js';
import { readSql } from '../../lib/sql-file.js';

const sql = readSql(import.meta.url, 'channels.sql');

export const channels = withIntervals(
  defineQuery(report, (asked) => {
    const { labels, cameBy, value, picked } = askedGroups(asked);
    const without = labels.map((label) => (label === 'link_id' ? '0, ' : "'', ")).join('');
    return fillSql(sql, {
      ...arrivalFacts({ kinds: ARRIVAL_KINDS, labels, cameBy }),
      value,
      accounts: ACCOUNTS,
      picked,
      always: `${cameBy ? "arrayJoin(['direct', 'unattributed'])" : "''"}, ${without}`,
      account:
        asked['by'] === 'account' ? 'if(is_total, NULL, group_value)' : "CAST(NULL, 'Nullable(String)')",
    });
  }),
  ACQUISITION_SHARES,
);
