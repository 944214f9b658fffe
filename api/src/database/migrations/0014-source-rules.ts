import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * How refs are read into sources, version by version. What is there already begins without rules, so that nothing moves
 * that nobody asked for. Never edited once released.
 */
export class SourceRules1795600000014 implements MigrationInterface {
  readonly name = 'SourceRules1795600000014';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward; restore a backup instead.');
  }
}

const STATEMENTS = [
  `ALTER TABLE definitions ADD COLUMN source_rules jsonb NOT NULL DEFAULT '[]'`,
  `CREATE TABLE source_rule_versions (
    workspace_id integer NOT NULL REFERENCES workspaces ON DELETE CASCADE,
    version integer NOT NULL,
    at timestamptz NOT NULL,
    actor text NOT NULL,
    rules jsonb NOT NULL,
    PRIMARY KEY (workspace_id, version)
  )`,
  `INSERT INTO source_rule_versions (workspace_id, version, at, actor, rules)
    SELECT workspace_id, 1, now(), 'system', '[]' FROM workspaces`,
];
