import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Everything the api knows: people, workspaces, accounts, names, definitions. Never edited once released. */
export class CreateControlPlane1795000000001 implements MigrationInterface {
  readonly name = 'CreateControlPlane1795000000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward; restore a backup instead.');
  }
}

const STATEMENTS = [
  `CREATE TABLE users (
    user_id serial PRIMARY KEY,
    email text NOT NULL UNIQUE CHECK (email = lower(email)),
    name text NOT NULL,
    password_hash text NOT NULL,
    language text CHECK (language IN ('en', 'ru')),
    created_at timestamptz NOT NULL DEFAULT now()
  )`,
  `CREATE TABLE sessions (
    session_hash text PRIMARY KEY,
    user_id integer NOT NULL REFERENCES users ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT now(),
    last_seen_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL
  )`,
  `CREATE INDEX sessions_user_id ON sessions (user_id)`,
  `CREATE TABLE workspaces (
    workspace_id serial PRIMARY KEY,
    name text NOT NULL,
    time_zone text NOT NULL,
    currency text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('own', 'demo', 'golden')),
    hash_key_sealed text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
  )`,
  `CREATE TABLE members (
    member_id serial PRIMARY KEY,
    workspace_id integer NOT NULL REFERENCES workspaces ON DELETE CASCADE,
    user_id integer NOT NULL REFERENCES users ON DELETE CASCADE,
    role text NOT NULL CHECK (role IN ('owner', 'analyst', 'team_lead', 'agent', 'viewer')),
    agent_id numeric(20, 0),
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (workspace_id, user_id)
  )`,
  `CREATE INDEX members_user_id ON members (user_id)`,
  `CREATE TABLE api_keys (
    api_key_id serial PRIMARY KEY,
    workspace_id integer NOT NULL REFERENCES workspaces ON DELETE CASCADE,
    name text NOT NULL,
    key_hash text NOT NULL UNIQUE,
    prefix text NOT NULL,
    scopes jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    last_used_at timestamptz
  )`,
  `CREATE INDEX api_keys_workspace_id ON api_keys (workspace_id)`,
  `CREATE TABLE accounts (
    account_id serial PRIMARY KEY,
    workspace_id integer NOT NULL REFERENCES workspaces ON DELETE CASCADE,
    name text NOT NULL,
    channel text NOT NULL,
    connection text NOT NULL,
    capabilities jsonb NOT NULL,
    default_sender text NOT NULL CHECK (default_sender IN ('bot', 'agent')),
    identity_account_id integer REFERENCES accounts,
    secrets_sealed text NOT NULL,
    is_active boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT now(),
    removed_at timestamptz
  )`,
  // Two accounts of one name and channel could not be told apart in a filter; a removed one frees its name.
  `CREATE UNIQUE INDEX accounts_name ON accounts (workspace_id, channel, name) WHERE removed_at IS NULL`,
  `CREATE TABLE profiles (
    workspace_id integer NOT NULL REFERENCES workspaces ON DELETE CASCADE,
    kind text NOT NULL CHECK (kind IN ('contact', 'agent', 'team', 'broadcast')),
    profile_id numeric(20, 0) NOT NULL,
    account_id integer NOT NULL,
    external_id text NOT NULL,
    name text,
    username text,
    phone text,
    email text,
    language text,
    seen_at jsonb NOT NULL,
    PRIMARY KEY (workspace_id, kind, profile_id)
  )`,
  `CREATE TABLE definitions (
    definition_id serial PRIMARY KEY,
    workspace_id integer NOT NULL REFERENCES workspaces ON DELETE CASCADE,
    status text NOT NULL CHECK (status IN ('building', 'active', 'retired')),
    params jsonb NOT NULL,
    courtesy_hashes jsonb NOT NULL,
    rebuild_request integer,
    progress real NOT NULL DEFAULT 0,
    retired_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now()
  )`,
  `CREATE UNIQUE INDEX definitions_active ON definitions (workspace_id) WHERE status = 'active'`,
  `CREATE UNIQUE INDEX definitions_building ON definitions (workspace_id) WHERE status = 'building'`,
  `CREATE TABLE leases (
    name text PRIMARY KEY,
    holder text NOT NULL,
    expires_at timestamptz NOT NULL
  )`,
  `CREATE TABLE audit_log (
    audit_id bigserial PRIMARY KEY,
    workspace_id integer NOT NULL REFERENCES workspaces ON DELETE CASCADE,
    at timestamptz NOT NULL DEFAULT now(),
    actor text NOT NULL,
    action text NOT NULL,
    subject text NOT NULL DEFAULT '',
    details jsonb NOT NULL DEFAULT '{}'
  )`,
  `CREATE INDEX audit_log_workspace_id ON audit_log (workspace_id, audit_id DESC)`,
  // One number for «something that ingest must know has changed», so that every api process notices.
  `CREATE TABLE revisions (name text PRIMARY KEY, revision bigint NOT NULL)`,
  `INSERT INTO revisions VALUES ('snapshot', 1)`,
];
