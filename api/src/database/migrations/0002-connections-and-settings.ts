import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** How accounts are connected, names given to agents by hand, and more settings. Never edited once released. */
export class ConnectionsAndSettings1795600000002 implements MigrationInterface {
  readonly name = 'ConnectionsAndSettings1795600000002';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward; restore a backup instead.');
  }
}

const STATEMENTS = [
  `ALTER TABLE accounts
    ADD COLUMN believes jsonb,
    ADD COLUMN options jsonb NOT NULL
      DEFAULT '{"reading": "webhook", "forward_url": null, "other_apps": "bot"}',
    ADD COLUMN previous_secrets_sealed text,
    ADD COLUMN previous_secrets_until timestamptz`,
  `ALTER TABLE workspaces
    ADD COLUMN week_start text NOT NULL DEFAULT 'monday' CHECK (week_start IN ('monday', 'sunday')),
    ADD COLUMN hour_format text NOT NULL DEFAULT '24' CHECK (hour_format IN ('24', '12')),
    ADD COLUMN keeps_full_bodies boolean NOT NULL DEFAULT false`,
  // What the workspace says of an agent wins over what the platform says.
  `CREATE TABLE agent_names (
    workspace_id integer NOT NULL REFERENCES workspaces ON DELETE CASCADE,
    agent_id numeric(20, 0) NOT NULL,
    name text,
    same_as numeric(20, 0),
    PRIMARY KEY (workspace_id, agent_id)
  )`,
];
