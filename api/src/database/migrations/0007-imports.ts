import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Imports of files, and the mappings that were used for a header. Never edited once released. */
export class Imports1795600000007 implements MigrationInterface {
  readonly name = 'Imports1795600000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE imports (
      import_id serial PRIMARY KEY,
      workspace_id integer NOT NULL REFERENCES workspaces ON DELETE CASCADE,
      account_id integer,
      node integer NOT NULL,
      file_name text NOT NULL,
      file_bytes bigint NOT NULL,
      state text NOT NULL,
      format text,
      options jsonb NOT NULL,
      questions jsonb NOT NULL,
      accepted bigint NOT NULL,
      report jsonb,
      failure jsonb,
      created_at timestamptz NOT NULL,
      created_by text NOT NULL,
      finished_at timestamptz)`);
    await runner.query('CREATE INDEX imports_of_workspace ON imports (workspace_id, import_id)');
    await runner.query(`CREATE TABLE import_mappings (
      workspace_id integer NOT NULL REFERENCES workspaces ON DELETE CASCADE,
      header_hash text NOT NULL,
      mapping jsonb NOT NULL,
      used_at timestamptz NOT NULL,
      PRIMARY KEY (workspace_id, header_hash))`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward; restore a backup instead.');
  }
}
