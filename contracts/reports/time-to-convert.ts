import * as z from 'zod';
import { goalParams } from './attribution-params.js';
import { countColumn, defineReport, dimensionColumns, gapColumn } from './report.js';

export const CONVERT_SINCE = ['first', 'last'] as const;
/** Where the bars of the report begin, in seconds: an hour, a day, 3, 7, 14, 30 and 60 days. */
export const CONVERT_EDGES = [0, 3600, 86_400, 259_200, 604_800, 1_209_600, 2_592_000, 5_184_000] as const;

/** One row per bar (empty ones too) and a total row with the exact median and 90th percentile. */
export const timeToConvert = defineReport({
  name: 'time-to-convert',
  label: { en: 'Time to convert', ru: 'Время до конверсии' },
  description: {
    en: 'How long it takes from the first or the last touch within the look-back to the conversion.',
    ru: 'Сколько времени проходит от первого или последнего касания в окне атрибуции до конверсии.',
  },
  filters: ['channels', 'account_ids', 'hours_of_day', 'weekdays', 'segment_id'] as const,
  own: {
    ...goalParams,
    since: z.enum(CONVERT_SINCE).default('first').describe('From which touch the time is taken.'),
  },
  row: z.object({
    period: dimensionColumns.period,
    is_total: dimensionColumns.is_total,
    bucket_from_seconds: dimensionColumns.bucket_from_seconds,
    bucket_to_seconds: dimensionColumns.bucket_to_seconds.describe('Null: no upper limit.'),
    conversions: countColumn,
    conversions_without_touch: countColumn,
    time_to_convert_median_seconds: gapColumn,
    time_to_convert_p90_seconds: gapColumn,
  }),
});
