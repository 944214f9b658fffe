import * as z from 'zod';
import { channel } from './channels.js';
import type { EventType } from './events/index.js';
import { nodeQuarantineEntry } from './ingest-node.js';
import { outgoingVisibility } from './capabilities.js';

const at = z.iso.datetime().describe('UTC.');
const entityId = z.string().regex(/^[1-9]\d{0,9}$/, 'must be a number, as a string');
const agentNumber = z
  .string()
  .refine(
    (id) => /^\d{1,20}$/.test(id) && BigInt(id) < 2n ** 64n,
    'must be the number of an agent, as a string',
  );
const lag = z.number().min(0).nullable();

/**
 * What decides whether the panel has something to say. `lateSeconds`: how much later than it happened an event may
 * reach us; `futureSeconds`: how far its time may lie ahead; `silenceEvents`: how many events must be missing.
 */
export const QUALITY_LIMITS = { lateSeconds: 3600, futureSeconds: 300, silenceEvents: 10 } as const;

/** The types of events that some number is computed from today; the others are kept until one is. */
export const TYPES_IN_USE: ReadonlySet<EventType> = new Set<EventType>([
  'message_received',
  'message_sent',
  'message_delivered',
  'message_read',
  'message_failed',
  'message_edited',
  'message_deleted',
  'button_pressed',
  'conversation_started',
  'referral_received',
  'link_clicked',
  'widget_shown',
  'widget_opened',
  'subscribed',
  'unsubscribed',
  'blocked',
  'unblocked',
  'assigned',
  'unassigned',
  'handed_off',
  'wait_dismissed',
  'resolved',
  'reopened',
]);

/** How an account is doing. GET …/accounts/health. What ingest alone knows is counted over the last 24 hours. */
export const accountHealth = z.object({
  account_id: entityId,
  last_event_at: at.nullable().describe('When its newest event happened; null without events.'),
  last_received_at: at
    .nullable()
    .describe('When the newest event of the last 31 days reached us; null without one.'),
  events_last_hour: z
    .int()
    .min(0)
    .describe('Reached us within the last hour; happened within the last 7 days.'),
  events_last_day: z
    .int()
    .min(0)
    .describe('Reached us within the last 24 hours; happened within the last 7 days.'),
  lag_median_seconds: lag.describe(
    'From happening to reaching us, of what happened in the last 24 hours; null without events, and for imports.',
  ),
  refused_signatures: z.int().min(0).describe('Requests that did not prove where they come from.'),
  last_refused_at: at.nullable(),
  duplicates: z.int().min(0).describe('Events that had been here before; they change nothing.'),
  quarantined: z.int().min(0).describe('Entries in quarantine now.'),
  forward_failures: z.int().min(0).describe('Updates that the own bot did not take.'),
  last_forward_error: z.string().nullable(),
  polling: z
    .object({ is_running: z.boolean(), last_at: at.nullable(), error: z.string().nullable() })
    .nullable()
    .describe('Null where the platform calls us.'),
});
export type AccountHealth = z.infer<typeof accountHealth>;
export const accountHealthList = z.object({
  accounts: z.array(accountHealth),
  is_complete: z.boolean().describe('False when an ingest process did not answer: its part is missing.'),
});
export type AccountHealthList = z.infer<typeof accountHealthList>;

/** GET …/quality: what arrives and what does not. Hours are those of the zone of the workspace. */
export const quality = z.object({
  computed_at: at,
  is_complete: z.boolean().describe('False when an ingest process did not answer: its part is missing.'),
  collecting: z.object({
    waiting: z
      .int()
      .min(0)
      .describe('Deliveries that are on the disk and not in the store yet; of all workspaces.'),
    oldest_waiting_at: at.nullable(),
    lag_median_seconds: lag.describe('From happening to reaching us, of what happened in the last 24 hours.'),
    lag_p90_seconds: lag,
    events_last_day: z.int().min(0),
    duplicates_last_day: z.int().min(0),
    late_last_day: z
      .int()
      .min(0)
      .describe('Reached us in the last 24 hours, more than an hour after they happened. No imports.'),
    future_times: z
      .int()
      .min(0)
      .describe('Events of the last 30 days with a time more than 5 minutes ahead of their arrival.'),
    refused_signatures: z.int().min(0),
    quarantined: z.int().min(0),
  }),
  hourly: z
    .array(
      z.object({
        account_id: entityId,
        hour_start: at,
        events: z.int().min(0),
        usual: z
          .number()
          .min(0)
          .nullable()
          .describe(
            'The median of the same weekday and hour in the 4 weeks before; null without such a week.',
          ),
        is_partial: z.boolean().describe('The hour is not over.'),
      }),
    )
    .describe('The last 48 hours of each account with something to show, the running hour last.'),
  silences: z
    .array(
      z.object({
        account_id: entityId,
        since: at.describe('When its last event happened.'),
        expected: z.number().describe('How many events are usual in such a stretch (of at most 7 days).'),
      }),
    )
    .describe('Accounts quiet for so long that at least 10 events would have been usual.'),
  unmapped: z
    .array(z.object({ account_id: entityId, reason: z.string(), count: z.int().min(1), last_at: at }))
    .describe('What could not be mapped in the last 7 days, most first.'),
  unused: z
    .array(z.object({ type: z.string(), events: z.int().min(1), last_at: at }))
    .describe('Events of the last 30 days that no number is computed from yet; they are kept.'),
  unknown_agents: z
    .array(
      z.object({
        account_id: entityId,
        channel,
        agent_id: agentNumber.describe('0: people whom the platform does not name.'),
        external_id: z.string().nullable().describe('As the platform calls them; null for 0.'),
        messages: z.int().min(1),
        last_at: at,
      }),
    )
    .describe('Who answered in the last 30 days without a name, most messages first.'),
  gaps: z
    .array(
      z.object({
        account_id: entityId,
        outgoing: outgoingVisibility,
        outgoing_since: at.nullable().describe('Since when its answers are seen; null: none has been seen.'),
        tells_subscriptions: z.boolean(),
      }),
    )
    .describe('Accounts that cannot tell everything.'),
});
export type Quality = z.infer<typeof quality>;

