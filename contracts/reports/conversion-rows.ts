import * as z from 'zod';
import { fieldColumns } from '../fields.js';
import { acquisitionFilters, byGroupParam } from './acquisition-params.js';
import { creditParams, modelParam } from './attribution-params.js';
import { dimensionColumns, filterParams, gapColumn } from './report.js';
import { defineRowReport } from './row-report.js';

export const CONVERSION_ORDERS = ['newest', 'oldest', 'largest'] as const;

/**
 * One row per conversion of which some credit belongs to what is asked for: those behind a row of `attribution` have, by
 * the same words, credit that adds up to its number. `by` says what touches are called.
 */
export const conversionRows = defineRowReport({
  name: 'conversions',
  label: { en: 'Conversions, row by row', ru: 'Конверсии построчно' },
  description: {
    en: 'Every conversion behind a number: who, when, what it was worth, and which touches earned how much of it.',
    ru: 'Каждая конверсия за числом: кто, когда, на какую сумму и какие касания сколько от неё получили.',
  },
  filters: ['channels', 'account_ids', 'refs', 'hours_of_day', 'weekdays', 'segment_id'] as const,
  own: {
    ...byGroupParam,
    ...creditParams,
    ...modelParam,
    ...acquisitionFilters,
    identity_ids: filterParams.agent_ids.describe('Only conversions of these contacts.'),
    order: z.enum(CONVERSION_ORDERS).default('newest').describe('By time, or by value.'),
  },
  row: z.object({
    conversion_id: fieldColumns.conversion_id,
    dialogue_id: fieldColumns.dialogue_id.describe('The last that had begun by then; null: there was none.'),
    identity_id: fieldColumns.identity_id,
    contact_name: fieldColumns.contact_name,
    goal_id: fieldColumns.goal_id,
    goal_name: fieldColumns.goal_name,
    converted_at: fieldColumns.converted_at,
    order_id: fieldColumns.order_id,
    amount: fieldColumns.amount,
    currency: fieldColumns.currency,
    conversion_value: gapColumn.describe('In the currency of the workspace; null where no rate is known.'),
    credited_share: gapColumn.describe('How much of it belongs to what is asked for.'),
    arrival: dimensionColumns.arrival.describe('Of what earned most of it.'),
    touches_before: fieldColumns.touches_before,
    channel: dimensionColumns.channel,
    account_id: dimensionColumns.account_id,
    account_name: dimensionColumns.account_name,
  }),
  spans: 'asked',
});
