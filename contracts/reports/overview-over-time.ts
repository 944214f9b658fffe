import * as z from 'zod';
import { overviewColumns } from './overview.js';
import { defineReport, dimensionColumns, granularityParam } from './report.js';

/** One row per calendar unit of the zone, without holes; a unit cut by the period or not over yet is partial. */
export const overviewOverTime = defineReport({
  name: 'overview-over-time',
  label: { en: 'Overview over time', ru: 'Обзор по времени' },
  description: {
    en: 'The numbers of the Overview per hour, day, week, month, quarter or year.',
    ru: 'Числа обзора по часам, дням, неделям, месяцам, кварталам или годам.',
  },
  filters: ['channels', 'account_ids', 'hours_of_day', 'weekdays', 'segment_id'] as const,
  own: granularityParam,
  row: z.object({
    period: dimensionColumns.period,
    bucket_start: dimensionColumns.bucket_start,
    bucket_end: dimensionColumns.bucket_end,
    is_partial: dimensionColumns.is_partial,
    ...overviewColumns,
  }),
});