/** One thing in quarantine. `entry_id` names the ingest process too. */
export const quarantineEntry = nodeQuarantineEntry.extend({
  at,
  account_id: entityId.nullable(),
  body: z.string().nullable().describe('JSON text, redacted unless `is_full`; null for who may not read it.'),
});
export type QuarantineEntry = z.infer<typeof quarantineEntry>;
/** GET …/quarantine?before=&account_id=, newest first. Bodies are shown to owners; others see reasons. */
export const quarantinePage = z.object({
  entries: z.array(quarantineEntry),
  total: z.int().min(0),
  next_before: z.string().nullable().describe('Give it as `before` to go on; null at the end.'),
  is_complete: z.boolean().describe('False when an ingest process did not answer: its part is missing.'),
});
export type QuarantinePage = z.infer<typeof quarantinePage>;

const entryId = z.string().regex(/^\d{1,4}\.[^\s]{1,190}$/, 'must be an entry_id of the list');
/** POST …/quarantine/replay: maps kept bodies again; answers NDJSON lines of `replayProgress` until done. */
export const quarantineReplayInput = z.strictObject({
  entry_ids: z.array(entryId).min(1).max(1000).optional().describe('Only these; all when left out.'),
  account_id: entityId.optional().describe('Of all, only those of this account.'),
});
export type QuarantineReplayInput = z.infer<typeof quarantineReplayInput>;
/** POST …/quarantine/dismiss → `quarantineDismissed`: they are gone for good. */
export const quarantineDismissInput = z.strictObject({ entry_ids: z.array(entryId).min(1).max(1000) });
export type QuarantineDismissInput = z.infer<typeof quarantineDismissInput>;
export const quarantineDismissed = z.object({
  dismissed: z.int().min(0),
  is_complete: z
    .boolean()
    .describe('False when an ingest process did not answer: its entries are still there.'),
});
export type QuarantineDismissed = z.infer<typeof quarantineDismissed>;

/** GET …/agents: everybody who answers, named or not. */
export const agentIdentity = z.object({
  agent_id: agentNumber,
  account_id: entityId
    .nullable()
    .describe('Null where neither a name nor an answer of the last 30 days tells.'),
  external_id: z.string().nullable().describe('As the platform calls them; null while it is not known.'),
  name: z.string().nullable().describe('As the workspace says, else the platform; null without a name.'),
  is_named_by_hand: z.boolean(),
  same_as: agentNumber
    .nullable()
    .describe('The identity that this one was joined to: reports count them as one.'),
  joined_at: at.nullable().describe('When it was joined.'),
  team_id: entityId
    .nullable()
    .describe('The team they are in now; of a joined identity, that of whom it counts as.'),
  messages_last_30_days: z.int().min(0),
  last_at: at.nullable().describe('When they last answered, of the last 30 days.'),
});
export type AgentIdentity = z.infer<typeof agentIdentity>;
export const agentList = z.object({ agents: z.array(agentIdentity) });
export type AgentList = z.infer<typeof agentList>;
/** PATCH …/agents/:agent_id → `agentIdentity`. Null takes the name or the joining back. */
export const agentPatch = z.strictObject({
  name: z.string().trim().min(1).max(256).nullable().optional(),
  same_as: agentNumber.nullable().optional(),
});
export type AgentPatch = z.infer<typeof agentPatch>;
