import * as z from 'zod';
import { connection, capabilities } from './capabilities.js';
import { channel } from './channels.js';
import { scope } from './access.js';
import { accountOptions, mirrorInput } from './connections.js';

/** What `ingest` must know to collect without the api and PostgreSQL. One way: api → ingest. */
export const snapshot = z.object({
  workspaces: z.array(
    z.object({
      workspace_id: z.int(),
      hash_key: z
        .base64()
        .describe('32 bytes; keys every id of the workspace. Never leaves the two processes.'),
      keeps_full_bodies: z
        .boolean()
        .default(false)
        .describe('Vault and quarantine keep webhook bodies as they came, not redacted.'),
    }),
  ),
  accounts: z.array(
    z.object({
      account_id: z.int(),
      workspace_id: z.int(),
      channel: channel,
      connection: connection,
      /** The account whose identities this one shares, or itself. */
      identity_account_id: z.int(),
      /** Secrets that verify requests, by name; for Telegram `secret_token`. */
      secrets: z.record(z.string(), z.string()),
      /** After a rotation: the secrets before, still accepted until then (milliseconds UTC). */
      previous_secrets: z
        .object({ secrets: z.record(z.string(), z.string()), until: z.int() })
        .nullable()
        .default(null),
      options: accountOptions.prefault({}),
      is_active: z.boolean(),
    }),
  ),
  api_keys: z.array(
    z.object({
      key_hash: z.string().describe('SHA-256 of the whole key, hex.'),
      workspace_id: z.int(),
      scopes: z.array(scope),
    }),
  ),
});
export type Snapshot = z.infer<typeof snapshot>;

const numericId = z.string().regex(/^\d{1,20}$/);

/** What ingest learnt of people, agents, broadcasts and conversations on the way. Upserted: the newest `seen_at` wins per field. */
export const profileRecord = z.object({
  workspace_id: z.int(),
  account_id: z.int(),
  kind: z.enum(['contact', 'agent', 'team', 'broadcast', 'conversation']),
  id: numericId.describe(
    'The keyed hash that events carry: identity_id, agent_id, team_id, broadcast_id or conversation_id.',
  ),
  external_id: z.string(),
  name: z.string().optional(),
  username: z.string().optional(),
  phone: z.string().optional(),
  email: z.string().optional(),
  language: z.string().optional(),
  customer_id: z.string().optional(),
  seen_at: z.int().describe('The `occurred_at` of the event, milliseconds UTC.'),
});
export type ProfileRecord = z.infer<typeof profileRecord>;
export const profileBatch = z.object({ profiles: z.array(profileRecord).max(10_000) });

/** Creating an account from the command line (import, connect). */
export const accountInput = z.strictObject({
  name: z.string().trim().min(1).max(120),
  channel: channel,
  connection: connection,
  capabilities: capabilities.optional(),
  default_sender: z
    .enum(['bot', 'agent'])
    .default('bot')
    .describe('What an outgoing message of unknown sender counts as for waits.'),
  options: accountOptions.optional(),
  secrets: z
    .record(z.string().max(64), z.string().trim().min(1).max(512))
    .optional()
    .describe('Those that the platform gives, by name; see SECRET_FIELDS.'),
  mirror: mirrorInput.optional(),
});
export type AccountInput = z.infer<typeof accountInput>;

/** POST /internal/accounts: found by name and channel in the workspace, created if new. */
export const internalAccountInput = z.strictObject({
  ...accountInput.shape,
  workspace_id: z
    .string()
    .regex(/^[1-9]\d{0,9}$/)
    .optional()
    .describe("The owner's own workspace when left out."),
});
export type InternalAccountInput = z.infer<typeof internalAccountInput>;

/** POST /internal/api-keys → `apiKeyCreated`. */
export const internalApiKeyInput = z.strictObject({
  workspace_id: internalAccountInput.shape.workspace_id,
  name: z.string().trim().min(1).max(120),
  scopes: z.array(scope).min(1),
});
export type InternalApiKeyInput = z.infer<typeof internalApiKeyInput>;

/** POST /internal/bootstrap: the first owner and the workspaces; calling it again changes nothing. */
export const bootstrapInput = z.strictObject({ demo: z.boolean() });
export const bootstrapAnswer = z.object({
  created: z.boolean(),
  email: z.string(),
  password: z.string().optional().describe('Only when the owner was created by this very call.'),
  workspaces: z.array(
    z.object({
      workspace_id: z.string(),
      kind: z.enum(['own', 'demo', 'golden']),
      name: z.string(),
      api_key: z.string().optional().describe('events:write; only when created by this very call.'),
      accounts: z.array(z.object({ key: z.string(), account_id: z.string(), channel })),
    }),
  ),
});
export type BootstrapAnswer = z.infer<typeof bootstrapAnswer>;

/** GET /internal/derivation. */
export const derivationState = z.object({
  is_idle: z.boolean().describe('Nothing is waiting to be derived and nothing is being rebuilt.'),
  lag_ms: z.number().describe('The age of the oldest event that is not derived yet, 0 when idle.'),
  rebuilding: z.object({ progress: z.number().min(0).max(1) }).nullable(),
});
export type DerivationState = z.infer<typeof derivationState>;

/** POST /internal/rebuild; answers NDJSON lines `rebuildProgress` until done. */
export const rebuildInput = z.strictObject({
  workspace_id: internalAccountInput.shape.workspace_id.describe('All workspaces when left out.'),
});
export const rebuildProgress = z.object({
  progress: z.number().min(0).max(1),
  is_done: z.boolean(),
  error: z.string().optional(),
});
export type RebuildProgress = z.infer<typeof rebuildProgress>;
