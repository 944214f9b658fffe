import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What members keep at hand. Never edited once released. */
export class Pins1795600000023 implements MigrationInterface {
  readonly name = 'Pins1795600000023';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE pins (
      pin_id serial PRIMARY KEY,
      workspace_id integer NOT NULL REFERENCES workspaces ON DELETE CASCADE,
      user_id integer NOT NULL REFERENCES users ON DELETE CASCADE,
      name text NOT NULL,
      address text NOT NULL,
      place integer NOT NULL,
      created_at timestamptz NOT NULL
    )`);
    await runner.query(`CREATE INDEX pins_by_member ON pins (workspace_id, user_id)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward; restore a backup instead.');
  }
}
