import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Whether the bodies of a workspace are kept as they came. Never edited once released. */
export class FullBodies1795600000003 implements MigrationInterface {
  readonly name = 'FullBodies1795600000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE workspaces ADD COLUMN keeps_full_bodies boolean NOT NULL DEFAULT false');
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward; restore a backup instead.');
  }
}
