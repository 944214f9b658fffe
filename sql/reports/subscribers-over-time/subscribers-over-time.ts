import { subscribersOverTime as report } from '@parley/contracts';
import { arrivalFacts } from '../../acquisition/arrival-facts.js';
import { ACCOUNTS, askedGroups } from '../../acquisition/groups.js';
import { fillSql } from '../../lib/asked-sql.js';
import { defineQuery } from '../../lib/define-query.js';
import { readSql } from '../../lib/sql-file.js';

const sql = readSql(import.meta.url, 'subscribers-over-time.sql');

export const subscribersOverTime = defineQuery(report, (asked) => {
  const { labels, cameBy, picked } = askedGroups(asked);
  return fillSql(sql, {
    facts: arrivalFacts({ kinds: ['subscribers'], labels, cameBy }),
    accounts: ACCOUNTS,
    picked,
  });
});
