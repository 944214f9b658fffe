import { z } from 'zod';
import { connection, capabilities } from './capabilities.js';
import { channel } from './channels.js';
import { scope } from './access.js';

/** What `ingest` must know to collect without the api and PostgreSQL. One way: api → ingest. */
export const snapshot = z.object({
  workspaces: z.array(
    z.object({
      workspace_id: z.int(),
      hash_key: z
        .base64()
        .describe('32 bytes; keys every id of the workspace. Never leaves the two processes.'),
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

/** What ingest learnt of people, agents and broadcasts on the way. Upserted: the newest `seen_at` wins per field. */
export const profileRecord = z.object({
  workspace_id: z.int(),
  account_id: z.int(),
  kind: z.enum(['contact', 'agent', 'team', 'broadcast']),
  id: numericId.describe('The keyed hash that events carry: identity_id, agent_id, team_id or broadcast_id.'),
  external_id: z.string(),
  name: z.string().optional(),
  username: z.string().optional(),
  phone: z.string().optional(),
  email: z.string().optional(),
  language: z.string().optional(),
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
});
export type AccountInput = z.infer<typeof accountInput>;
