import {
  type MetricKey,
  type ReportMeta,
  UNAVAILABLE_REASONS,
  type Localized,
  type overview,
  metric,
} from '@parley/contracts';
import type { z } from 'zod';
import { type Change, SMALL_SAMPLE, changeOf } from '../../theme/change';
import type { TextKey } from '../../i18n/en';

export type OverviewRow = z.infer<typeof overview.row>;
export type OverviewKey = Extract<MetricKey, keyof OverviewRow>;

export interface TileGroup {
  name: 'messages' | 'dialogues' | 'speed' | 'subscriptions' | 'deliveries';
  title: TextKey;
  keys: readonly OverviewKey[];
}

/** The numbers of the Overview, in the groups and the order in which they are shown. */
export const GROUPS: readonly TileGroup[] = [
  {
    name: 'messages',
    title: 'overview.messages',
    keys: ['messages_received', 'messages_sent', 'contacts', 'new_contacts'],
  },
  {
    name: 'dialogues',
    title: 'overview.dialogues',
    keys: [
      'dialogues',
      'dialogue_duration_mean_seconds',
      'dialogue_duration_median_seconds',
      'repeat_contact_rate',
    ],
  },
  {
    name: 'speed',
    title: 'overview.speed',
    keys: [
      'first_response_median_seconds',
      'first_response_p90_seconds',
      'answered_share',
      'waits_unanswered',
    ],
  },
  {
    name: 'subscriptions',
    title: 'overview.subscriptions',
    keys: ['contacts_subscribed', 'contacts_unsubscribed'],
  },
  {
    name: 'deliveries',
    title: 'overview.deliveries',
    keys: ['messages_delivered', 'messages_read', 'read_share'],
  },
];

/** Who wrote the outgoing messages; together they are all of them. */
export const SENDERS = [
  { key: 'messages_sent_by_agents', color: 'var(--series-agents)' },
  { key: 'messages_sent_by_bots', color: 'var(--series-bots)' },
  { key: 'messages_sent_auto', color: 'var(--series-auto)' },
  { key: 'messages_sent_in_broadcasts', color: 'var(--series-broadcasts)' },
  { key: 'messages_sent_by_unknown', color: 'var(--series-unknown)' },
] as const satisfies readonly { key: OverviewKey; color: string }[];

export interface Tile {
  key: OverviewKey;
  value: number | null;
  previous: number | null;
  change: Change | null;
  sample: number | null;
  /** Computed from so few things that it may be chance. */
  isSmall: boolean;
  /** Why the value is null. */
  reason: Localized | null;
  /** Below 1 when only a part of the accounts can tell. */
  coveredShare: number;
}

export interface OverviewAnswer {
  meta: ReportMeta;
  rows: OverviewRow[];
}

/** One tile: the value beside the one it is compared with, and how far both can be trusted. */
export function tileOf(answer: OverviewAnswer, key: OverviewKey): Tile {
  const current = answer.rows.find((row) => row.period === 'current');
  const previousRow = answer.rows.find((row) => row.period === 'previous');
  const value = current?.[key] ?? null;
  const previous = previousRow?.[key] ?? null;
  const sampleKey = metric(key).sample as OverviewKey | undefined;
  const sample = sampleKey ? (current?.[sampleKey] ?? null) : null;
  const unavailable = answer.meta.unavailable[key];
  return {
    key,
    value,
    previous,
    change: changeOf(value, previous, metric(key).good),
    sample,
    isSmall: value !== null && sample !== null && sample < SMALL_SAMPLE,
    reason: value === null ? UNAVAILABLE_REASONS[unavailable?.reason ?? 'nothing_to_divide'] : null,
    coveredShare: value === null ? 1 : (unavailable?.covered_share ?? 1),
  };
}

/** Whether anything at all happened in the period. */
export const isEmpty = (answer: OverviewAnswer): boolean => {
  const current = answer.rows.find((row) => row.period === 'current');
  return (
    !current ||
    [
      current.messages_received,
      current.messages_sent,
      current.new_contacts,
      current.contacts_subscribed,
      current.contacts_unsubscribed,
    ].every((count) => !count)
  );
};
