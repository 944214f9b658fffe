import * as z from 'zod';
import { fieldColumns } from '../fields.js';
import { acquisitionFilters } from './acquisition-params.js';
import { dimensionColumns } from './report.js';
import { defineRowReport } from './row-report.js';

/** The numbers of `channels` that are made of rows, by their names there. */
export const CHANNEL_NUMBERS = [
  'clicks',
  'touches',
  'touches_re_engagement',
  'new_contacts',
  'starts',
  'starts_immature',
  'starts_written',
  'lost_codes',
  'dialogues',
  'first_responses',
  'waits_answered',
  'waits_unanswered',
  'contacts_subscribed',
  'subscriptions_mature_d7',
  'subscriptions_immature_d7',
  'subscriptions_kept_d7',
  'subscriptions_mature_d30',
  'subscriptions_immature_d30',
  'subscriptions_kept_d30',
] as const;
export type ChannelNumber = (typeof CHANNEL_NUMBERS)[number];

export const CHANNEL_ROW_ORDERS = ['oldest', 'newest'] as const;

/** One row per thing that a number of `channels` counts, as many as it says, with the labels it is counted under. */
export const channelRows = defineRowReport({
  name: 'channel-rows',
  label: { en: 'Behind Channels, row by row', ru: 'За числами «Каналов», построчно' },
  description: {
    en: 'Who is behind a number of Channels: every click, start, new contact, dialogue, answer or subscription, and where it came from.',
    ru: 'Кто стоит за числом в «Каналах»: каждый клик, старт, новый клиент, диалог, ответ или подписка и откуда они.',
  },
  filters: ['channels', 'account_ids', 'refs', 'segment_id'] as const,
  own: {
    number: z.enum(CHANNEL_NUMBERS).default('touches').describe('The number whose rows are wanted.'),
    ...acquisitionFilters,
    order: z.enum(CHANNEL_ROW_ORDERS).default('oldest'),
  },
  row: z.object({
    event_id: fieldColumns.event_id,
    identity_id: fieldColumns.identity_id,
    contact_name: fieldColumns.contact_name,
    happened_at: fieldColumns.happened_at,
    lasted_seconds: fieldColumns.lasted_seconds,
    arrival: dimensionColumns.arrival,
    source: fieldColumns.source,
    medium: fieldColumns.medium,
    campaign: fieldColumns.campaign,
    content: fieldColumns.content,
    term: fieldColumns.term,
    ref: dimensionColumns.ref.describe('As it arrived; null where there is none.'),
    link_id: fieldColumns.link_id,
    ad_id: fieldColumns.ad_id,
    channel: dimensionColumns.channel,
    account_id: dimensionColumns.account_id,
    account_name: dimensionColumns.account_name,
  }),
  spans: 'asked',
});
