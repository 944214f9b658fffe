import {
  type Granularity,
  type Language,
  type ReportMeta,
  type UnavailableReason,
  type overviewOverTime,
  whyEmpty,
} from '@parley/contracts';
import type { z } from 'zod';
import { formatBucket, formatBucketLong } from '../../theme/dates';
import type { OverTimeKey } from './keys';

export type OverTimeRow = z.infer<typeof overviewOverTime.row>;
export interface OverTimeAnswer {
  meta: ReportMeta;
  rows: OverTimeRow[];
}

/** One bucket of the period beside the bucket of the same number in the period it is compared with. */
export interface Point {
  start: string;
  name: string;
  longName: string;
  isPartial: boolean;
  value: number | null;
  /** Why there is no value. */
  reason: UnavailableReason | null;
  previous: number | null;
  previousName: string | null;
}

/** A point of a number that is counted over a unit of time, which ends here (excluded). */
export interface UnitPoint extends Point {
  end: string;
}

/** The points of one metric, in order of time. Nothing is filled in: a gap stays a gap. */
export function pointsOf(
  answer: OverTimeAnswer,
  key: OverTimeKey,
  granularity: Granularity,
  language: Language,
): UnitPoint[] {
  const zone = answer.meta.time_zone;
  const ofPeriod = (period: OverTimeRow['period']) =>
    answer.rows
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
      value: row[key],
      reason: whyEmpty(key, row),
      previous: before ? before[key] : null,
      previousName: before ? formatBucketLong(before.bucket_start, granularity, zone, language) : null,
    };
  });
}
