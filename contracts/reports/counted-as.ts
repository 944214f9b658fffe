import * as z from 'zod';
import { countColumn, defineReport, dimensionColumns, gapColumn } from './report.js';

/** One row per way of counting, always all of them, ours first. What each counts stands in `COUNTING_RULES`. */
export const countedAs = defineReport({
  name: 'counted-as',
  label: { en: 'As others count', ru: 'Как считают другие' },
  description: {
    en: 'The first response time as Chatwoot, Intercom, Zendesk and Meta’s responsiveness would count it on the same events, beside ours: why two tools disagree.',
    ru: 'Время первого ответа так, как его посчитали бы Chatwoot, Intercom, Zendesk и «скорость ответа» Meta по тем же событиям, рядом с нашим: почему две программы показывают разное.',
  },
  filters: ['channels', 'account_ids', 'segment_id'] as const,
  own: {},
  row: z.object({
    period: dimensionColumns.period,
    counted_as: dimensionColumns.counted_as,
    statistic: dimensionColumns.statistic,
    responses_counted: countColumn,
    response_as_counted_seconds: gapColumn,
    counted_mean_seconds: gapColumn,
    counted_median_seconds: gapColumn,
    counted_response_rate: gapColumn,
    outgoing_covered_share: gapColumn,
  }),
});
