import * as z from 'zod';
import { role, scope } from './access.js';
import { capabilities, connection } from './capabilities.js';
import { channel } from './channels.js';
import { accountOptions, accountOptionsPatch, mirrorInput } from './connections.js';
import { accountInput } from './internal.js';
import { HOUR_FORMATS, WEEK_STARTS, workspaceSettings } from './settings.js';
import { LANGUAGES } from './text.js';

/** The number of a workspace, account, key, member or definition: a number in the databases, a string in JSON. */
export const entityId = z.string().regex(/^[1-9]\d{0,9}$/, 'must be a number, as a string');
export const hashedId = z.string().regex(/^\d{1,20}$/, 'must be a number, as a string');
/** 0 stands for people whom the platform does not name: nobody is that. */
export const namedAgentId = z
  .string()
  .refine(
    (id) => /^[1-9]\d{0,19}$/.test(id) && BigInt(id) < 2n ** 64n,
    'must be the number of an agent, as a string',
  );
const at = z.iso.datetime().describe('UTC.');
const email = z.string().trim().toLowerCase().max(320).pipe(z.email());
const personName = z.string().trim().min(1).max(120);
export const language = z.enum(LANGUAGES);

/** 10 to 200 characters; nothing else is asked of a password. */
export const password = z.string().min(10).max(200);

// ── signing in ──────────────────────────────────────────────────────────────────────────────────────────────────

/** POST /api/auth/sign-in → 204 and the cookie `parley_session`. POST /api/auth/sign-out → 204. */
export const signInInput = z.strictObject({ email, password: z.string().min(1).max(200) });
export type SignInInput = z.infer<typeof signInInput>;

/** What a workspace holds: the owner's own data, the made-up demo, or the hand-checked set of 2017. */
export const workspaceKind = z.enum(['own', 'demo', 'golden']);
export type WorkspaceKind = z.infer<typeof workspaceKind>;

/** GET /api/me: who is signed in, and what this person may open. */
export const me = z.object({
  user: z.object({
    user_id: entityId,
    email: z.string(),
    name: z.string(),
    language: language.nullable().describe("Chosen by the person; null until then: the browser's."),
  }),
  workspaces: z.array(
    z.object({
      workspace_id: entityId,
      name: z.string(),
      role,
      time_zone: z.string(),
      currency: z.string(),
      week_start: z.enum(WEEK_STARTS),
      hour_format: z.literal(HOUR_FORMATS),
      kind: workspaceKind,
    }),
  ),
  product: z.object({
    version: z.string(),
    ingest_url: z.string().describe('Where events and webhooks are sent to, without a trailing slash.'),
  }),
});
export type Me = z.infer<typeof me>;

/** PATCH /api/me → `me`. */
export const meInput = z.strictObject({
  name: personName.optional(),
  language: language.nullable().optional().describe("Null: the browser's again."),
});
export type MeInput = z.infer<typeof meInput>;

/** POST /api/me/password → 204; every other session of the person ends. */
export const passwordInput = z.strictObject({ current: z.string().max(200), next: password });
export type PasswordInput = z.infer<typeof passwordInput>;

/** POST /api/workspaces → `me`: for whoever owns a workspace already; they own the new one. */
export const workspaceInput = z.strictObject({
  name: workspaceSettings.shape.name,
  time_zone: workspaceSettings.shape.time_zone,
  currency: workspaceSettings.shape.currency,
});
export type WorkspaceInput = z.infer<typeof workspaceInput>;

// ── a workspace ─────────────────────────────────────────────────────────────────────────────────────────────────

/** GET /api/workspaces/:workspace_id/filters: what the filters of the dashboard offer. */
export const filterChoices = z.object({
  channels: z.array(channel).describe('Channels with an account, in the order in which they are shown.'),
  accounts: z.array(z.object({ account_id: entityId, name: z.string(), channel })),
  agents: z.array(
    z.object({
      agent_id: hashedId,
      name: z.string(),
      team_id: entityId.nullable().describe('The team they are in now, a removed one included.'),
    }),
  ),
  teams: z
    .array(z.object({ team_id: entityId, name: z.string(), is_removed: z.boolean() }))
    .describe('By name, the removed ones last: their past is in the reports.'),
});
export type FilterChoices = z.infer<typeof filterChoices>;

/** GET /api/workspaces/:workspace_id/status: what an empty screen should say. */
export const workspaceStatus = z.object({
  has_events: z.boolean(),
  first_event_at: at.nullable().describe('When the oldest event happened; null without events.'),
  last_event_at: at.nullable().describe('When the newest event happened; null without events.'),
  data_until: at.nullable().describe('When the newest event reached us; null without events.'),
  changed_at: at
    .nullable()
    .describe('When anything came last that may change a number: also that a wait needs no reply.'),
  is_deriving: z.boolean().describe('Events have arrived that dialogues and waits do not hold yet.'),
  accounts: z.int().min(0).describe('How many accounts are connected.'),
  definition_id: z
    .int()
    .describe('By which definition reports read: another one once a rebuilding is whole.'),
  rebuilding: z
    .object({ progress: z.number().min(0).max(1), started_at: at })
    .nullable()
    .describe('A new definition is being computed beside the one that reports read; null when none is.'),
});
export type WorkspaceStatus = z.infer<typeof workspaceStatus>;

// ── accounts ────────────────────────────────────────────────────────────────────────────────────────────────────

