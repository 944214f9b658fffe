import { FIRST_GOALS } from '@parley/contracts';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Goals: what counts as a conversion. Every workspace has the first ones. Never edited once released. */
export class Goals1795600000017 implements MigrationInterface {
  readonly name = 'Goals1795600000017';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE goals (
      goal_id serial PRIMARY KEY,
      workspace_id integer NOT NULL REFERENCES workspaces ON DELETE CASCADE,
      name text NOT NULL,
      rule jsonb NOT NULL,
      created_at timestamptz NOT NULL,
      changed_at timestamptz NOT NULL,
      changed_by text NOT NULL,
      removed_at timestamptz
    )`);
    await runner.query(`CREATE INDEX goals_by_workspace ON goals (workspace_id)`);
    await runner.query(
      `CREATE UNIQUE INDEX goals_by_name ON goals (workspace_id, lower(name)) WHERE removed_at IS NULL`,
    );
    for (const { name, rule } of FIRST_GOALS) {
      await runner.query(
        `INSERT INTO goals (workspace_id, name, rule, created_at, changed_at, changed_by)
         SELECT workspace_id, $1, $2::jsonb, now(), now(), 'system' FROM workspaces ORDER BY workspace_id`,
        [name, JSON.stringify(rule)],
      );
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward; restore a backup instead.');
  }
}
