import { channelsOverTime as report } from '@parley/contracts';
import { arrivalFacts } from '../../acquisition/arrival-facts.js';
import { ACCOUNTS, askedGroups } from '../../acquisition/groups.js';
import { fillSql } from '../../lib/asked-sql.js';
import { defineQuery } from '../../lib/define-query.js';
import { readSql } from '../../lib/sql-file.js';

const sql = readSql(import.meta.url, 'channels-over-time.sql');

export const channelsOverTime = defineQuery(report, (asked) => {
  const { labels, cameBy, value, picked } = askedGroups(asked);
  return fillSql(sql, {
    facts: arrivalFacts({ kinds: ['touches', 'acquired', 'starts', 'subscriptions'], labels, cameBy }),
    value,
    accounts: ACCOUNTS,
    picked,
  });
});
