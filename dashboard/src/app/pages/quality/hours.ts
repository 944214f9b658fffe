import type { Language, Quality } from '@parley/contracts';
import type { Point } from '../../reports/overview-over-time/series';
import { formatBucket, formatBucketLong } from '../../theme/dates';

type Hour = Quality['hourly'][number];

/** The accounts with something to show, most events first. */
export function accountsOf(hours: readonly Hour[]): string[] {
  const events = new Map<string, number>();
  for (const { account_id, events: count } of hours)
    events.set(account_id, (events.get(account_id) ?? 0) + count);
  return [...events].sort(([a, x], [b, y]) => y - x || Number(a) - Number(b)).map(([id]) => id);
}

/** The hours of one account as points of a line, with what is usual as the line to compare with. */
export function pointsOf(
  hours: readonly Hour[],
  accountId: string,
  usual: string,
  zone: string,
  language: Language,
): Point[] {
  const own = hours.filter(({ account_id }) => account_id === accountId);
  const hasUsual = own.some((hour) => hour.usual !== null);
  return own.map((hour) => ({
    start: hour.hour_start,
    name: formatBucket(hour.hour_start, 'hour', zone, language),
    longName: formatBucketLong(hour.hour_start, 'hour', zone, language),
    isPartial: hour.is_partial,
    value: hour.events,
    reason: null,
    previous: hour.usual,
    previousName: hasUsual ? usual : null,
  }));
}

/** The last hour that is over: what the sentence beside the chart speaks of. */
export const lastWhole = (points: readonly Point[]): Point | undefined =>
  points.filter((point) => !point.isPartial).at(-1);
