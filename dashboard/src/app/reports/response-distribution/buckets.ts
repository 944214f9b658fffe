import { type Language, type responseDistribution } from '@parley/contracts';
import type { z } from 'zod';
import { formatDuration } from '../../theme/format';
import type { Rows } from '../../measures/measures-state';
import { numberIn } from '../reading';

export type BucketRow = z.infer<typeof responseDistribution.row>;

export interface Bucket {
  row: BucketRow;
  previous: BucketRow | undefined;
  name: string;
  /** 0–1 of the fullest bucket, for the bar. */
  bar: number;
  /** What picks the waits of the bucket. */
  picks: Rows;
}

export interface BucketTexts {
  upTo: (limit: string) => string;
  between: (from: string, to: string) => string;
  over: (limit: string) => string;
}

/** The buckets in their order, each beside the same one of the period before. */
export function bucketsOf(rows: readonly BucketRow[], texts: BucketTexts, language: Language): Bucket[] {
  const ofPeriod = (period: BucketRow['period']) =>
    rows.filter((row) => row.period === period).sort((a, b) => a.bucket_from_seconds - b.bucket_from_seconds);
  const before = new Map(ofPeriod('previous').map((row) => [row.bucket_from_seconds, row]));
  const current = ofPeriod('current');
  const fullest = Math.max(1, ...current.map((row) => numberIn(row, 'waits_answered') ?? 0));
  const show = (seconds: number) => formatDuration(seconds, language);
  return current.map((row) => {
    const { bucket_from_seconds: from, bucket_to_seconds: to } = row;
    return {
      row,
      previous: before.get(from),
      name:
        to === null
          ? texts.over(show(from))
          : from === 0
            ? texts.upTo(show(to))
            : texts.between(show(from), show(to)),
      bar: (row.waits_answered ?? 0) / fullest,
      picks: {
        states: ['answered'],
        is_measured: 'yes',
        // Both are half-open: the lower limit is within, the upper one is not.
        ...(from === 0 ? {} : { min_seconds: String(from) }),
        ...(to === null ? {} : { max_seconds: String(to) }),
      },
    };
  });
}
