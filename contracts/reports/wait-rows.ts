import * as z from 'zod';
import { ARRIVALS } from '../dimensions.js';
import { TARGET_RESULTS, fieldColumns } from '../fields.js';
import { WAIT_STATES } from '../service.js';
import { dimensionColumns, filterParams } from './report.js';
import { defineRowReport, secondsParam, wordsParam, yesNoParam } from './row-report.js';
import { measureParams } from './service-params.js';

const FILTERS = [
  'channels',
  'account_ids',
  'agent_ids',
  'team_ids',
  'refs',
  'hours_of_day',
  'weekdays',
  'segment_id',
] as const;

/** What picks, of the waits of a question, those behind one of its numbers. */
const pickParams = {
  min_seconds: secondsParam.describe(
    'Only waits whose measured length is at least this; milliseconds count.',
  ),
  max_seconds: secondsParam.describe(
    'Only waits whose measured length is less than this; milliseconds count.',
  ),
  is_measured: yesNoParam
    .default('any')
    .describe(
      'Only answered waits whose measured length is known (`yes`), or not known for want of a calendar (`no`).',
    ),
  target_results: wordsParam(TARGET_RESULTS).describe('Only waits with these results.'),
  answered_off_hours: yesNoParam
    .default('any')
    .describe('Only waits answered while the account was closed, or open.'),
  arrivals: wordsParam(ARRIVALS).describe('Only what came this way: with a ref, without one, directly …'),
  identity_ids: filterParams.agent_ids.describe('Only waits of these contacts.'),
  held_by_agent_ids: filterParams.agent_ids.describe(
    'Only waits that were taken from one of these agents before they ended.',
  ),
  held_by_team_ids: filterParams.agent_ids.describe('The same by the teams that those agents are in now.'),
  is_held: yesNoParam
    .default('any')
    .describe('Only waits that were taken from somebody (of these agents and teams), or only others.'),
};

export const WAIT_ORDERS = ['oldest', 'newest', 'longest', 'shortest'] as const;

const row = z.object({
  wait_id: fieldColumns.wait_id,
  dialogue_id: fieldColumns.dialogue_id,
  identity_id: fieldColumns.identity_id,
  contact_name: fieldColumns.contact_name,
  wait_state: fieldColumns.wait_state,
  wait_place: fieldColumns.wait_place,
  waiting_since: fieldColumns.waiting_since,
  clock_started_at: fieldColumns.clock_started_at,
  last_incoming_at: fieldColumns.last_incoming_at,
  bot_answered_at: fieldColumns.bot_answered_at,
  handed_off_at: fieldColumns.handed_off_at,
  assigned_at: fieldColumns.assigned_at,
  answered_at: fieldColumns.answered_at,
  dismissed_at: fieldColumns.dismissed_at,
  dismissed_by: fieldColumns.dismissed_by,
  length_seconds: fieldColumns.length_seconds,
  customer_seconds: fieldColumns.customer_seconds,
  customer_business_seconds: fieldColumns.customer_business_seconds,
  agent_seconds: fieldColumns.agent_seconds,
  agent_business_seconds: fieldColumns.agent_business_seconds,
  age_seconds: fieldColumns.age_seconds,
  age_business_seconds: fieldColumns.age_business_seconds,
  target_seconds: fieldColumns.target_seconds,
  target_hours: fieldColumns.target_hours,
  target_result: fieldColumns.target_result,
  began_off_hours: fieldColumns.began_off_hours,
  answered_off_hours: fieldColumns.answered_off_hours,
  agent_id: dimensionColumns.agent_id.describe(
    'Who answered, else whom the contact is assigned to; null: nobody known.',
  ),
  agent_name: dimensionColumns.agent_name,
  team_id: dimensionColumns.team_id,
  team_name: dimensionColumns.team_name,
  held_by: fieldColumns.held_by,
  channel: dimensionColumns.channel,
  account_id: dimensionColumns.account_id,
  account_name: dimensionColumns.account_name,
  arrival: dimensionColumns.arrival,
  ref: dimensionColumns.ref.describe('As it arrived; null where `arrival` is not `ref`.'),
});

/**
 * One row per wait. It takes what response times are asked with, and what picks the waits behind one number of theirs,
 * so that it has as many rows as the number says. `agent_ids=0` and `team_ids=0` are those whom nobody knows, `refs=`
 * those that came without a ref.
 */
export const waitRows = defineRowReport({
  name: 'waits',
  label: { en: 'Waits, row by row', ru: 'Ожидания построчно' },
  description: {
    en: 'Every wait behind a number: who waited, since when, who answered and how long it took by each clock.',
    ru: 'Каждое ожидание за числом: кто ждал и с какого времени, кто ответил и сколько прошло по каждым часам.',
  },
  filters: FILTERS,
  own: {
    ...measureParams,
    states: wordsParam(WAIT_STATES).describe('Only waits in these states.'),
    ...pickParams,
    order: z.enum(WAIT_ORDERS).default('oldest').describe('By beginning, or by measured length.'),
  },
  row,
  spans: 'asked',
});

/** Those of them that nobody answered in time, oldest first. */
export const unansweredRows = defineRowReport({
  name: 'unanswered',
  label: { en: 'Unanswered', ru: 'Без ответа' },
  description: {
    en: 'Waits that nobody answered in time, or whose dialogue ended without an answer, oldest first.',
    ru: 'Ожидания, на которые не ответили вовремя или диалог которых закончился без ответа; сначала самые давние.',
  },
  filters: FILTERS,
  own: {
    ...measureParams,
    states: wordsParam(['unanswered', 'abandoned']).describe('Only one of the two.'),
  },
  row,
  spans: 'asked',
});
