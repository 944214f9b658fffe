import type { MetricKey, beforeUnsubscribing, subscribers, subscribersOverTime } from '@parley/contracts';
import type { z } from 'zod';

export type SubscribersRow = z.infer<typeof subscribers.row>;
export type SubscribersPointRow = z.infer<typeof subscribersOverTime.row>;
export type BeforeRow = z.infer<typeof beforeUnsubscribing.row>;

/** The columns of the table, in the order of the report. */
export const COLUMNS = [
  'subscriptions_at_start',
  'contacts_subscribed',
  'contacts_unsubscribed',
  'subscriptions_net',
  'subscriptions_at_end',
  'subscriptions_lost_of_base',
  'churn_rate',
  'clicks',
  'starts',
  'starts_written',
  'starts_subscribed',
  'starts_written_subscribed',
  'subscribed_rate_of_clicks',
  'subscribed_rate_of_starts',
  'subscribed_rate_of_messages',
  'subscriptions_kept_d1',
  'kept_rate_d1',
  'subscriptions_immature_d1',
  'subscriptions_kept_d7',
  'kept_rate_d7',
  'subscriptions_immature_d7',
  'subscriptions_kept_d30',
  'kept_rate_d30',
  'subscriptions_immature_d30',
  'spend',
  'costs_unconverted',
  'cost_per_subscription',
  'cost_per_kept_d7',
  'cost_per_kept_d30',
] as const satisfies readonly MetricKey[];

const WITHOUT_MONEY = [
  'contacts_subscribed',
  'contacts_unsubscribed',
  'subscriptions_net',
  'subscriptions_at_end',
  'churn_rate',
  'subscribed_rate_of_clicks',
  'subscribed_rate_of_starts',
  'subscribed_rate_of_messages',
  'kept_rate_d1',
  'kept_rate_d7',
  'kept_rate_d30',
] as const;
const OF_SPEND = ['spend', 'cost_per_subscription', 'cost_per_kept_d30'] as const;

/** What is shown until somebody chooses: of money only where any was spent. `total` is the row of all of them together. */
export function usualColumns(total: Partial<SubscribersRow>): readonly (typeof COLUMNS)[number][] {
  const shown = new Set<string>([
    ...WITHOUT_MONEY,
    ...((total.spend ?? 0) > 0 ? OF_SPEND : []),
    // Where amounts have no rate it must be seen.
    ...(total.costs_unconverted ? ['costs_unconverted'] : []),
  ]);
  return COLUMNS.filter((key) => shown.has(key));
}

/** One unit of time in the picture; heights are shares of the highest bar and of the largest base. */
export interface Unit {
  id: string;
  name: string;
  isPartial: boolean;
  begun: number | null;
  ended: number | null;
  net: number | null;
  left: number | null;
  up: number;
  down: number;
}

/** The units of the period, in order, beside each other. */
export function unitsOf(rows: readonly SubscribersPointRow[], nameOf: (start: string) => string): Unit[] {
  const current = rows.filter(({ period }) => period === 'current');
  const highest = Math.max(
    1,
    ...current.flatMap((row) => [row.contacts_subscribed ?? 0, row.contacts_unsubscribed ?? 0]),
  );
  return current.map((row) => ({
    id: row.bucket_start,
    name: nameOf(row.bucket_start),
    isPartial: row.is_partial,
    begun: row.contacts_subscribed,
    ended: row.contacts_unsubscribed,
    net: row.subscriptions_net,
    left: row.subscriptions_at_end,
    up: (row.contacts_subscribed ?? 0) / highest,
    down: (row.contacts_unsubscribed ?? 0) / highest,
  }));
}
