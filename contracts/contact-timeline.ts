import * as z from 'zod';
import { entityId, hashedId } from './api.js';
import { channel } from './channels.js';
import { fieldColumns } from './fields.js';
import { pageParams } from './reports/row-report.js';
import { timelineWait } from './timeline.js';

const instant = z.iso.datetime();
const told = z.string().nullable();

/** What of the events of a contact stands in the timeline by itself. Messages are in their dialogues. */
export const CONTACT_EVENT_TYPES = [
  'muted',
  'unmuted',
  'dialog_removed',
  'paid_subscription_started',
  'paid_subscription_ended',
  'channel_joined',
  'channel_left',
  'goal_reached',
  'order_placed',
  'purchase_completed',
  'purchase_refunded',
  'note_added',
  'assigned',
  'unassigned',
  'handed_off',
  'resolved',
  'reopened',
  'rated',
  'wait_dismissed',
  'identities_merged',
  'identities_split',
] as const;

/** What besides: what derivation and the workspace say. `merged`, `split`: by hand. */
export const CONTACT_ENTRY_TYPES = [
  ...CONTACT_EVENT_TYPES,
  'dialogue',
  'broadcast',
  'touch',
  'subscribed',
  'unsubscribed',
  'blocked',
  'merged',
  'split',
] as const;
export type ContactEntryType = (typeof CONTACT_ENTRY_TYPES)[number];

export const contactDialogue = z.object({
  dialogue_id: z.string(),
  ended_at: instant,
  starter: fieldColumns.starter,
  messages_received: z.int().min(0),
  messages_sent: z.int().min(0),
  resolved_at: instant.nullable(),
  waits: z.array(timelineWait.omit({ step: true, answer_event_id: true })),
});
export type ContactDialogue = z.infer<typeof contactDialogue>;

export const contactEntry = z.object({
  /** Unlike any other of the contact. */
  entry_id: z.string(),
  type: z.enum(CONTACT_ENTRY_TYPES),
  occurred_at: instant,
  identity_id: hashedId,
  channel: channel.nullable(),
  account_id: entityId.nullable(),
  account_name: told,
  agent_id: z.string().nullable(),
  agent_name: told,
  is_direct: z.boolean().describe('Of a touch: nothing says where from.'),
  is_acquisition: z.boolean().describe('Of a touch: by it this identity came first.'),
  ref: told,
  source: told,
  campaign: told,
  goal: told,
  order_id: told,
  amount: z.number().nullable(),
  currency: told,
  rating: z.int().nullable(),
  reason: told.describe(
    'Why unsubscribed or merged; a part of what a platform or a person said. Of a merge or split by hand: null for whoever may not see names.',
  ),
  other_identity_id: hashedId.nullable().describe('Of a merge: the other one.'),
  by: told.describe('Of a merge by hand: who made it.'),
  is_undone: z.boolean().describe('Of a merge by hand: it was taken back since.'),
  dialogue: contactDialogue.nullable(),
});
export type ContactEntry = z.infer<typeof contactEntry>;

/** GET …/contacts/:contact_id/timeline, the newest first. */
export const contactTimelineParams = z.strictObject({
  ...pageParams,
  limit: z.coerce.number().pipe(z.int().min(1).max(200)).default(50),
});
export type ContactTimelineParams = z.output<typeof contactTimelineParams>;
export const contactTimeline = z.object({
  contact_id: hashedId,
  computed_at: instant.describe('The moment by which waits are judged.'),
  entries: z.array(contactEntry),
  next_cursor: told.describe('Asks for what was before these; null: nothing was.'),
});
export type ContactTimeline = z.infer<typeof contactTimeline>;
