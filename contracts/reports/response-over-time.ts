import * as z from 'zod';
import { countColumn, defineReport, dimensionColumns, gapColumn, granularityParam } from './report.js';
import { waitFilters } from './response-time.js';
import { measureParams } from './service-params.js';

/** One row per calendar unit of the zone, without holes; a unit cut by the period or not over yet is partial. */
export const responseOverTime = defineReport({
  name: 'response-over-time',
  label: { en: 'Response time over time', ru: 'Время ответа по времени' },
  description: {
    en: 'Median, 90th percentile and mean per hour, day, week, month, quarter or year, with the answered share and the share within the target.',
    ru: 'Медиана, 90-й процентиль и среднее по часам, дням, неделям, месяцам, кварталам или годам, с долями отвеченных и уложившихся в норму.',
  },
  filters: waitFilters,
  own: { ...measureParams, ...granularityParam },
  row: z.object({
    period: dimensionColumns.period,
    bucket_start: dimensionColumns.bucket_start,
    bucket_end: dimensionColumns.bucket_end,
    is_partial: dimensionColumns.is_partial,
    waits_answered: countColumn,
    response_mean_seconds: gapColumn,
    response_median_seconds: gapColumn,
    response_p90_seconds: gapColumn,
    waits_unanswered: countColumn,
    answered_share: gapColumn,
    waits_with_target: countColumn,
    waits_within_target: countColumn,
    target_share: gapColumn,
    waits_without_calendar: countColumn,
    outgoing_covered_share: gapColumn,
  }),
});
