import * as z from 'zod';
import { countColumn, defineReport, dimensionColumns, gapColumn } from './report.js';

/**
 * One row per raw ref, most arrivals first, and a total row computed anew. What has no ref is named, never hidden:
 * `direct` and `unattributed` stand in every answer. A dialogue and its waits belong to the touch in force when it
 * began, a new contact to the touch that acquired it, a subscription to the last touch before it. Counts of the rows add
 * up to the total; rates and times do not.
 */
export const bySource = defineReport({
  name: 'by-source',
  label: { en: 'Sources', ru: 'Источники' },
  description: {
    en: 'What each link brought: arrivals, new contacts, whether they wrote, how they were answered, who subscribed.',
    ru: 'Что принесла каждая ссылка: касания, новые клиенты, написали ли они, как им ответили и кто подписался.',
  },
  filters: ['channels', 'account_ids', 'hours_of_day', 'weekdays', 'segment_id'] as const,
  own: {},
  row: z.object({
    period: dimensionColumns.period,
    is_total: dimensionColumns.is_total,
    arrival: dimensionColumns.arrival.nullable().describe('Null in the total row.'),
    ref: dimensionColumns.ref.describe('As it arrived; null where `arrival` is not `ref`.'),
    touches: countColumn,
    touches_re_engagement: countColumn,
    new_contacts: countColumn,
    starts: countColumn,
    starts_immature: countColumn,
    message_rate: gapColumn,
    dialogues: countColumn,
    first_responses: countColumn,
    first_response_median_seconds: gapColumn,
    waits_answered: countColumn,
    answered_share: gapColumn,
    contacts_subscribed: countColumn,
    outgoing_covered_share: gapColumn,
    subscriptions_covered_share: gapColumn,
  }),
});
