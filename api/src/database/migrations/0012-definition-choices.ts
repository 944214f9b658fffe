import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** In which hours a wait grows too old, and courtesies of the workspace's own. Never edited once released. */
export class DefinitionChoices1795600000012 implements MigrationInterface {
  readonly name = 'DefinitionChoices1795600000012';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward; restore a backup instead.');
  }
}

/** As it was before there was a choice. */
const BEFORE = `'{"unanswered_hours": "calendar", "courtesy_phrases": []}'::jsonb`;

const STATEMENTS = [
  `UPDATE definitions SET params = ${BEFORE} || params`,
  `UPDATE settings_versions
    SET settings = jsonb_set(settings, '{definition}', ${BEFORE} || (settings -> 'definition'))`,
  // Where the clock starts with the first message, derivation was not told of the settle time until now.
  `UPDATE definitions SET rebuild_request = coalesce(rebuild_request, 0) + 1, progress = 0
    WHERE status IN ('active', 'building') AND params ->> 'clock_starts' = 'first' AND params ->> 'settle_seconds' <> '60'`,
];
