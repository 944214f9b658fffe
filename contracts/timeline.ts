import * as z from 'zod';
import { channel } from './channels.js';
import { DISMISSAL_STEPS } from './dismissals.js';
import { contentKind } from './events/index.js';
import { fieldColumns, heldBy, MESSAGE_SENDERS } from './fields.js';

/** `identity-started-first`, as rows give it. Opaque to readers; one that moved on leads to the dialogue it is part of. */
export const dialogueId = z
  .string()
  .regex(/^\d{1,20}-\d{1,16}-\d{1,20}$/, 'must be the dialogue_id of a row');

/** What a timeline shows of events that are no messages and no statuses. */
export const TIMELINE_TYPES = [
  'message_received',
  'message_sent',
  'button_pressed',
  'reaction_added',
  'reaction_removed',
  'conversation_started',
  'referral_received',
  'link_clicked',
  'widget_opened',
  'assigned',
  'unassigned',
  'handed_off',
  'resolved',
  'reopened',
  'rated',
  'note_added',
  'wait_dismissed',
] as const;
export type TimelineType = (typeof TIMELINE_TYPES)[number];

const instant = z.iso.datetime();
const instantOrNone = instant.nullable();
const id = z.string().regex(/^\d{1,20}$/);

export const timelineEntry = z.object({
  event_id: id,
  type: z.enum(TIMELINE_TYPES),
  occurred_at: instant,
  sender: z.enum(MESSAGE_SENDERS).nullable().describe('Null for what is no message.'),
  agent_id: id.nullable(),
  agent_name: z.string().nullable(),
  content_kind: contentKind.nullable(),
  text_length: z.int().min(0).nullable().describe('UTF-16 units; the text is not stored.'),
  delivered_at: instantOrNone,
  read_at: instantOrNone,
  failed_at: instantOrNone,
  edited_at: instantOrNone,
  deleted_at: instantOrNone,
  ref: z.string().nullable().describe('Of an arrival.'),
  rating: z.int().nullable(),
  reason: z.string().nullable(),
});
export type TimelineEntry = z.infer<typeof timelineEntry>;

/** A wait as a span. */
export const timelineWait = z.object({
  wait_id: fieldColumns.wait_id,
  wait_state: fieldColumns.wait_state,
  wait_place: fieldColumns.wait_place,
  from: instant,
  to: instantOrNone.describe('The answer, dismissal or answer of a bot; null while it goes on.'),
  answer_event_id: id.nullable().describe('The message that answered it.'),
  clock_started_at: instant,
  last_incoming_at: instant,
  handed_off_at: instantOrNone,
  assigned_at: instantOrNone,
  dismissed_by: fieldColumns.dismissed_by,
  agent_id: id.nullable(),
  agent_name: z.string().nullable(),
  customer_seconds: fieldColumns.customer_seconds.describe('To the answer; null without one.'),
  customer_business_seconds: fieldColumns.customer_business_seconds,
  agent_seconds: fieldColumns.agent_seconds,
  agent_business_seconds: fieldColumns.agent_business_seconds,
  age_seconds: fieldColumns.age_seconds,
  age_business_seconds: fieldColumns.age_business_seconds,
  target_seconds: fieldColumns.target_seconds,
  target_hours: fieldColumns.target_hours,
  target_result: fieldColumns.target_result,
  held_by: z.array(heldBy),
  step: z
    .enum(DISMISSAL_STEPS)
    .nullable()
    .describe('What whoever asks may say of it: that it needs no reply, or that taken back.'),
});
export type TimelineWait = z.infer<typeof timelineWait>;

/** GET …/dialogues/:dialogue_id: what happened in one dialogue, in order, and its waits drawn on it. */
export const dialogueTimeline = z.object({
  dialogue_id: z.string(),
  identity_id: id,
  contact_name: fieldColumns.contact_name,
  channel,
  account_id: id,
  account_name: z.string().nullable(),
  started_at: instant,
  ended_at: instant,
  starter: fieldColumns.starter,
  resolved_at: instantOrNone,
  ref: z.string().nullable(),
  inbox_url: fieldColumns.inbox_url,
  computed_at: instant.describe('The moment by which states and ages are judged.'),
  events: z.array(timelineEntry),
  has_more_events: z.boolean().describe('There are more than 2000: the first ones are here.'),
  waits: z.array(timelineWait),
});
export type DialogueTimeline = z.infer<typeof dialogueTimeline>;
