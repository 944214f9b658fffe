import * as z from 'zod';
import { countColumn, defineReport, dimensionColumns, gapColumn } from './report.js';
import { waitFilters } from './response-time.js';
import { measureParams } from './service-params.js';

/** 1, 5, 15 and 30 minutes; 1, 2, 4, 8 and 24 hours. */
export const DEFAULT_BUCKETS = [60, 300, 900, 1800, 3600, 7200, 14_400, 28_800, 86_400] as const;

/** Upper limits in whole seconds, rising; the last bucket is open. */
const bucketsParam = z
  .preprocess(
    (value) =>
      value === undefined
        ? [...DEFAULT_BUCKETS]
        : (Array.isArray(value) ? value : [value]).flatMap((one) =>
            typeof one === 'string' ? one.split(',').filter(Boolean) : one,
          ),
    z
      .array(
        z.coerce.number().pipe(
          z
            .int()
            .min(1)
            .max(366 * 86_400),
        ),
      )
      .min(1)
      .max(30)
      .refine(
        (limits) => limits.every((limit, index) => index === 0 || (limits[index - 1] ?? 0) < limit),
        'must rise from limit to limit',
      ),
  )
  .describe(
    'Upper limits of the buckets, in seconds, rising, 1 to 30; a length of exactly the limit is in the next bucket. By default 1, 5, 15, 30 minutes, 1, 2, 4, 8, 24 hours.',
  );

/** One row per bucket, shortest first, also an empty one; the last, without an upper limit, holds the rest. */
export const responseDistribution = defineReport({
  name: 'response-distribution',
  label: { en: 'Response times, spread', ru: 'Распределение времени ответа' },
  description: {
    en: 'How many answers came within a minute, five minutes, an hour …, with limits of your own.',
    ru: 'Сколько ответов пришло за минуту, пять минут, час …; границы можно задать свои.',
  },
  filters: waitFilters,
  own: { ...measureParams, buckets: bucketsParam },
  row: z.object({
    period: dimensionColumns.period,
    bucket_from_seconds: dimensionColumns.bucket_from_seconds,
    bucket_to_seconds: dimensionColumns.bucket_to_seconds,
    waits_answered: countColumn.describe(
      'Measured lengths from the lower limit on, shorter than the upper one.',
    ),
    waits_share: gapColumn,
    waits_cumulative_share: gapColumn,
    waits_without_calendar: countColumn.describe('Of the whole period, the same in every row: in no bucket.'),
    outgoing_covered_share: gapColumn.describe('Of the whole period, the same in every row.'),
  }),
});
