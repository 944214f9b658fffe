import * as z from 'zod';
import { goalParams } from './attribution-params.js';
import { byGroupParam } from './acquisition-params.js';
import { countColumn, defineReport, dimensionColumns, gapColumn } from './report.js';

export const PATH_VIEWS = ['paths', 'lengths'] as const;
/** How many paths an answer has at most, beside the total. */
export const MOST_PATHS = 100;

/**
 * One row per path, or per number of touches, and a total row. A path holds what its touches are called by `by`, in order;
 * several touches in a row that are called the same stand once. A touch without a name stands as its arrival in angle
 * brackets, such as `<direct>`. A conversion without any touch in the look-back has the path `<expired>` or
 * `<unattributed>` and no touches. Of paths the most frequent are there, at most {@link MOST_PATHS}.
 */
export const conversionPaths = defineReport({
  name: 'conversion-paths',
  label: { en: 'Conversion paths', ru: 'Пути к конверсии' },
  description: {
    en: 'In which order sources led to conversions, and after how many touches.',
    ru: 'В каком порядке источники приводили к конверсии и за сколько касаний.',
  },
  filters: ['channels', 'account_ids', 'hours_of_day', 'weekdays', 'segment_id'] as const,
  own: {
    ...byGroupParam,
    ...goalParams,
    view: z.enum(PATH_VIEWS).default('paths').describe('A row per path, or per number of touches.'),
  },
  row: z.object({
    period: dimensionColumns.period,
    is_total: dimensionColumns.is_total,
    path: dimensionColumns.path.describe('Empty in rows of lengths and in the total.'),
    touches_on_path: dimensionColumns.touches_on_path.describe('Null in rows of paths and in the total.'),
    conversions: countColumn,
    conversion_value: gapColumn,
    contacts_converted: countColumn,
    time_to_convert_median_seconds: gapColumn,
  }),
});
