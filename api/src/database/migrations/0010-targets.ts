import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Targets of a workspace, version by version; the newest holds. Never edited once released. */
export class Targets1795600000010 implements MigrationInterface {
  readonly name = 'Targets1795600000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE target_versions (
      workspace_id integer NOT NULL REFERENCES workspaces ON DELETE CASCADE,
      version integer NOT NULL,
      at timestamptz NOT NULL,
      actor text NOT NULL,
      targets jsonb NOT NULL,
      PRIMARY KEY (workspace_id, version)
    )`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward; restore a backup instead.');
  }
}
