import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Calendars, whose they are, each version of them, and what definitions were derived with. Never edited once released. */
export class Calendars1795600000008 implements MigrationInterface {
  readonly name = 'Calendars1795600000008';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward; restore a backup instead.');
  }
}

const STATEMENTS = [
  `ALTER TABLE definitions ADD COLUMN schedule jsonb NOT NULL
    DEFAULT '{"calendars": {}, "workspace": null, "accounts": {}, "agents": {}}'`,
  `CREATE TABLE calendars (
    calendar_id serial PRIMARY KEY,
    workspace_id integer NOT NULL REFERENCES workspaces ON DELETE CASCADE,
    name text NOT NULL,
    hours jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL
  )`,
  `CREATE UNIQUE INDEX calendars_by_name ON calendars (workspace_id, lower(name))`,
  // The subject is an account, a team or an agent; 0 where the level is the workspace.
  `CREATE TABLE calendar_assignments (
    workspace_id integer NOT NULL REFERENCES workspaces ON DELETE CASCADE,
    level text NOT NULL CHECK (level IN ('workspace', 'account', 'team', 'agent')),
    subject_id numeric(20, 0) NOT NULL,
    calendar_id integer NOT NULL REFERENCES calendars,
    PRIMARY KEY (workspace_id, level, subject_id)
  )`,
  `CREATE TABLE schedule_versions (
    workspace_id integer NOT NULL REFERENCES workspaces ON DELETE CASCADE,
    version integer NOT NULL,
    at timestamptz NOT NULL,
    actor text NOT NULL,
    action text NOT NULL,
    subject text NOT NULL,
    effective_from date,
    rebuilds boolean NOT NULL,
    setup jsonb NOT NULL,
    PRIMARY KEY (workspace_id, version)
  )`,
];
