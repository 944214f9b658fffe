import { type ChannelNumber, channelRows as report } from '@parley/contracts';
import { type ArrivalKind, arrivalFacts, TOUCH_LABELS } from '../../acquisition/arrival-facts.js';
import { ACCOUNTS, askedGroups } from '../../acquisition/groups.js';
import { fillSql } from '../../lib/asked-sql.js';
import { defineRowQuery } from '../../lib/define-row-query.js';
import { readSql } from '../../lib/sql-file.js';

const sql = readSql(import.meta.url, 'channel-rows.sql');

/** Of which facts a number of channels is made: where they come from, and a condition on their columns. */
interface Made {
  kinds: readonly ArrivalKind[];
  where: string;
}

const SUBSCRIBED = "fact = 'subscribed' AND tells_subscriptions = 1";
const subscriptions = (where: string): Made => ({
  kinds: ['subscriptions'],
  where: `${SUBSCRIBED} AND ${where}`,
});

const NUMBERS: Record<ChannelNumber, Made> = {
  clicks: { kinds: ['clicks'], where: "fact = 'click'" },
  touches: { kinds: ['touches'], where: "fact IN ('touch', 'touch_again')" },
  touches_re_engagement: { kinds: ['touches'], where: "fact = 'touch_again'" },
  new_contacts: { kinds: ['touches', 'acquired'], where: "fact IN ('touch', 'contact_acquired')" },
  starts: { kinds: ['starts'], where: "fact IN ('start', 'start_written')" },
  starts_immature: { kinds: ['starts'], where: "fact = 'start_immature'" },
  starts_written: { kinds: ['starts'], where: "fact = 'start_written'" },
  lost_codes: { kinds: ['lost_codes'], where: "fact = 'lost_code'" },
  dialogues: { kinds: ['dialogues'], where: "fact = 'dialogue'" },
  first_responses: { kinds: ['waits'], where: "fact = 'first_response'" },
  waits_answered: { kinds: ['waits'], where: "fact IN ('first_response', 'response')" },
  waits_unanswered: { kinds: ['waits'], where: "fact = 'wait_unanswered'" },
  contacts_subscribed: { kinds: ['subscriptions'], where: SUBSCRIBED },
  subscriptions_mature_d7: subscriptions('age_days >= 7'),
  subscriptions_immature_d7: subscriptions('age_days < 7'),
  subscriptions_kept_d7: subscriptions('least(age_days, lasted_days) >= 7'),
  subscriptions_mature_d30: subscriptions('age_days >= 30'),
  subscriptions_immature_d30: subscriptions('age_days < 30'),
  subscriptions_kept_d30: subscriptions('least(age_days, lasted_days) >= 30'),
};

export const channelRows = defineRowQuery(report, (asked) => {
  const { picked } = askedGroups(asked);
  const { kinds, where } = NUMBERS[asked['number'] as ChannelNumber];
  return fillSql(sql, {
    facts: arrivalFacts({ kinds, labels: TOUCH_LABELS, cameBy: true }),
    accounts: ACCOUNTS,
    picked,
    of_number: where,
  });
});
