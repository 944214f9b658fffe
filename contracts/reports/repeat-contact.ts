import * as z from 'zod';
import { countColumn, defineReport, dimensionColumns, gapColumn } from './report.js';

/** What repeat contacts are split by. `source`: what first brought the contact; `agent`: see {@link repeatContact}. */
export const REPEAT_GROUPS = ['none', 'channel', 'account', 'source', 'agent'] as const;

/**
 * One row per group, and always a total row, computed anew from the contacts.
 *
 * By source a contact belongs to the arrival that they first came by, ever: a return mostly has no link of its own. By
 * agent a contact who wrote in the period belongs to the first person of ours in each of their dialogues that went on in
 * it, and in the one before it; a return belongs to the first person in the dialogue that it comes after. So the rows of
 * agents overlap and do not add up to the total. `agent_id` is null where nobody with a name had written.
 */
export const repeatContact = defineReport({
  name: 'repeat-contact',
  label: { en: 'Repeat contact', ru: 'Повторные обращения' },
  description: {
    en: 'How many contacts came back later than a time of your choice after their previous dialogue, how soon, and by other common rules; by channel, account, source or the agent before.',
    ru: 'Сколько клиентов вернулось позже выбранного времени после предыдущего диалога, как скоро, и что получается по другим принятым правилам; по каналам, аккаунтам, источникам или прежнему сотруднику.',
  },
  filters: ['channels', 'account_ids', 'hours_of_day', 'weekdays', 'segment_id'] as const,
  own: {
    repeat_after_seconds: z.coerce
      .number()
      .pipe(
        z
          .int()
          .min(1)
          .max(366 * 86_400),
      )
      .optional()
      .describe(
        'A return counts when it comes later than this after the end of the dialogue before; by default as the workspace has it. Not less than the silence that ends a dialogue.',
      ),
    by: z.enum(REPEAT_GROUPS).default('none').describe('One group.'),
  },
  row: z.object({
    period: dimensionColumns.period,
    is_total: dimensionColumns.is_total,
    channel: dimensionColumns.channel.nullable().describe('Null where not split by it, as every group.'),
    account_id: dimensionColumns.account_id.nullable(),
    account_name: dimensionColumns.account_name,
    arrival: dimensionColumns.arrival.nullable(),
    ref: dimensionColumns.ref.describe('As it arrived; null where `arrival` is not `ref`.'),
    agent_id: dimensionColumns.agent_id,
    agent_name: dimensionColumns.agent_name,
    contacts: countColumn,
    repeat_contacts: countColumn,
    repeat_contact_rate: gapColumn,
    contacts_immature: countColumn,
    time_to_repeat_median_seconds: gapColumn,
    time_to_repeat_p90_seconds: gapColumn,
    repeat_contacts_unprompted: countColumn,
    repeat_contact_rate_unprompted: gapColumn,
    contacts_with_earlier_dialogue: countColumn,
    contacts_with_earlier_dialogue_share: gapColumn,
  }),
});
