import * as z from 'zod';
import { CONTENT_KINDS } from '../events/index.js';
import { DIRECTIONS, fieldColumns, MESSAGE_SENDERS } from '../fields.js';
import { dimensionColumns, filterParams } from './report.js';
import { defineRowReport, wordsParam, yesNoParam } from './row-report.js';

export const MESSAGE_ORDERS = ['oldest', 'newest'] as const;

/** One row per message that counts. No text is stored, so none is here. `agent_ids`: messages that they wrote. */
export const messageRows = defineRowReport({
  name: 'messages',
  label: { en: 'Messages, row by row', ru: 'Сообщения построчно' },
  description: {
    en: 'Every message that counts: when, by whom, of which kind, and what became of it. Texts are not stored.',
    ru: 'Каждое учтённое сообщение: когда, от кого, какого вида и что с ним стало. Тексты не хранятся.',
  },
  filters: [
    'channels',
    'account_ids',
    'agent_ids',
    'team_ids',
    'hours_of_day',
    'weekdays',
    'segment_id',
  ] as const,
  own: {
    directions: wordsParam(DIRECTIONS).describe('Only received, or only sent.'),
    senders: wordsParam(MESSAGE_SENDERS).describe('Only messages of these senders.'),
    content_kinds: wordsParam(CONTENT_KINDS).describe('Only messages of these kinds.'),
    statuses: wordsParam(['delivered', 'read', 'failed', 'edited', 'deleted']).describe(
      'Only messages of which one of these is known.',
    ),
    tells_read: yesNoParam
      .default('any')
      .describe('Only messages of accounts that had told of reading by then, or only others.'),
    identity_ids: filterParams.agent_ids.describe('Only messages of and to these contacts.'),
    order: z.enum(MESSAGE_ORDERS).default('oldest'),
  },
  row: z.object({
    event_id: fieldColumns.event_id,
    occurred_at: fieldColumns.occurred_at,
    direction: fieldColumns.direction,
    sender: fieldColumns.sender,
    agent_id: dimensionColumns.agent_id,
    agent_name: dimensionColumns.agent_name,
    content_kind: fieldColumns.content_kind,
    text_length: fieldColumns.text_length,
    delivered_at: fieldColumns.delivered_at,
    read_at: fieldColumns.read_at,
    failed_at: fieldColumns.failed_at,
    edited_at: fieldColumns.edited_at,
    deleted_at: fieldColumns.deleted_at,
    broadcast_id: fieldColumns.broadcast_id,
    dialogue_id: fieldColumns.dialogue_id.describe(
      'Null for what belongs to no dialogue, such as a broadcast.',
    ),
    identity_id: fieldColumns.identity_id,
    contact_name: fieldColumns.contact_name,
    channel: dimensionColumns.channel,
    account_id: dimensionColumns.account_id,
    account_name: dimensionColumns.account_name,
  }),
  spans: 'asked',
});
