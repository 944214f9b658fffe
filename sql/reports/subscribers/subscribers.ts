import { subscribers as report } from '@parley/contracts';
import { arrivalFacts, type ArrivalKind } from '../../acquisition/arrival-facts.js';
import { ACCOUNTS, alwaysShown, askedGroups } from '../../acquisition/groups.js';
import { moneyFacts } from '../../acquisition/money-facts.js';
import { SUBSCRIBER_PRICES, SUBSCRIBER_SHARES } from '../../acquisition/shares.js';
import { knowingWhatThereIs, knownOf } from '../../acquisition/what-there-is.js';
import { pricesOf, sharesOf, withFilled } from '../../acquisition/with-intervals.js';
import { fillSql } from '../../lib/asked-sql.js';
import { defineQuery } from '../../lib/define-query.js';
import { readSql } from '../../lib/sql-file.js';

const sql = readSql(import.meta.url, 'subscribers.sql');

const counted = defineQuery(report, (asked) => {
  const groups = askedGroups(asked);
  const { labels, cameBy, value, picked } = groups;
  const kinds: ArrivalKind[] = ['subscribers', 'starts'];
  if (knownOf(asked).has_clicks !== false) kinds.push('clicks');
  return fillSql(sql, {
    facts: arrivalFacts({ kinds, labels, cameBy }),
    value,
    accounts: ACCOUNTS,
    picked,
    money: moneyFacts(asked, { credit: false }),
    ...alwaysShown(asked, groups),
  });
});

export const subscribers = withFilled(knowingWhatThereIs(counted), (row) => ({
  ...sharesOf(row, SUBSCRIBER_SHARES),
  ...pricesOf(row, SUBSCRIBER_PRICES),
}));
