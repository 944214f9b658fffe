import * as z from 'zod';
import { fieldColumns, STARTERS } from '../fields.js';
import { countColumn, dimensionColumns, filterParams } from './report.js';
import { defineRowReport, wordsParam, yesNoParam } from './row-report.js';

export const DIALOGUE_ORDERS = ['oldest', 'newest', 'longest'] as const;

/** One row per dialogue that began in the period. `agent_ids`: dialogues in which they answered or are assigned. */
export const dialogueRows = defineRowReport({
  name: 'dialogues',
  label: { en: 'Dialogues, row by row', ru: 'Диалоги построчно' },
  description: {
    en: 'Every dialogue: when it began and ended, who wrote how much, how fast the first answer came.',
    ru: 'Каждый диалог: когда начался и закончился, кто сколько написал, как быстро пришёл первый ответ.',
  },
  filters: [
    'channels',
    'account_ids',
    'agent_ids',
    'team_ids',
    'refs',
    'hours_of_day',
    'weekdays',
    'segment_id',
  ] as const,
  own: {
    starters: wordsParam(STARTERS).describe('Only dialogues started by these.'),
    has_incoming: yesNoParam
      .default('yes')
      .describe('Dialogues in which the contact wrote: those are what «dialogues» counts everywhere.'),
    is_repeat: yesNoParam.default('any').describe('Only repeat contacts, or only others.'),
    is_resolved: yesNoParam.default('any').describe('Only dialogues that were closed, or only others.'),
    identity_ids: filterParams.agent_ids.describe('Only dialogues of these contacts.'),
    order: z.enum(DIALOGUE_ORDERS).default('oldest'),
  },
  row: z.object({
    dialogue_id: fieldColumns.dialogue_id.unwrap(),
    identity_id: fieldColumns.identity_id,
    contact_name: fieldColumns.contact_name,
    started_at: fieldColumns.started_at,
    ended_at: fieldColumns.ended_at,
    duration_seconds: fieldColumns.duration_seconds,
    starter: fieldColumns.starter,
    messages_received: countColumn,
    messages_sent_by_agents: countColumn,
    messages_sent_by_bots: countColumn,
    messages_sent_auto: countColumn,
    messages_sent_by_unknown: countColumn,
    messages_sent_in_broadcasts: countColumn,
    waits: fieldColumns.waits,
    waits_answered: countColumn,
    first_response_seconds: fieldColumns.first_response_seconds,
    first_agent_id: fieldColumns.first_agent_id,
    first_agent_name: fieldColumns.first_agent_name,
    agents: fieldColumns.agents,
    resolved_at: fieldColumns.resolved_at,
    is_repeat: fieldColumns.is_repeat,
    since_previous_seconds: fieldColumns.since_previous_seconds,
    channel: dimensionColumns.channel,
    account_id: dimensionColumns.account_id,
    account_name: dimensionColumns.account_name,
    ref: dimensionColumns.ref,
    source: fieldColumns.source,
  }),
  spans: 'asked',
});
