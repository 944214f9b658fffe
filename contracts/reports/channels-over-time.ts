import * as z from 'zod';
import { acquisitionFilters, byGroupParam } from './acquisition-params.js';
import { countColumn, defineReport, dimensionColumns, granularityParam } from './report.js';

/**
 * For each calendar unit of the zone, without holes, one row for everything together, then one for each value to which
 * something happened in it, named as in `channels`. The first and the last unit are cut to the period; one that is cut or
 * not over yet is partial.
 */
export const channelsOverTime = defineReport({
  name: 'channels-over-time',
  label: { en: 'Channels over time', ru: 'Каналы в динамике' },
  description: {
    en: 'Arrivals, new contacts, starts and subscriptions of each source, campaign, link or ad per hour, day, week, month, quarter or year.',
    ru: 'Касания, новые клиенты, старты и подписки каждого источника, кампании, ссылки или объявления по часам, дням, неделям, месяцам, кварталам или годам.',
  },
  filters: ['channels', 'account_ids', 'refs', 'segment_id'] as const,
  own: { ...byGroupParam, ...acquisitionFilters, ...granularityParam },
  row: z.object({
    period: dimensionColumns.period,
    is_total: dimensionColumns.is_total,
    arrival: dimensionColumns.arrival.nullable().describe('Names a row without a value; else null.'),
    value: dimensionColumns.value,
    bucket_start: dimensionColumns.bucket_start,
    bucket_end: dimensionColumns.bucket_end,
    is_partial: dimensionColumns.is_partial,
    touches: countColumn,
    new_contacts: countColumn,
    starts: countColumn,
    starts_written: countColumn,
    contacts_subscribed: countColumn,
  }),
});
