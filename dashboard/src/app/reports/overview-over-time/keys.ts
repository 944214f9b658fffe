import type { MetricKey, overviewOverTime } from '@parley/contracts';
import type { z } from 'zod';
import type { TextKey } from '../../i18n/en';

export type OverTimeKey = Extract<MetricKey, keyof z.infer<typeof overviewOverTime.row>>;

/** What the chart can show, grouped as in its chooser. */
export const CHOICES: readonly { title: TextKey; keys: readonly OverTimeKey[] }[] = [
  {
    title: 'overview.messages',
    keys: [
      'messages_received',
      'messages_sent',
      'messages_sent_by_agents',
      'messages_sent_by_bots',
      'messages_sent_auto',
      'messages_sent_in_broadcasts',
      'messages_sent_by_unknown',
      'contacts',
      'new_contacts',
    ],
  },
  {
    title: 'overview.dialogues',
    keys: [
      'dialogues',
      'dialogue_duration_mean_seconds',
      'dialogue_duration_median_seconds',
      'repeat_contacts',
      'repeat_contact_rate',
    ],
  },
  {
    title: 'overview.speed',
    keys: [
      'first_response_median_seconds',
      'first_response_p90_seconds',
      'answered_share',
      'waits_answered',
      'waits_unanswered',
    ],
  },
  { title: 'overview.subscriptions', keys: ['contacts_subscribed', 'contacts_unsubscribed'] },
  { title: 'overview.deliveries', keys: ['messages_delivered', 'messages_read', 'read_share'] },
];

export const DEFAULT_KEY: OverTimeKey = 'messages_received';

/** The metric named in the URL; the default when it is not one of ours. */
export const keyFrom = (name: string | null): OverTimeKey =>
  CHOICES.flatMap((group) => group.keys).find((key) => key === name) ?? DEFAULT_KEY;
