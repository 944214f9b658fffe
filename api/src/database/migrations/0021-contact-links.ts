import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Who is whom, as people of the workspace say: each saying is a row with who and when, also that one is taken back; and
 * which suggestions are none. Never edited once released.
 */
export class ContactLinks1795600000021 implements MigrationInterface {
  readonly name = 'ContactLinks1795600000021';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE contact_links (
      link_id serial PRIMARY KEY,
      workspace_id integer NOT NULL REFERENCES workspaces ON DELETE CASCADE,
      kind text NOT NULL CHECK (kind IN ('merge', 'split', 'undo')),
      identity_id numeric(20, 0) NOT NULL,
      other_identity_id numeric(20, 0) CHECK (other_identity_id <> identity_id),
      undoes integer UNIQUE REFERENCES contact_links ON DELETE CASCADE CHECK ((kind = 'undo') = (undoes IS NOT NULL)),
      said_at timestamptz NOT NULL,
      said_by text NOT NULL,
      why text NOT NULL,
      CHECK ((kind = 'merge') = (other_identity_id IS NOT NULL))
    )`);
    await runner.query(`CREATE INDEX contact_links_by_identity ON contact_links (workspace_id, identity_id)`);
    await runner.query(
      `CREATE INDEX contact_links_by_other ON contact_links (workspace_id, other_identity_id)`,
    );
    await runner.query(`CREATE TABLE dismissed_suggestions (
      workspace_id integer NOT NULL REFERENCES workspaces ON DELETE CASCADE,
      identity_id numeric(20, 0) NOT NULL,
      other_identity_id numeric(20, 0) NOT NULL CHECK (other_identity_id > identity_id),
      dismissed_at timestamptz NOT NULL,
      dismissed_by text NOT NULL,
      PRIMARY KEY (workspace_id, identity_id, other_identity_id)
    )`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward; restore a backup instead.');
  }
}
