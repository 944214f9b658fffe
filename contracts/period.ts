import * as z from 'zod';
import type { Localized } from './text.js';

export const GRANULARITIES = ['hour', 'day', 'week', 'month', 'quarter', 'year'] as const;
export const granularity = z.enum(GRANULARITIES);
export type Granularity = z.infer<typeof granularity>;

export const COMPARISONS = ['none', 'previous_period', 'previous_weekdays', 'previous_year'] as const;
export const comparison = z.enum(COMPARISONS);
export type Comparison = z.infer<typeof comparison>;

/** An IANA time zone. Offsets are refused: they know nothing of daylight saving. */
export const timeZone = z
  .string()
  .refine(isTimeZone, 'must be an IANA time zone such as Europe/Moscow, not an offset');

export function isTimeZone(zone: string): boolean {
  if (zone !== 'UTC' && !/^[A-Za-z]+(?:\/[A-Za-z0-9_+-]+)+$/.test(zone)) return false;
  if (zone.startsWith('Etc/')) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** A local calendar day, `YYYY-MM-DD`, or an instant, ISO 8601 with `Z` or an offset. */
export const edge = z.union([z.iso.date(), z.iso.datetime({ offset: true })], {
  error: 'must be a day (2026-11-22) or an instant (2026-11-22T09:00:00Z)',
});

/** The half-open period [from, to). Days are local to `time_zone`. */
export const periodParams = z.object({
  from: edge.describe('The first day or instant that counts.'),
  to: edge.describe('The first day or instant that no longer counts.'),
  time_zone: timeZone.optional().describe("IANA; the workspace's own when left out."),
  compare_to: comparison.default('previous_period'),
});

/** A period as it was understood: instants in UTC, the end excluded. */
export const resolvedPeriod = z.object({ from: z.iso.datetime(), to: z.iso.datetime() });
export type ResolvedPeriod = z.infer<typeof resolvedPeriod>;

/** The ready-made periods of the picker. `last_24_hours` is never called «today». */
export const PERIOD_PRESETS = [
  'today',
  'yesterday',
  'last_24_hours',
  'last_7_days',
  'last_30_days',
  'last_90_days',
  'this_week',
  'this_month',
  'last_month',
  'this_year',
] as const;
export const periodPreset = z.enum(PERIOD_PRESETS);
export type PeriodPreset = z.infer<typeof periodPreset>;

export const PERIOD_LABELS: Record<PeriodPreset, Localized> = {
  today: { en: 'Today', ru: 'Сегодня' },
  yesterday: { en: 'Yesterday', ru: 'Вчера' },
  last_24_hours: { en: 'Last 24 hours', ru: 'Последние 24 часа' },
  last_7_days: { en: 'Last 7 days', ru: 'Последние 7 дней' },
  last_30_days: { en: 'Last 30 days', ru: 'Последние 30 дней' },
  last_90_days: { en: 'Last 90 days', ru: 'Последние 90 дней' },
  this_week: { en: 'This week', ru: 'Эта неделя' },
  this_month: { en: 'This month', ru: 'Этот месяц' },
  last_month: { en: 'Last month', ru: 'Прошлый месяц' },
  this_year: { en: 'This year', ru: 'Этот год' },
};
