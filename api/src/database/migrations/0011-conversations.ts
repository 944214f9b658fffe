import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Profiles also say what a helpdesk calls a conversation, so that links lead there. Never edited once released. */
export class Conversations1795600000011 implements MigrationInterface {
  readonly name = 'Conversations1795600000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE profiles DROP CONSTRAINT profiles_kind_check');
    await runner.query(`ALTER TABLE profiles ADD CONSTRAINT profiles_kind_check
      CHECK (kind IN ('contact', 'agent', 'team', 'broadcast', 'conversation'))`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward; restore a backup instead.');
  }
}
