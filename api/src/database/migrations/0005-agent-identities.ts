import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What a workspace says of the agents of its messengers: their names, and who is whom. Never edited once released. */
export class AgentIdentities1795600000005 implements MigrationInterface {
  readonly name = 'AgentIdentities1795600000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE agent_identities (
      workspace_id integer NOT NULL REFERENCES workspaces ON DELETE CASCADE,
      agent_id numeric(20, 0) NOT NULL,
      name text,
      same_as numeric(20, 0) CHECK (same_as <> agent_id),
      joined_at timestamptz,
      changed_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (workspace_id, agent_id)
    )`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward; restore a backup instead.');
  }
}
