import type { MetricKey, channels, channelsOverTime } from '@parley/contracts';
import type { z } from 'zod';
import { idOfValue } from '../named-values';

export type ChannelsRow = z.infer<typeof channels.row>;
export type ChannelsPointRow = z.infer<typeof channelsOverTime.row>;

/** The columns of the table, in the order of the way from money to who stays, and back to money. */
export const COLUMNS = [
  'spend',
  'ad_spend',
  'message_fees',
  'costs_unconverted',
  'ad_clicks',
  'clicks',
  'touches',
  'touches_re_engagement',
  'new_contacts',
  'starts',
  'starts_immature',
  'starts_written',
  'message_rate',
  'lost_codes',
  'dialogues',
  'first_responses',
  'first_response_median_seconds',
  'waits_answered',
  'waits_unanswered',
  'answered_share',
  'contacts_subscribed',
  'subscriptions_kept_d7',
  'kept_rate_d7',
  'subscriptions_immature_d7',
  'subscriptions_kept_d30',
  'kept_rate_d30',
  'subscriptions_immature_d30',
  'credited_conversions',
  'credited_value',
  'cost_per_click',
  'cost_per_start',
  'cost_per_dialogue',
  'cost_per_kept_d7',
  'cost_per_kept_d30',
  'cost_per_conversion',
  'roas',
] as const satisfies readonly MetricKey[];

/** What speaks of money that was spent, of conversions, and of both: usual only where there is any. */
const OF_SPEND = ['spend', 'cost_per_start', 'cost_per_kept_d30'] as const;
const OF_CREDIT = ['credited_conversions', 'credited_value'] as const;
const OF_BOTH = ['cost_per_conversion', 'roas'] as const;

/** What is shown until somebody chooses, where nothing was spent and nothing converted. */
const WITHOUT_MONEY = [
  'clicks',
  'touches',
  'new_contacts',
  'starts',
  'message_rate',
  'first_response_median_seconds',
  'answered_share',
  'contacts_subscribed',
  'kept_rate_d7',
  'kept_rate_d30',
] as const;

/** What is shown until somebody chooses; the trend stands beside these. `total` is the row of all of them together. */
export function usualColumns(total: Partial<ChannelsRow>): readonly (typeof COLUMNS)[number][] {
  const isSpent = (total.spend ?? 0) > 0;
  const isConverted = (total.credited_conversions ?? 0) > 0;
  const shown = new Set<string>([
    ...WITHOUT_MONEY,
    ...(isSpent ? OF_SPEND : []),
    ...(isConverted ? OF_CREDIT : []),
    ...(isSpent && isConverted ? OF_BOTH : []),
    // Where amounts have no rate it must be seen.
    ...(total.costs_unconverted ? ['costs_unconverted'] : []),
  ]);
  return COLUMNS.filter((key) => shown.has(key));
}

/** What the picture can compare. */
export const PICTURED = [
  'touches',
  'new_contacts',
  'starts',
  'message_rate',
  'answered_share',
  'contacts_subscribed',
  'kept_rate_d7',
  'kept_rate_d30',
  'spend',
  'credited_conversions',
  'credited_value',
  'cost_per_start',
  'cost_per_kept_d30',
  'cost_per_conversion',
  'roas',
] as const satisfies readonly (typeof COLUMNS)[number][];
export type Pictured = (typeof PICTURED)[number];

const TOTAL = 'total';

/** The arrivals of each row (by its id in the table) and of all together in each unit of time, in order. */
export function trendsOf(rows: readonly ChannelsPointRow[]): ReadonlyMap<string, readonly number[]> {
  const current = rows.filter((row) => row.period === 'current');
  const units = current.filter((row) => row.is_total).map((row) => row.bucket_start);
  const nameOf = (row: ChannelsPointRow) => (row.is_total ? TOTAL : idOfValue(row));
  const found = new Map(current.map((row) => [`${nameOf(row)} ${row.bucket_start}`, row.touches ?? 0]));
  return new Map(
    [...new Set(current.map(nameOf))].map((id) => [id, units.map((unit) => found.get(`${id} ${unit}`) ?? 0)]),
  );
}
