import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** How accounts are read, what they pass on, and the secrets before a rotation. Never edited once released. */
export class Connections1795600000002 implements MigrationInterface {
  readonly name = 'Connections1795600000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE accounts
      ADD COLUMN options jsonb NOT NULL
        DEFAULT '{"reading": "webhook", "forward_url": null, "other_apps": "bot"}',
      ADD COLUMN previous_secrets_sealed text,
      ADD COLUMN previous_secrets_until timestamptz`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward; restore a backup instead.');
  }
}
