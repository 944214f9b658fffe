import { type AcquisitionGroup, channels as report } from '@parley/contracts';
import { arrivalFacts, type ArrivalKind } from '../../acquisition/arrival-facts.js';
import { readCredit, withCredit } from '../../acquisition/credit-apart.js';
import { ACCOUNTS, alwaysShown, askedGroups } from '../../acquisition/groups.js';
import { moneyFacts } from '../../acquisition/money-facts.js';
import { ACQUISITION_PRICES, ACQUISITION_SHARES } from '../../acquisition/shares.js';
import { knowingWhatThereIs, knownOf, PLANNING } from '../../acquisition/what-there-is.js';
import { pricesOf, sharesOf, withFilled } from '../../acquisition/with-intervals.js';
import { fillSql } from '../../lib/asked-sql.js';
import { defineQuery, type ReportQuery } from '../../lib/define-query.js';
import { readSql } from '../../lib/sql-file.js';

const sql = readSql(import.meta.url, 'channels.sql');
const OF_CLICKS: readonly ArrivalKind[] = ['clicks', 'lost_codes'];
const KINDS: readonly ArrivalKind[] = [
  'touches',
  'acquired',
  'starts',
  'dialogues',
  'waits',
  'subscriptions',
  ...OF_CLICKS,
];

const counted = defineQuery(report, (asked) => {
  const groups = askedGroups(asked);
  const { labels, cameBy, value, picked } = groups;
  const kinds = KINDS.filter((kind) => knownOf(asked).has_clicks !== false || !OF_CLICKS.includes(kind));
  return fillSql(sql, {
    facts: arrivalFacts({ kinds, labels, cameBy }),
    value,
    accounts: ACCOUNTS,
    picked,
    money: moneyFacts(asked, { credit: asked['is_credit_apart'] !== true }),
    ...alwaysShown(asked, groups, ['direct', 'expired', 'unattributed']),
  });
});

const arrived = knowingWhatThereIs(counted);

/**
 * The same rows, with credit asked beside all else: planned as one, the two take twice as long as both apart, and apart
 * they run at once.
 */
const inTwo: ReportQuery<typeof report> = {
  ...counted,
  async run(client, bound, options) {
    const [rows, credited] = await Promise.all([
      arrived.run(client, { ...bound, is_credit_apart: true }, options),
      readCredit(client, bound, { ...options, settings: { ...PLANNING, ...options?.settings } }),
    ]);
    return withCredit(rows, credited, bound['by'] as AcquisitionGroup);
  },
};

export const channels = withFilled(inTwo, (row) => ({
  ...sharesOf(row, ACQUISITION_SHARES),
  ...pricesOf(row, ACQUISITION_PRICES),
  roas: row['spend'] ? Math.round(((row['credited_value'] ?? 0) / row['spend']) * 10_000) / 10_000 : null,
}));
