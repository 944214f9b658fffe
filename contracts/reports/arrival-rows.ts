import * as z from 'zod';
import { ARRIVALS } from '../dimensions.js';
import { fieldColumns, START_OUTCOMES, ARRIVAL_KINDS } from '../fields.js';
import { dimensionColumns, filterParams } from './report.js';
import { defineRowReport, wordsParam } from './row-report.js';

export const ARRIVAL_ORDERS = ['oldest', 'newest'] as const;

/** One row per arrival of a contact: what «touches» counts. Anonymous visitors of a site are in none. */
export const arrivalRows = defineRowReport({
  name: 'arrivals',
  label: { en: 'Arrivals, row by row', ru: 'Касания построчно' },
  description: {
    en: 'Every time a contact came: when, by what, whether they were new, and whether they wrote after a start.',
    ru: 'Каждый приход клиента: когда, откуда, был ли клиент новым и написал ли после старта.',
  },
  filters: ['channels', 'account_ids', 'refs', 'hours_of_day', 'weekdays', 'segment_id'] as const,
  own: {
    arrivals: wordsParam(ARRIVALS).describe('Only those that came this way.'),
    arrival_kinds: wordsParam(ARRIVAL_KINDS).describe('Only those of new, or of known contacts.'),
    start_outcomes: wordsParam(START_OUTCOMES).describe(
      'Only starts after which this followed; «starts» counts `wrote` and `silent`.',
    ),
    identity_ids: filterParams.agent_ids.describe('Only arrivals of these contacts.'),
    order: z.enum(ARRIVAL_ORDERS).default('oldest'),
  },
  row: z.object({
    event_id: fieldColumns.event_id,
    occurred_at: fieldColumns.occurred_at,
    identity_id: fieldColumns.identity_id,
    contact_name: fieldColumns.contact_name,
    arrival_kind: fieldColumns.arrival_kind,
    arrival: dimensionColumns.arrival,
    ref: dimensionColumns.ref,
    source: fieldColumns.source,
    medium: fieldColumns.medium,
    campaign: fieldColumns.campaign,
    start_outcome: fieldColumns.start_outcome,
    wrote_at: fieldColumns.wrote_at.describe('After a start: the first message within 24 hours.'),
    dialogue_id: fieldColumns.dialogue_id.describe('The first dialogue that it led to; null: none.'),
    channel: dimensionColumns.channel,
    account_id: dimensionColumns.account_id,
    account_name: dimensionColumns.account_name,
  }),
  spans: 'asked',
});
