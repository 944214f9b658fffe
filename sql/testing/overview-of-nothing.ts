import type { ReportRow } from '../reports/index.js';

/** The numbers of the Overview where nothing happened, on accounts that can tell everything but delivery: of that they tell with the first status. */
export const OVERVIEW_OF_NOTHING = {
  period: 'current',
  messages_received: 0,
  messages_sent: 0,
  messages_sent_by_agents: 0,
  messages_sent_by_bots: 0,
  messages_sent_auto: 0,
  messages_sent_in_broadcasts: 0,
  messages_sent_by_unknown: 0,
  messages_delivered: null,
  messages_read: null,
  read_share: null,
  contacts: 0,
  new_contacts: 0,
  dialogues: 0,
  dialogue_duration_mean_seconds: null,
  dialogue_duration_median_seconds: null,
  repeat_contacts: 0,
  repeat_contact_rate: null,
  first_responses: 0,
  first_response_median_seconds: null,
  first_response_p90_seconds: null,
  waits_answered: 0,
  waits_unanswered: 0,
  answered_share: null,
  contacts_subscribed: 0,
  contacts_unsubscribed: 0,
  outgoing_covered_share: null,
  subscriptions_covered_share: null,
} as const satisfies ReportRow<'overview'>;

/** The coverage where messages came in, all of them on accounts that can tell everything. */
export const ALL_COVERED = { outgoing_covered_share: 1, subscriptions_covered_share: 1 } as const;
