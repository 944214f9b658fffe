import * as z from 'zod';
import { ARRIVALS } from '../dimensions.js';
import { BOT_OUTCOMES, fieldColumns, STARTERS, TARGET_RESULTS } from '../fields.js';
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
    is_answered: yesNoParam
      .default('any')
      .describe('Only dialogues in which a person answered, then or later, or only others.'),
    is_repeat: yesNoParam.default('any').describe('Only repeat contacts, or only others.'),
    is_resolved: yesNoParam.default('any').describe('Only dialogues that were closed, or only others.'),
    arrivals: wordsParam(ARRIVALS).describe('Only dialogues that came this way.'),
    bot_outcomes: wordsParam(BOT_OUTCOMES).describe(
      'Only dialogues with a bot in front that went so; all of these words: every dialogue with a bot in front.',
    ),
    responsible_agent_ids: filterParams.agent_ids.describe(
      'Only dialogues that belong to these: whom they are or, when closed, were assigned to, else who wrote first.',
    ),
    responsible_team_ids: filterParams.agent_ids.describe('The same by the teams of those now.'),
    is_closable: yesNoParam
      .default('any')
      .describe('Only dialogues of accounts that told of closings by then, or only others.'),
    has_calendar: yesNoParam
      .default('any')
      .describe('Only dialogues of which business time is known, or only others.'),
    close_target_results: wordsParam(TARGET_RESULTS).describe(
      'Only dialogues that kept or missed the target for closing.',
    ),
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
    responsible_agent_id: fieldColumns.responsible_agent_id,
    responsible_agent_name: fieldColumns.responsible_agent_name,
    close_seconds: fieldColumns.close_seconds,
    close_business_seconds: fieldColumns.close_business_seconds,
    close_target_result: fieldColumns.close_target_result,
    bot_outcome: fieldColumns.bot_outcome,
    is_repeat: fieldColumns.is_repeat,
    since_previous_seconds: fieldColumns.since_previous_seconds,
    channel: dimensionColumns.channel,
    account_id: dimensionColumns.account_id,
    account_name: dimensionColumns.account_name,
    arrival: dimensionColumns.arrival,
    ref: dimensionColumns.ref,
    source: fieldColumns.source,
  }),
  spans: 'asked',
});
