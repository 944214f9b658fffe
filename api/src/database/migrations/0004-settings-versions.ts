import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** How weeks and hours are shown, the rule of bursts, each version of the settings. Never edited once released. */
export class SettingsVersions1795600000004 implements MigrationInterface {
  readonly name = 'SettingsVersions1795600000004';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward; restore a backup instead.');
  }
}

const STATEMENTS = [
  `ALTER TABLE workspaces
    ADD COLUMN week_start text NOT NULL DEFAULT 'monday' CHECK (week_start IN ('monday', 'sunday')),
    ADD COLUMN hour_format smallint NOT NULL DEFAULT 24 CHECK (hour_format IN (24, 12))`,
  `UPDATE definitions SET params = '{"clock_starts": "first", "settle_seconds": 60}'::jsonb || params`,
  // The hash of a derived wait covers where its clock starts: written anew once, or each would look wrong at night.
  `UPDATE definitions SET rebuild_request = coalesce(rebuild_request, 0) + 1, progress = 0
    WHERE status IN ('active', 'building')`,
  `ALTER TABLE definitions DROP CONSTRAINT definitions_status_check`,
  `ALTER TABLE definitions ADD CONSTRAINT definitions_status_check
    CHECK (status IN ('building', 'active', 'retired', 'preview'))`,
  `CREATE TABLE settings_versions (
    workspace_id integer NOT NULL REFERENCES workspaces ON DELETE CASCADE,
    version integer NOT NULL,
    at timestamptz NOT NULL,
    actor text NOT NULL,
    settings jsonb NOT NULL,
    PRIMARY KEY (workspace_id, version)
  )`,
  // What is being built is what was wanted last.
  `INSERT INTO settings_versions (workspace_id, version, at, actor, settings)
    SELECT workspace_id, 1, now(), 'system', jsonb_build_object(
      'name', name, 'time_zone', time_zone, 'currency', currency, 'week_start', week_start,
      'hour_format', hour_format, 'keeps_full_bodies', keeps_full_bodies, 'definition', (
        SELECT params FROM definitions
        WHERE definitions.workspace_id = workspaces.workspace_id AND status IN ('building', 'active')
        ORDER BY status = 'building' DESC LIMIT 1
      )
    ) FROM workspaces`,
];
