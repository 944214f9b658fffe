import * as z from 'zod';
import { fieldColumns } from '../fields.js';
import { dimensionColumns } from './report.js';
import { defineRowReport } from './row-report.js';

/**
 * One row per wait that goes on at this moment and that no bot has answered, oldest first. Both waits younger and older
 * than the threshold of «unanswered» are here; after 30 days, or when the dialogue is over, nobody waits any more.
 */
export const waitingNow = defineRowReport({
  name: 'waiting-now',
  label: { en: 'Waiting now', ru: 'Ждут сейчас' },
  description: {
    en: 'Who waits for an answer at this moment, who waits longest first, and how long there is until the target.',
    ru: 'Кто ждёт ответа прямо сейчас: сначала те, кто ждёт дольше всех, и сколько осталось до нормы.',
  },
  filters: ['channels', 'account_ids', 'agent_ids', 'team_ids', 'segment_id'] as const,
  own: {},
  row: z.object({
    wait_id: fieldColumns.wait_id,
    dialogue_id: fieldColumns.dialogue_id,
    identity_id: fieldColumns.identity_id,
    contact_name: fieldColumns.contact_name,
    wait_state: fieldColumns.wait_state,
    wait_place: fieldColumns.wait_place,
    waiting_since: fieldColumns.waiting_since,
    clock_started_at: fieldColumns.clock_started_at,
    last_incoming_at: fieldColumns.last_incoming_at,
    handed_off_at: fieldColumns.handed_off_at,
    messages_waiting: fieldColumns.messages_waiting,
    age_seconds: fieldColumns.age_seconds,
    age_business_seconds: fieldColumns.age_business_seconds,
    target_seconds: fieldColumns.target_seconds,
    target_hours: fieldColumns.target_hours,
    target_left_seconds: fieldColumns.target_left_seconds,
    target_result: fieldColumns.target_result,
    window_ends_at: fieldColumns.window_ends_at,
    agent_id: dimensionColumns.agent_id.describe('Whom the contact is assigned to; null: nobody.'),
    agent_name: dimensionColumns.agent_name,
    team_id: dimensionColumns.team_id,
    team_name: dimensionColumns.team_name,
    channel: dimensionColumns.channel,
    account_id: dimensionColumns.account_id,
    account_name: dimensionColumns.account_name,
    ref: dimensionColumns.ref,
    inbox_url: fieldColumns.inbox_url,
  }),
  spans: 'now',
});

/**
 * GET …/waiting-now/live: server-sent events. First `waiting` with everybody; then `waiting` again whenever that list
 * changes, or `still` every few seconds while it does not. `id` of an event names the list: a reader that comes back
 * with it as Last-Event-ID and has the newest list gets `still` first. The stream ends when access does.
 */
export const waitingEvent = z.object({
  computed_at: z.iso.datetime(),
  is_deriving: z.boolean(),
  total: z.int().min(0).describe('How many wait, also those beyond the rows given.'),
  rows: z.array(waitingNow.row).describe('Oldest first, at most 500.'),
});
export type WaitingEvent = z.infer<typeof waitingEvent>;
export const stillEvent = z.object({ computed_at: z.iso.datetime() });
export type StillEvent = z.infer<typeof stillEvent>;
