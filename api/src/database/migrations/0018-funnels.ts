import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Saved funnels. Never edited once released. */
export class Funnels1795600000018 implements MigrationInterface {
  readonly name = 'Funnels1795600000018';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE funnels (
      funnel_id serial PRIMARY KEY,
      workspace_id integer NOT NULL REFERENCES workspaces ON DELETE CASCADE,
      name text NOT NULL,
      definition jsonb NOT NULL,
      created_at timestamptz NOT NULL,
      created_by text NOT NULL,
      changed_at timestamptz NOT NULL,
      changed_by text NOT NULL
    )`);
    await runner.query(`CREATE UNIQUE INDEX funnels_by_name ON funnels (workspace_id, lower(name))`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward; restore a backup instead.');
  }
}