/** GET /api/workspaces/:workspace_id/accounts/:account_id. Secrets are never in it. */
export const account = z.object({
  account_id: entityId,
  name: z.string(),
  channel,
  connection,
  capabilities,
  default_sender: z.enum(['bot', 'agent']),
  is_active: z.boolean(),
  webhook_url: z.string().nullable().describe('Where the platform sends its updates; null without webhook.'),
  options: accountOptions,
  secrets_set: z.array(z.string()).describe('Names of the secrets that are there.'),
  missing_secrets: z.array(z.string()).describe('Names of those without which nothing can be collected.'),
  previous_secrets_until: at.nullable().describe('Until when the secrets before a rotation are accepted.'),
  mirror: mirrorInput.nullable().describe('The account whose chats this one shows too, and whom to believe.'),
  created_at: at,
  removed_at: at.nullable().describe('When it was disconnected; its past stays.'),
});
export type Account = z.infer<typeof account>;
export const accountList = z.object({ accounts: z.array(account) });

/** POST …/accounts/:account_id/rotate-secret: how long the old one is still accepted, hours. */
export const rotateInput = z.strictObject({ overlap_hours: z.int().min(0).max(168).default(24) });
export type RotateInput = z.infer<typeof rotateInput>;

/** POST …/accounts/:account_id/reconnect: what the platform gives, by name, as when it was connected first. */
export const reconnectInput = z.strictObject({ secrets: accountInput.shape.secrets });
export type ReconnectInput = z.infer<typeof reconnectInput>;

/** POST …/accounts (body `accountInput`) and …/rotate-secret: the only time that secrets made by Parley show. */
export const accountWithSecrets = account.extend({ secrets: z.record(z.string(), z.string()) });
export type AccountWithSecrets = z.infer<typeof accountWithSecrets>;

/** PATCH …/accounts/:account_id → `account`. A change of capabilities or default_sender recomputes the workspace. */
export const accountPatch = z.strictObject({
  name: accountInput.shape.name.optional(),
  capabilities: capabilities.optional(),
  default_sender: z.enum(['bot', 'agent']).optional(),
  is_active: z.boolean().optional(),
  options: accountOptionsPatch.optional(),
  secrets: z
    .record(z.string().max(64), z.string().trim().min(1).max(512))
    .optional()
    .describe('New ones of the platform, by name: written, never read back.'),
  mirror: mirrorInput
    .nullable()
    .optional()
    .describe('Whom to believe may change at any time; which account, only before the first event.'),
});
export type AccountPatch = z.infer<typeof accountPatch>;

// ── API keys ────────────────────────────────────────────────────────────────────────────────────────────────────

export const apiKey = z.object({
  api_key_id: entityId,
  name: z.string(),
  prefix: z.string().describe('The beginning of the key, enough to recognise it.'),
  scopes: z.array(scope),
  created_at: at,
  last_used_at: at.nullable().describe('By the api, to the minute; sending events is not noted.'),
});
export type ApiKey = z.infer<typeof apiKey>;
export const apiKeyList = z.object({ api_keys: z.array(apiKey) });

/** POST …/api-keys → `apiKeyCreated`. */
export const apiKeyInput = z.strictObject({
  name: z.string().trim().min(1).max(120),
  scopes: z.array(scope).min(1),
});
export type ApiKeyInput = z.infer<typeof apiKeyInput>;
/** `key` is shown this once; only its hash is kept. */
export const apiKeyCreated = apiKey.extend({ key: z.string() });
export type ApiKeyCreated = z.infer<typeof apiKeyCreated>;

// ── members ─────────────────────────────────────────────────────────────────────────────────────────────────────

export const member = z.object({
  member_id: entityId,
  email: z.string(),
  name: z.string(),
  role,
  agent_id: hashedId.nullable().describe('The agent of the messengers that this person is, if linked.'),
  is_me: z.boolean(),
  created_at: at,
});
export type Member = z.infer<typeof member>;
export const memberList = z.object({ members: z.array(member) });

/** POST …/members → `memberCreated`. */
export const memberInput = z.strictObject({
  email,
  name: personName,
  role,
  agent_id: namedAgentId.nullable().optional(),
});
export type MemberInput = z.infer<typeof memberInput>;
/** `password` is there when the person is new to Parley, and is shown this once. */
export const memberCreated = member.extend({ password: z.string().optional() });
export type MemberCreated = z.infer<typeof memberCreated>;

/** PATCH …/members/:member_id → `member`. The last owner stays owner. */
export const memberPatch = z.strictObject({
  role: role.optional(),
  agent_id: namedAgentId.nullable().optional(),
});
export type MemberPatch = z.infer<typeof memberPatch>;

// ── audit ───────────────────────────────────────────────────────────────────────────────────────────────────────

export const auditEntry = z.object({
  audit_id: z.string(),
  at,
  actor: z.string().describe('An e-mail address, the name of an API key, or «system».'),
  action: z.string().describe('Such as account.created; what may stand here only grows.'),
  subject: z.string().describe('What it was done to; empty where nothing but the workspace is meant.'),
  details: z.record(z.string(), z.json()).describe('Never holds a secret or a contact.'),
});
export type AuditEntry = z.infer<typeof auditEntry>;
/** GET …/audit?before=audit_id, newest first, 100 a page. */
export const auditPage = z.object({ entries: z.array(auditEntry), next_before: z.string().nullable() });
export type AuditPage = z.infer<typeof auditPage>;
