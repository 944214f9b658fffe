import type { Granularity, Language } from '@parley/contracts';
import { SMALL_SAMPLE } from '../../theme/change';
import { formatBucket, formatBucketLong } from '../../theme/dates';
import type { FunnelOverTimeRow } from './funnel-rows';

/** What became of those who entered in one unit of time, beside the unit of the same number in the period before. */
export interface FunnelPoint {
  start: string;
  end: string;
  name: string;
  longName: string;
  entered: number;
  /** Of those who entered, how many are not judged yet. */
  immature: number;
  judged: number;
  reached: number;
  rate: number | null;
  low: number | null;
  high: number | null;
  median: number | null;
  isSmall: boolean;
  previous: number | null;
  previousName: string | null;
}

/** The points of everybody together, in order of time. Nothing is filled in: a gap stays a gap. */
export function funnelPoints(
  rows: readonly FunnelOverTimeRow[],
  granularity: Granularity,
  zone: string,
  language: Language,
): FunnelPoint[] {
  const ofPeriod = (period: FunnelOverTimeRow['period']) =>
    rows
      .filter((row) => row.period === period && row.is_total)
      .sort((a, b) => Date.parse(a.bucket_start) - Date.parse(b.bucket_start));
  const previous = ofPeriod('previous');
  return ofPeriod('current').map((row, index) => {
    const before = previous[index];
    const judged = row.units_judged ?? 0;
    return {
      start: row.bucket_start,
      end: row.bucket_end,
      name: formatBucket(row.bucket_start, granularity, zone, language),
      longName: formatBucketLong(row.bucket_start, granularity, zone, language),
      entered: row.units_entered ?? 0,
      immature: row.units_entered_immature ?? 0,
      judged,
      reached: row.units_reached ?? 0,
      rate: row.reached_rate,
      low: row.reached_rate_low,
      high: row.reached_rate_high,
      median: row.from_start_median_seconds,
      isSmall: judged > 0 && judged < SMALL_SAMPLE,
      previous: before?.reached_rate ?? null,
      previousName: before ? formatBucketLong(before.bucket_start, granularity, zone, language) : null,
    };
  });
}
