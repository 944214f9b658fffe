import * as z from 'zod';
import { placeColumns } from './by-channel.js';
import { defineReport, dimensionColumns } from './report.js';

/**
 * One row per account, also a silent one, most incoming messages first, and a total row computed anew. What adds up to it
 * is said at by-channel.
 */
export const byAccount = defineReport({
  name: 'by-account',
  label: { en: 'Accounts', ru: 'Аккаунты' },
  description: {
    en: 'Who wrote to which account, how fast they were answered, and who subscribed.',
    ru: 'Сколько людей написало в каждый аккаунт, как быстро им ответили и кто подписался.',
  },
  filters: ['channels', 'account_ids', 'hours_of_day', 'weekdays', 'segment_id'] as const,
  own: {},
  row: z.object({
    period: dimensionColumns.period,
    is_total: dimensionColumns.is_total,
    account_id: dimensionColumns.account_id.nullable().describe('Null in the total row.'),
    account_name: dimensionColumns.account_name,
    channel: dimensionColumns.channel.nullable().describe('Null in the total row.'),
    ...placeColumns,
  }),
});
