import { subscribers as report } from '@parley/contracts';
import { arrivalFacts } from '../../acquisition/arrival-facts.js';
import { ACCOUNTS, alwaysShown, askedGroups } from '../../acquisition/groups.js';
import { SUBSCRIBER_SHARES } from '../../acquisition/shares.js';
import { sharesOf, withFilled } from '../../acquisition/with-intervals.js';
import { fillSql } from '../../lib/asked-sql.js';
import { defineQuery } from '../../lib/define-query.js';
import { readSql } from '../../lib/sql-file.js';

const sql = readSql(import.meta.url, 'subscribers.sql');

export const subscribers = withFilled(
  defineQuery(report, (asked) => {
    const groups = askedGroups(asked);
    const { labels, cameBy, value, picked } = groups;
    return fillSql(sql, {
      ...arrivalFacts({ kinds: ['subscribers', 'starts', 'clicks'], labels, cameBy }),
      value,
      accounts: ACCOUNTS,
      picked,
      ...alwaysShown(asked, groups),
    });
  }),
  (row) => sharesOf(row, SUBSCRIBER_SHARES),
);
