import * as z from 'zod';
import { ARRIVALS } from '../dimensions.js';
import { fieldColumns } from '../fields.js';
import { repeatContact } from './repeat-contact.js';
import { countColumn, dimensionColumns, filterParams } from './report.js';
import { defineRowReport, wordsParam, yesNoParam } from './row-report.js';

/** Which arrival of a contact is meant. */
export const ARRIVALS_OF = ['first', 'acquisition'] as const;

export const CONTACT_ORDERS = ['oldest', 'newest', 'longest', 'shortest'] as const;

/**
 * One row per contact who did something in the period, or to whom something was sent. `agent_ids`: contacts whose
 * dialogues they were first in, or those before, as in the report on repeat contacts.
 */
export const contactRows = defineRowReport({
  name: 'contacts',
  label: { en: 'Contacts, row by row', ru: 'Клиенты построчно' },
  description: {
    en: 'Every contact of the period: since when they are known, how much they wrote and received, whether and how soon they came back.',
    ru: 'Каждый клиент периода: с какого времени известен, сколько написал и получил, вернулся ли и как скоро.',
  },
  filters: [
    'channels',
    'account_ids',
    'agent_ids',
    'refs',
    'hours_of_day',
    'weekdays',
    'segment_id',
  ] as const,
  own: {
    has_written: yesNoParam
      .default('yes')
      .describe('Contacts who wrote in the period: those are what «contacts» counts everywhere.'),
    has_received: yesNoParam
      .default('any')
      .describe('Only contacts to whom we sent something, or only others.'),
    is_new: yesNoParam.default('any').describe('Only contacts who first came in the period, or only others.'),
    repeat_after_seconds: repeatContact.params.shape.repeat_after_seconds,
    is_repeat: yesNoParam.default('any').describe('Only contacts who came back, or only others.'),
    is_unprompted: yesNoParam
      .default('any')
      .describe('Only contacts who came back without a broadcast, or only others.'),
    has_earlier_dialogue: yesNoParam
      .default('any')
      .describe('Only contacts who had a dialogue before one of the period, or only others.'),
    is_immature: yesNoParam
      .default('any')
      .describe('Only contacts who are known for too short a time to have come back, or only others.'),
    arrival_of: z
      .enum(ARRIVALS_OF)
      .default('first')
      .describe(
        'What `arrivals`, `refs` and the column say: what they first came by, ever; or, as the report on sources counts new contacts, the touch of the period that made them one.',
      ),
    arrivals: wordsParam(ARRIVALS).describe('Only contacts who came this way.'),
    identity_ids: filterParams.agent_ids.describe('Only these contacts.'),
    order: z
      .enum(CONTACT_ORDERS)
      .default('oldest')
      .describe('By since when they are known, or by how soon they came back.'),
  },
  row: z.object({
    identity_id: fieldColumns.identity_id,
    contact_name: fieldColumns.contact_name,
    first_seen_at: fieldColumns.first_seen_at,
    wrote_at: fieldColumns.wrote_at,
    messages_received: countColumn,
    messages_sent: countColumn,
    is_new: fieldColumns.is_new,
    is_repeat: fieldColumns.is_repeat,
    is_unprompted: fieldColumns.is_unprompted,
    time_to_repeat_seconds: fieldColumns.time_to_repeat_seconds,
    has_earlier_dialogue: fieldColumns.has_earlier_dialogue,
    is_immature: fieldColumns.is_immature,
    dialogue_id: fieldColumns.dialogue_id.describe(
      'The one they came back with, else the last that went on in the period.',
    ),
    arrival: dimensionColumns.arrival.describe('As asked by `arrival_of`.'),
    ref: dimensionColumns.ref,
    channel: dimensionColumns.channel,
    account_id: dimensionColumns.account_id,
    account_name: dimensionColumns.account_name,
  }),
  spans: 'asked',
});
