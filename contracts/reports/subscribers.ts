import * as z from 'zod';
import { acquisitionFilters, byGroupParam } from './acquisition-params.js';
import { countColumn, defineReport, dimensionColumns, gapColumn, granularityParam } from './report.js';

const netColumn = z.int().nullable();
const interval = <Key extends string>(key: Key) =>
  ({ [key]: gapColumn, [`${key}_low`]: gapColumn, [`${key}_high`]: gapColumn }) as Record<
    Key | `${Key}_low` | `${Key}_high`,
    typeof gapColumn
  >;
const kept = <Days extends 1 | 7 | 30>(days: Days) => ({
  ...({
    [`subscriptions_mature_d${days}`]: countColumn,
    [`subscriptions_immature_d${days}`]: countColumn,
    [`subscriptions_kept_d${days}`]: countColumn,
  } as Record<`subscriptions_${'mature' | 'immature' | 'kept'}_d${Days}`, typeof countColumn>),
  ...interval(`kept_rate_d${days}`),
});

/**
 * One row per source (or whatever `by` says) and a total row computed anew, as in `channels`. A subscription belongs to
 * the last touch at or before its beginning, also when it ends; what it means to be subscribed is up to each messenger
 * channel. Counts of the rows add up to the total. Spend is of the whole local days that the period touches, as in `channels`.
 */
export const subscribers = defineReport({
  name: 'subscribers',
  label: { en: 'Subscriptions', ru: 'Подписки' },
  description: {
    en: 'Who subscribed and who left, how many are left, how many of clicks, starts and first messages became a subscription, who was kept and what one who was kept cost.',
    ru: 'Сколько подписалось и ушло, сколько осталось, сколько кликов, стартов и первых сообщений стало подпиской, сколько удержано и сколько стоил удержанный.',
  },
  filters: ['channels', 'account_ids', 'refs', 'segment_id'] as const,
  own: { ...byGroupParam, ...acquisitionFilters },
  row: z.object({
    period: dimensionColumns.period,
    is_total: dimensionColumns.is_total,
    arrival: dimensionColumns.arrival.nullable().describe('Names a row without a value; else null.'),
    value: dimensionColumns.value,
    account_id: dimensionColumns.account_id.nullable().describe('By account; else null.'),
    account_name: dimensionColumns.account_name,
    subscriptions_at_start: countColumn,
    contacts_subscribed: countColumn,
    contacts_unsubscribed: countColumn,
    subscriptions_net: netColumn,
    subscriptions_at_end: countColumn,
    subscriptions_lost_of_base: countColumn,
    ...interval('churn_rate'),
    clicks: countColumn,
    starts: countColumn,
    starts_written: countColumn,
    starts_subscribed: countColumn,
    starts_written_subscribed: countColumn,
    ...interval('subscribed_rate_of_clicks'),
    ...interval('subscribed_rate_of_starts'),
    ...interval('subscribed_rate_of_messages'),
    ...kept(1),
    ...kept(7),
    ...kept(30),
    spend: gapColumn,
    costs_unconverted: countColumn,
    cost_per_subscription: gapColumn,
    cost_per_kept_d7: gapColumn,
    cost_per_kept_d30: gapColumn,
    subscriptions_covered_share: gapColumn,
  }),
});

/** One row per calendar unit of the zone, without holes; one that is cut by the period or not over yet is partial. */
export const subscribersOverTime = defineReport({
  name: 'subscribers-over-time',
  label: { en: 'Subscriptions over time', ru: 'Подписки в динамике' },
  description: {
    en: 'Who subscribed and who left per hour, day, week, month, quarter or year, and how many were subscribed at its end.',
    ru: 'Сколько подписалось и ушло по часам, дням, неделям, месяцам, кварталам или годам и сколько было подписано в конце.',
  },
  filters: ['channels', 'account_ids', 'refs', 'segment_id'] as const,
  own: { ...acquisitionFilters, ...granularityParam },
  row: z.object({
    period: dimensionColumns.period,
    bucket_start: dimensionColumns.bucket_start,
    bucket_end: dimensionColumns.bucket_end,
    is_partial: dimensionColumns.is_partial,
    contacts_subscribed: countColumn,
    contacts_unsubscribed: countColumn,
    subscriptions_net: netColumn,
    subscriptions_at_end: countColumn,
  }),
});

/**
 * What preceded the end of a subscription: one row per kind of sender of our last message before it, `none` where no
 * message of ours is known, and a total row. `unknown` is a message of ours whose sender the platform does not tell.
 */
export const beforeUnsubscribing = defineReport({
  name: 'before-unsubscribing',
  label: { en: 'What preceded leaving', ru: 'Что было перед отпиской' },
  description: {
    en: 'Which kind of our messages was the last before people unsubscribed or blocked, and how long before.',
    ru: 'Какое наше сообщение было последним перед отпиской или блокировкой и за сколько до неё.',
  },
  filters: ['channels', 'account_ids', 'refs', 'segment_id'] as const,
  own: acquisitionFilters,
  row: z.object({
    period: dimensionColumns.period,
    is_total: dimensionColumns.is_total,
    last_sender: dimensionColumns.last_sender.nullable().describe('Null in the total row.'),
    contacts_unsubscribed: countColumn,
    unsubscribed_within_1_hour: countColumn,
    unsubscribed_within_24_hours: countColumn,
    unsubscribed_after_median_seconds: gapColumn,
  }),
});
