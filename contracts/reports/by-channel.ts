import * as z from 'zod';
import { countColumn, defineReport, dimensionColumns, gapColumn } from './report.js';

/** The numbers of one channel or account. Shared by by-channel and by-account. */
export const placeColumns = {
  messages_received: countColumn,
  contacts: countColumn,
  new_contacts: countColumn,
  touches: countColumn,
  dialogues: countColumn,
  first_responses: countColumn,
  first_response_median_seconds: gapColumn,
  first_response_p90_seconds: gapColumn,
  waits_answered: countColumn,
  answered_share: gapColumn,
  repeat_contact_rate: gapColumn,
  contacts_subscribed: countColumn,
  outgoing_covered_share: gapColumn,
  subscriptions_covered_share: gapColumn,
};

/**
 * One row per channel with an account, most incoming messages first, and a total row computed anew. Messages, arrivals,
 * dialogues, answers and subscriptions of the rows add up to the total; contacts do too, unless accounts share their
 * people (the same chats through a bot and a helpdesk). Rates and times never do.
 */
export const byChannel = defineReport({
  name: 'by-channel',
  label: { en: 'Channels', ru: 'Каналы' },
  description: {
    en: 'Who wrote in which channel, how fast they were answered, and who subscribed.',
    ru: 'Сколько людей написало в каждом канале, как быстро им ответили и кто подписался.',
  },
  filters: ['channels', 'account_ids', 'hours_of_day', 'weekdays', 'segment_id'] as const,
  own: {},
  row: z.object({
    period: dimensionColumns.period,
    is_total: dimensionColumns.is_total,
    channel: dimensionColumns.channel.nullable().describe('Null in the total row.'),
    ...placeColumns,
  }),
});
