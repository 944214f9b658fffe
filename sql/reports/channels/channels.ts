import { channels as report } from '@parley/contracts';
import { arrivalFacts, type ArrivalKind } from '../../acquisition/arrival-facts.js';
import { ACCOUNTS, alwaysShown, askedGroups } from '../../acquisition/groups.js';
import { ACQUISITION_SHARES } from '../../acquisition/shares.js';
import { withIntervals } from '../../acquisition/with-intervals.js';
import { fillSql } from '../../lib/asked-sql.js';
import { defineQuery } from '../../lib/define-query.js';
import { readSql } from '../../lib/sql-file.js';

const sql = readSql(import.meta.url, 'channels.sql');
const KINDS = [
  'touches',
  'acquired',
  'starts',
  'dialogues',
  'waits',
  'subscriptions',
  'clicks',
  'lost_codes',
] as const satisfies ArrivalKind[];

export const channels = withIntervals(
  defineQuery(report, (asked) => {
    const groups = askedGroups(asked);
    const { labels, cameBy, value, picked } = groups;
    return fillSql(sql, {
      ...arrivalFacts({ kinds: KINDS, labels, cameBy }),
      value,
      accounts: ACCOUNTS,
      picked,
      ...alwaysShown(asked, groups),
    });
  }),
  ACQUISITION_SHARES,
);
