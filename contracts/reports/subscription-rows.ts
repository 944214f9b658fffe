import * as z from 'zod';
import { ARRIVALS } from '../dimensions.js';
import { fieldColumns } from '../fields.js';
import { dimensionColumns, filterParams } from './report.js';
import { defineRowReport, wordsParam } from './row-report.js';

/** Whether subscriptions are listed by when they began, or by when they ended. */
export const SUBSCRIPTIONS_OF = ['beginnings', 'ends'] as const;
export const SUBSCRIPTION_ORDERS = ['oldest', 'newest'] as const;

/** One row per subscription that began in the period or, asked for the ends, that ended in it. */
export const subscriptionRows = defineRowReport({
  name: 'subscriptions',
  label: { en: 'Subscriptions, row by row', ru: 'Подписки построчно' },
  description: {
    en: 'Who subscribed or unsubscribed, when, and what had brought them.',
    ru: 'Кто подписался или отписался, когда и что привело.',
  },
  filters: ['channels', 'account_ids', 'refs', 'hours_of_day', 'weekdays', 'segment_id'] as const,
  own: {
    of: z
      .enum(SUBSCRIPTIONS_OF)
      .default('beginnings')
      .describe('Subscriptions that began in the period, or that ended in it.'),
    arrivals: wordsParam(ARRIVALS).describe('Only those of whom the last touch before was such.'),
    identity_ids: filterParams.agent_ids.describe('Only subscriptions of these contacts.'),
    order: z.enum(SUBSCRIPTION_ORDERS).default('oldest'),
  },
  row: z.object({
    event_id: fieldColumns.event_id,
    occurred_at: fieldColumns.occurred_at.describe('The beginning or the end, as asked.'),
    identity_id: fieldColumns.identity_id,
    contact_name: fieldColumns.contact_name,
    subscribed_at: fieldColumns.subscribed_at,
    unsubscribed_at: fieldColumns.unsubscribed_at,
    unsubscribed_reason: fieldColumns.unsubscribed_reason,
    arrival: dimensionColumns.arrival.describe('The last touch at or before the beginning.'),
    ref: dimensionColumns.ref,
    dialogue_id: fieldColumns.dialogue_id.describe('The last that had begun by then; null: none.'),
    channel: dimensionColumns.channel,
    account_id: dimensionColumns.account_id,
    account_name: dimensionColumns.account_name,
  }),
  spans: 'asked',
});
