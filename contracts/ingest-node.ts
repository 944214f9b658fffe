import * as z from 'zod';
import { connectionCheck } from './connections.js';

/**
 * What the api asks of each ingest process, with the internal token (`authorization: Bearer …`):
 * GET /internal/connection-test, GET /internal/health, GET /internal/quarantine, POST /internal/quarantine/dismiss, POST /internal/replay.
 */

/** Counts of the last 24 hours, and what is known of the moment. */
export const nodeAccountHealth = z.object({
  account_id: z.int(),
  refused_signatures: z.int().min(0),
  last_refused_at: z.int().nullable().describe('Milliseconds UTC.'),
  accepted: z.int().min(0),
  duplicates: z.int().min(0),
  quarantined: z.int().min(0).describe('Entries in quarantine now.'),
  forward_failures: z.int().min(0),
  last_forward_error: z.string().nullable(),
  polling: z
    .object({ is_running: z.boolean(), last_at: z.int().nullable(), error: z.string().nullable() })
    .nullable(),
});
export const nodeHealth = z.object({
  accounts: z.array(nodeAccountHealth),
  spool: z.object({ records: z.int().min(0), oldest_at: z.int().nullable() }),
  unmapped: z
    .array(
      z.object({
        workspace_id: z.int(),
        account_id: z.int(),
        reason: z.string(),
        count: z.int(),
        last_at: z.int(),
      }),
    )
    .describe('What could not be mapped in the last 7 days, by reason.'),
});
export type NodeHealth = z.infer<typeof nodeHealth>;

/** GET /internal/quarantine?workspace_id=&before=&account_id=&with_body=1, newest first, 50 a page. */
export const nodeQuarantineEntry = z.object({
  entry_id: z.string(),
  at: z.int().describe('Milliseconds UTC.'),
  account_id: z.int().nullable(),
  source: z.enum(['webhook', 'insert', 'spool', 'profile']),
  reason: z.string(),
  can_replay: z.boolean().describe('False where nothing is left that could be mapped again.'),
  is_full: z.boolean().describe('The body is kept as it came, because the workspace asked for that.'),
  body: z.string().describe('JSON text; redacted unless `is_full`.'),
});
export const nodeQuarantinePage = z.object({
  entries: z.array(nodeQuarantineEntry),
  total: z.int().min(0),
  next_before: z.string().nullable(),
});
export type NodeQuarantineEntry = z.infer<typeof nodeQuarantineEntry>;
export type NodeQuarantinePage = z.infer<typeof nodeQuarantinePage>;

/** POST /internal/quarantine/dismiss → { dismissed }. */
export const nodeDismissInput = z.strictObject({
  workspace_id: z.int(),
  entry_ids: z.array(z.string()).max(1000),
});

/** POST /internal/replay; answers NDJSON lines of `replayProgress` until done. Maps kept bodies again. */
export const nodeReplayInput = z.strictObject({
  workspace_id: z.int(),
  what: z.enum(['quarantine', 'vault']),
  entry_ids: z.array(z.string()).max(1000).optional().describe('Only these; all when left out.'),
  account_id: z.int().optional(),
  from: z.int().optional().describe('Received at or after, milliseconds UTC.'),
  to: z.int().optional().describe('Received before, milliseconds UTC.'),
});
export type NodeReplayInput = z.infer<typeof nodeReplayInput>;
export const replayProgress = z.object({
  bodies: z.int().min(0).describe('Read so far.'),
  total: z.int().min(0),
  events: z.int().min(0).describe('Made so far; the same event again changes nothing.'),
  still_unmapped: z.int().min(0),
  is_done: z.boolean(),
  error: z.string().optional(),
});
export type ReplayProgress = z.infer<typeof replayProgress>;

/**
 * POST /internal/withdraw at the api, called by ingest when the events of a replay are in ClickHouse: what an older
 * mapper made of these bodies and the newer one did not make again goes.
 */
export const withdrawInput = z.strictObject({
  workspace_id: z.int(),
  account_id: z.int().describe('Two accounts may get the same body, and only one of them be replayed.'),
  delivery_ids: z
    .array(z.string().regex(/^\d{1,20}$/))
    .min(1)
    .max(1000),
  mapper_version: z.int().min(1),
});
export type WithdrawInput = z.infer<typeof withdrawInput>;

/** What an ingest process found of one connection: a word for it, and the values that its sentence needs. */
export const CHECK_FINDINGS = [
  'address_not_needed',
  'address_missing',
  'address_not_https',
  'address_unreachable',
  'address_ok',
  'token_missing',
  'token_wrong',
  'token_ok',
  'token_unasked',
  'platform_silent',
  'webhook_ok',
  'webhook_pending',
  'webhook_error',
  'webhook_missing',
  'webhook_elsewhere',
  'webhook_in_the_way',
  'webhook_unasked',
  'kinds_ok',
  'kinds_missing',
  'forward_ok',
  'forward_error',
  'forward_silent',
  'polling_ok',
  'polling_starting',
  'polling_error',
  'polling_paused',
  'unknown_yet',
  'ingest_silent',
] as const;
export type CheckFinding = (typeof CHECK_FINDINGS)[number];
/** GET /internal/connection-test?account_id= */
export const nodeConnectionTest = z.object({
  checks: z.array(
    z.object({
      key: connectionCheck.shape.key,
      state: connectionCheck.shape.state,
      finding: z.enum(CHECK_FINDINGS),
      values: z.record(z.string(), z.string()),
    }),
  ),
});
export type NodeConnectionTest = z.infer<typeof nodeConnectionTest>;
export type NodeCheck = NodeConnectionTest['checks'][number];
