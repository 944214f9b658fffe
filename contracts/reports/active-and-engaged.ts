import * as z from 'zod';
import { countColumn, defineReport, dimensionColumns, gapColumn, granularityParam } from './report.js';

export const ENGAGEMENT_GROUPS = ['none', 'channel'] as const;

/**
 * One row per calendar unit of the zone, without holes, then the rows of the whole period (`is_total`), counted anew:
 * people are never added up. By channel each unit and the whole have one row per channel that has an account and one of
 * all together, whose `channel` is null.
 */
export const activeAndEngaged = defineReport({
  name: 'active-and-engaged',
  label: { en: 'Active and engaged', ru: 'Активные и вовлечённые' },
  description: {
    en: 'Who received something from us and who of them wrote: per unit of time and of the whole period, by channel.',
    ru: 'Кто получил от нас сообщение и кто из них написал сам: по отрезкам времени и за весь период, по каналам.',
  },
  filters: ['channels', 'account_ids', 'hours_of_day', 'weekdays', 'segment_id'] as const,
  own: {
    ...granularityParam,
    by: z.enum(ENGAGEMENT_GROUPS).default('none').describe('One group.'),
  },
  row: z.object({
    period: dimensionColumns.period,
    is_total: dimensionColumns.is_total,
    bucket_start: dimensionColumns.bucket_start,
    bucket_end: dimensionColumns.bucket_end,
    is_partial: dimensionColumns.is_partial,
    channel: dimensionColumns.channel.nullable().describe('Null: all channels together.'),
    contacts: countColumn,
    contacts_active: countColumn,
    contacts_engaged: countColumn,
    engaged_share: gapColumn,
    outgoing_covered_share: gapColumn,
  }),
});
