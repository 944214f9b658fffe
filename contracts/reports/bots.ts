import * as z from 'zod';
import { countColumn, defineReport, dimensionColumns, gapColumn } from './report.js';
import { measureParams } from './service-params.js';

export const BOT_GROUPS = ['none', 'channel', 'account', 'source'] as const;

/**
 * One row per group in which a dialogue began or a wait was handed over, and always a total row, computed anew. Dialogues
 * belong to when they began, waits after a hand-off to when they began; a source is the touch in force at the beginning
 * of the dialogue. All null in rows of which no account lets outgoing messages be seen.
 */
export const bots = defineReport({
  name: 'bots',
  label: { en: 'Bots', ru: 'Боты' },
  description: {
    en: 'What bots settle by themselves, what they hand over, how long people then wait, and who has to come back.',
    ru: 'Что боты решают сами, что передают, сколько потом ждут люди и кому приходится возвращаться.',
  },
  filters: ['channels', 'account_ids', 'hours_of_day', 'weekdays', 'segment_id'] as const,
  own: {
    hours: measureParams.hours,
    by: z.enum(BOT_GROUPS).default('none').describe('One group.'),
  },
  row: z.object({
    period: dimensionColumns.period,
    is_total: dimensionColumns.is_total,
    channel: dimensionColumns.channel.nullable().describe('Null where not split by it, as every group.'),
    account_id: dimensionColumns.account_id.nullable(),
    account_name: dimensionColumns.account_name,
    arrival: dimensionColumns.arrival.nullable(),
    ref: dimensionColumns.ref.describe('As it arrived; null where `arrival` is not `ref`.'),
    dialogues: countColumn,
    bot_dialogues: countColumn,
    bot_dialogues_contained: countColumn,
    containment_share: gapColumn,
    bot_dialogues_handed_off: countColumn,
    bot_dialogues_taken_over: countColumn,
    hand_offs_answered: countColumn,
    hand_offs_unanswered: countColumn,
    wait_after_hand_off_median_seconds: gapColumn,
    wait_after_hand_off_p90_seconds: gapColumn,
    waits_without_calendar: countColumn,
    bot_dialogues_reopened: countColumn,
    reopened_after_bot_share: gapColumn,
    outgoing_covered_share: gapColumn,
  }),
});
