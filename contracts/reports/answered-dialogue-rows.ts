import * as z from 'zod';
import { fieldColumns } from '../fields.js';
import { countColumn, dimensionColumns, filterParams } from './report.js';
import { waitFilters } from './response-time.js';
import { defineRowReport, yesNoParam } from './row-report.js';
import { measureParams } from './service-params.js';

export const ANSWERED_DIALOGUE_ORDERS = ['oldest', 'newest', 'most'] as const;

/**
 * One row per dialogue in which at least one wait of the period was answered; the dialogue may have begun before it. All
 * but the dialogue itself is told of the answers asked for: with `agent_ids`, of those that these people gave.
 */
export const answeredDialogueRows = defineRowReport({
  name: 'answered-dialogues',
  label: { en: 'Answered dialogues, row by row', ru: 'Диалоги с ответами построчно' },
  description: {
    en: 'Every dialogue in which somebody answered: how often, who first, and whether somebody else did too.',
    ru: 'Каждый диалог, в котором кто-то ответил: сколько раз, кто первым и отвечал ли кто-то ещё.',
  },
  filters: waitFilters,
  own: {
    dated_by: measureParams.dated_by,
    is_shared: yesNoParam
      .default('any')
      .describe('Only dialogues in which at least two people answered waits of the period, or only others.'),
    identity_ids: filterParams.agent_ids.describe('Only dialogues of these contacts.'),
    order: z
      .enum(ANSWERED_DIALOGUE_ORDERS)
      .default('oldest')
      .describe('By the first answer, or by how many there were.'),
  },
  row: z.object({
    dialogue_id: fieldColumns.dialogue_id.unwrap(),
    identity_id: fieldColumns.identity_id,
    contact_name: fieldColumns.contact_name,
    started_at: fieldColumns.started_at,
    answered_at: fieldColumns.answered_at.unwrap().describe('The first answer of the period.'),
    waits_answered: countColumn,
    last_answer_at: dimensionColumns.last_answer_at,
    agent_id: dimensionColumns.agent_id.describe('Who answered first; null: the platform does not say who.'),
    agent_name: dimensionColumns.agent_name,
    agents: fieldColumns.agents,
    is_shared: fieldColumns.is_shared,
    channel: dimensionColumns.channel,
    account_id: dimensionColumns.account_id,
    account_name: dimensionColumns.account_name,
    ref: dimensionColumns.ref,
  }),
  spans: 'asked',
});
