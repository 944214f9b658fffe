import { hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ClickHouse } from './client.js';
import { acquireMigrationLock, LOCK_TIMING, type LockTiming } from './migration-lock.js';

/** One numbered `.sql` file: a single statement that may run twice without harm. */
export interface Migration {
  /** Such as `0001_create_events_v1`. */
  name: string;
  sql: string;
}

export interface MigrateOptions {
  log?: (line: string) => void;
  /** Instead of the files of this version. */
  migrations?: readonly Migration[];
  lock?: LockTiming;
}

/** The database was made by a newer version of Parley, or a migration that has run was changed afterwards. */
export class SchemaMismatch extends Error {
  override name = 'SchemaMismatch';
}

const FOLDER = fileURLToPath(new URL('../migrations/', import.meta.url));
const NAME = /^\d{4}_[a-z0-9_]+$/;

/** The migrations of this version, in the order of their numbers. */
export function readMigrations(folder = FOLDER): Migration[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql'));
  return files
    .sort()
    .map((file) => ({ name: file.slice(0, -'.sql'.length), sql: readFileSync(`${folder}/${file}`, 'utf8') }));
}

/**
 * Brings the client's database to the schema of this version, creating it if needed; the names of what ran now.
 * Two runners at once: the second waits and finds nothing to do. A run that died half way is finished by the next.
 * Throws {@link SchemaMismatch} for a database of a newer version or a changed migration, before anything is changed.
 */
export async function migrate(
  client: ClickHouse,
  options: MigrateOptions = {},
): Promise<{ applied: string[] }> {
  const log = options.log ?? (() => undefined);
  const migrations = checked(options.migrations ?? readMigrations());
  await client.createDatabase();
  await client.command(CREATE_LOG);
  if (pendingOf(migrations, await recorded(client)).length === 0) return { applied: [] };

  const lock = await acquireMigrationLock(client, options.lock ?? LOCK_TIMING, () =>
    log('another process is migrating the database: waiting'),
  );
  try {
    const pending = pendingOf(migrations, await recorded(client));
    for (const migration of pending) {
      await lock.confirm();
      await client.command(migration.sql);
      await client.insertRows(
        'migrations_v1',
        ['name', 'checksum'],
        [[migration.name, checksumOf(migration)]],
      );
      log(`migrated ${migration.name}`);
    }
    return { applied: pending.map((migration) => migration.name) };
  } finally {
    await lock.release();
  }
}

const CREATE_LOG = `
  CREATE TABLE IF NOT EXISTS migrations_v1 (
    name       String,
    checksum   String COMMENT 'SHA-256 of the file, hex',
    applied_at DateTime64(3, 'UTC') DEFAULT now64(3)
  ) ENGINE = MergeTree ORDER BY name
  SETTINGS fsync_after_insert = 1, fsync_part_directory = 1`;

/** Line ends differ between checkouts; the statement does not. */
const checksumOf = ({ sql }: Migration) => hash('sha256', sql.replaceAll('\r\n', '\n').trim());

interface Recorded {
  name: string;
  checksum: string;
}

const recorded = (client: ClickHouse) =>
  client.query<Recorded>('SELECT DISTINCT name, checksum FROM migrations_v1 ORDER BY name');

function pendingOf(migrations: readonly Migration[], done: readonly Recorded[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, checksumOf(migration)]));
  const unknown = done.filter(({ name }) => !known.has(name));
  if (unknown.length > 0)
    throw new SchemaMismatch(
      `The ClickHouse database was made by a newer version of Parley (it has ${unknown.map((row) => row.name).join(', ')}). ` +
        'Install that version, or use another database or data folder.',
    );
  const changed = done.filter(({ name, checksum }) => known.get(name) !== checksum);
  if (changed.length > 0)
    throw new SchemaMismatch(
      `Migration ${changed.map((row) => row.name).join(', ')} was changed after it had run on this database. ` +
        'Restore the file; put the change into a new migration.',
    );
  const names = new Set(done.map(({ name }) => name));
  return migrations.filter(({ name }) => !names.has(name));
}

function checked(migrations: readonly Migration[]): readonly Migration[] {
  const numbers = new Set<string>();
  for (const { name } of migrations) {
    const number = name.slice(0, 4);
    if (!NAME.test(name)) throw new Error(`migration ${name}: names look like 0001_create_events_v1`);
    if (numbers.has(number)) throw new Error(`migration ${name}: the number is taken`);
    numbers.add(number);
  }
  return migrations;
}
