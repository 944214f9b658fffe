import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Teams, and which agents are in them. A removed team keeps its row: its past has its name. Never edited once released. */
export class Teams1795600000009 implements MigrationInterface {
  readonly name = 'Teams1795600000009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE teams (
      team_id serial PRIMARY KEY,
      workspace_id integer NOT NULL REFERENCES workspaces ON DELETE CASCADE,
      name text NOT NULL,
      created_at timestamptz NOT NULL,
      removed_at timestamptz
    )`);
    await runner.query(
      'CREATE UNIQUE INDEX teams_by_name ON teams (workspace_id, lower(name)) WHERE removed_at IS NULL',
    );
    await runner.query('ALTER TABLE agent_identities ADD COLUMN team_id integer REFERENCES teams');
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward; restore a backup instead.');
  }
}
