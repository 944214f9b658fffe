import * as z from 'zod';
import { countColumn, defineReport, dimensionColumns, gapColumn } from './report.js';

/** The numbers of the Overview, in the order of its tiles. Shared with overview-over-time. */
export const overviewColumns = {
  messages_received: countColumn,
  messages_sent: countColumn,
  messages_sent_by_agents: countColumn,
  messages_sent_by_bots: countColumn,
  messages_sent_auto: countColumn,
  messages_sent_in_broadcasts: countColumn,
  messages_sent_by_unknown: countColumn,
  messages_delivered: countColumn,
  messages_read: countColumn,
  read_share: gapColumn,
  contacts: countColumn,
  new_contacts: countColumn,
  dialogues: countColumn,
  dialogue_duration_mean_seconds: gapColumn,
  dialogue_duration_median_seconds: gapColumn,
  repeat_contacts: countColumn,
  repeat_contact_rate: gapColumn,
  first_responses: countColumn,
  first_response_median_seconds: gapColumn,
  first_response_p90_seconds: gapColumn,
  waits_answered: countColumn,
  waits_unanswered: countColumn,
  answered_share: gapColumn,
  contacts_subscribed: countColumn,
  contacts_unsubscribed: countColumn,
  outgoing_covered_share: gapColumn,
  subscriptions_covered_share: gapColumn,
};

/** One row for the period, one for the period it is compared to (none when `compare_to` is `none`). */
export const overview = defineReport({
  name: 'overview',
  label: { en: 'Overview', ru: 'Обзор' },
  description: {
    en: 'All main numbers of the period beside those of the period before.',
    ru: 'Все главные числа периода рядом с числами предыдущего.',
  },
  filters: ['channels', 'account_ids', 'hours_of_day', 'weekdays', 'segment_id'] as const,
  own: {},
  row: z.object({ period: dimensionColumns.period, ...overviewColumns }),
});
