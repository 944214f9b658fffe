import {
  type Granularity,
  type Language,
  type UnavailableReason,
  type responseOverTime,
  whyEmpty,
} from '@parley/contracts';
import type { z } from 'zod';
import { formatBucket, formatBucketLong } from '../../theme/dates';
import { SMALL_SAMPLE } from '../../theme/change';

export type ResponseOverTimeRow = z.infer<typeof responseOverTime.row>;

/** The median and the 90th percentile of one unit of time, beside the median of the same unit of the period before. */
export interface Point {
  start: string;
  end: string;
  name: string;
  longName: string;
  isPartial: boolean;
  median: number | null;
  p90: number | null;
  answered: number | null;
  isSmall: boolean;
  /** Why there is no time. */
  reason: UnavailableReason | null;
  previous: number | null;
  previousName: string | null;
}

/** The points in order of time. Nothing is filled in: a gap stays a gap. */
export function pointsOf(
  rows: readonly ResponseOverTimeRow[],
  granularity: Granularity,
  zone: string,
  language: Language,
): Point[] {
  const ofPeriod = (period: ResponseOverTimeRow['period']) =>
    rows
      .filter((row) => row.period === period)
      .sort((a, b) => Date.parse(a.bucket_start) - Date.parse(b.bucket_start));
  const previous = ofPeriod('previous');
  return ofPeriod('current').map((row, index) => {
    const before = previous[index];
    return {
      start: row.bucket_start,
      end: row.bucket_end,
      name: formatBucket(row.bucket_start, granularity, zone, language),
      longName: formatBucketLong(row.bucket_start, granularity, zone, language),
      isPartial: row.is_partial,
      median: row.response_median_seconds,
      p90: row.response_p90_seconds,
      answered: row.waits_answered,
      isSmall: (row.waits_answered ?? 0) < SMALL_SAMPLE,
      reason: whyEmpty('response_median_seconds', row),
      previous: before?.response_median_seconds ?? null,
      previousName: before ? formatBucketLong(before.bucket_start, granularity, zone, language) : null,
    };
  });
}
