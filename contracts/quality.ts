import * as z from 'zod';
import { channel } from './channels.js';
import { nodeQuarantineEntry } from './ingest-node.js';

const at = z.iso.datetime().describe('UTC.');
const entityId = z.string().regex(/^[1-9]\d{0,9}$/, 'must be a number, as a string');
const hashedId = z.string().regex(/^\d{1,20}$/, 'must be a number, as a string');

/** GET …/quality: what arrives and what does not. Hours are those of the workspace's zone. */
export const quality = z.object({
  computed_at: at,
  is_complete: z.boolean().describe('False when an ingest process did not answer: its part is missing.'),
  collecting: z.object({
    spool_records: z.int().min(0).describe('Accepted, not in the store yet.'),
    oldest_waiting_at: at.nullable(),
    lag_median_seconds: z
      .number()
      .nullable()
      .describe('From happening to reaching us, of the last 24 hours.'),
    lag_p90_seconds: z.number().nullable(),
    events_last_day: z.int().min(0),
    duplicates_last_day: z.int().min(0),
    late_last_day: z
      .int()
      .min(0)
      .describe('Reached us in the last 24 hours, more than an hour after they happened.'),
    future_times: z
      .int()
      .min(0)
      .describe('Events of the last 30 days with a time more than 5 minutes ahead of us.'),
    quarantined: z.int().min(0),
  }),
  hourly: z
    .array(
      z.object({
        account_id: entityId,
        hour_start: at,
        events: z.int().min(0),
        usual: z.number().nullable(),
      }),
    )
    .describe(
      'The last 48 hours of each active account; `usual`: the median of the same weekday and hour of 4 weeks.',
    ),
  silences: z
    .array(z.object({ account_id: entityId, since: at, expected: z.number() }))
    .describe('Accounts quiet for so long that at least 10 events would have been usual.'),
  unmapped: z.array(
    z.object({ account_id: entityId.nullable(), reason: z.string(), count: z.int(), last_at: at }),
  ),
  unknown_agents: z
    .array(
      z.object({
        account_id: entityId,
        channel,
        agent_id: hashedId.describe('0: people whom the platform does not name.'),
        external_id: z.string().nullable(),
        messages: z.int().min(0),
        last_at: at,
      }),
    )
    .describe('Who answered in the last 30 days without a name.'),
  gaps: z
    .array(
      z.object({
        account_id: entityId,
        tells_outgoing_since: at.nullable(),
        tells_subscriptions: z.boolean(),
      }),
    )
    .describe('Accounts that cannot tell everything; null: no answer of theirs has been seen.'),
});
export type Quality = z.infer<typeof quality>;

/** GET …/quarantine?before=&account_id=. Bodies are shown to owners; others see reasons only. */
export const quarantineEntry = nodeQuarantineEntry.extend({
  entry_id: z.string().describe('Names the ingest process too.'),
  at,
  account_id: entityId.nullable(),
  body: z.string().nullable(),
});
export type QuarantineEntry = z.infer<typeof quarantineEntry>;
export const quarantinePage = z.object({
  entries: z.array(quarantineEntry),
  total: z.int().min(0),
  next_before: z.string().nullable(),
  is_complete: z.boolean(),
});
export type QuarantinePage = z.infer<typeof quarantinePage>;
/** POST …/quarantine/replay and …/quarantine/dismiss. Replay answers NDJSON lines of `replayProgress`. */
export const quarantineChoice = z.strictObject({
  entry_ids: z.array(z.string().max(200)).max(1000).optional().describe('All when left out.'),
});
export type QuarantineChoice = z.infer<typeof quarantineChoice>;

/** GET …/agents: everybody who answers, named or not. */
export const agentIdentity = z.object({
  agent_id: hashedId,
  account_id: entityId.nullable(),
  external_id: z.string(),
  name: z.string().nullable().describe('As the platform or the workspace says; the workspace wins.'),
  is_named_by_hand: z.boolean(),
  same_as: hashedId
    .nullable()
    .describe('The identity that this one was joined to: reports count them as one.'),
  messages_last_30_days: z.int().min(0),
});
export type AgentIdentity = z.infer<typeof agentIdentity>;
export const agentList = z.object({ agents: z.array(agentIdentity) });
/** PATCH …/agents/:agent_id → `agentIdentity`. Null takes the name or the joining back. */
export const agentPatch = z.strictObject({
  name: z.string().trim().min(1).max(256).nullable().optional(),
  same_as: hashedId.nullable().optional(),
});
export type AgentPatch = z.infer<typeof agentPatch>;
