import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Whom to believe of two accounts that show the same chats. Never edited once released. */
export class Mirrors1795600000006 implements MigrationInterface {
  readonly name = 'Mirrors1795600000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE accounts ADD COLUMN mirror jsonb');
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward; restore a backup instead.');
  }
}
