import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { openTestDatabase, type TestDatabase } from '../testing/database.js';
import { createClient, quoteName, type ClickHouse } from './client.js';
import { migrate, readMigrations, SchemaMismatch, type Migration } from './migrate.js';

/** The engine, through a database of it. */
let db: TestDatabase;
/** A database that is not there yet. */
let fresh: ClickHouse;
const opened: ClickHouse[] = [];

beforeAll(async () => {
  db = await openTestDatabase();
});
beforeEach(() => {
  fresh = open(`parley_test_${randomBytes(6).toString('hex')}`);
});
afterAll(async () => {
  for (const client of opened) {
    await db.client.command(`DROP DATABASE IF EXISTS ${quoteName(client.database)}`);
    await client.close();
  }
  await db.close();
});

function open(database: string): ClickHouse {
  const client = createClient({ ...db.settings.admin, database });
  opened.push(client);
  return client;
}

const FIRST: Migration = {
  name: '0001_create_a',
  sql: 'CREATE TABLE IF NOT EXISTS a (n UInt8) ENGINE = MergeTree ORDER BY n',
};
const SECOND: Migration = { name: '0002_widen_a', sql: 'ALTER TABLE a ADD COLUMN IF NOT EXISTS m UInt8' };
const LOCK = { heartbeatMs: 100, silenceMs: 1_000 };

const tablesOf = async (client: ClickHouse) =>
  (await client.query<{ name: string }>('SELECT name FROM system.tables WHERE database = currentDatabase()'))
    .map((row) => row.name)
    .sort();

const logOf = (client: ClickHouse) =>
  client.query<{ name: string; times: string }>(
    'SELECT name, count() AS times FROM migrations_v1 GROUP BY name ORDER BY name',
  );

describe('migrate', () => {
  it('brings an empty server to the schema of this version, and then has nothing to do', async () => {
    const names = readMigrations().map((migration) => migration.name);
    expect(await migrate(fresh)).toEqual({ applied: names });
    expect(await migrate(fresh)).toEqual({ applied: [] });
    expect(await tablesOf(fresh)).toEqual(expect.arrayContaining(['events_v1', 'migrations_v1', 'waits_v1']));
  });

  it('runs only what has not run yet, in the order of the numbers', async () => {
    expect(await migrate(fresh, { migrations: [FIRST] })).toEqual({ applied: ['0001_create_a'] });
    expect(await migrate(fresh, { migrations: [FIRST, SECOND] })).toEqual({ applied: ['0002_widen_a'] });
  });

  it('finishes a run that died between a change and its record', async () => {
    await migrate(fresh, { migrations: [FIRST] });
    await fresh.command(SECOND.sql);
    expect(await migrate(fresh, { migrations: [FIRST, SECOND] })).toEqual({ applied: ['0002_widen_a'] });
  });

  it('refuses a migration that was changed after it ran, and changes nothing', async () => {
    await migrate(fresh, { migrations: [FIRST] });
    const changed = { ...FIRST, sql: FIRST.sql.replace('UInt8', 'UInt16') };
    const attempt = migrate(fresh, { migrations: [changed, SECOND] });
    await expect(attempt).rejects.toThrow(SchemaMismatch);
    await expect(attempt).rejects.toThrow('0001_create_a was changed after it had run');
    expect(await logOf(fresh)).toEqual([{ name: '0001_create_a', times: '1' }]);
  });

  it('takes the same statement with other line ends for the same', async () => {
    const lines = {
      ...FIRST,
      sql: 'CREATE TABLE IF NOT EXISTS a\n(n UInt8)\nENGINE = MergeTree ORDER BY n\n',
    };
    await migrate(fresh, { migrations: [lines] });
    const windows = { ...lines, sql: lines.sql.replaceAll('\n', '\r\n') };
    expect(await migrate(fresh, { migrations: [windows] })).toEqual({ applied: [] });
  });

  it('refuses a database of a newer version', async () => {
    await migrate(fresh, { migrations: [FIRST, SECOND] });
    const attempt = migrate(fresh, { migrations: [FIRST] });
    await expect(attempt).rejects.toThrow(SchemaMismatch);
    await expect(attempt).rejects.toThrow('newer version of Parley (it has 0002_widen_a)');
  });

  it('lets one of several runners work and the others wait', async () => {
    const clients = [fresh, ...[1, 2, 3].map(() => open(fresh.database))];
    const results = await Promise.all(clients.map((client) => migrate(client, { lock: LOCK })));
    const applied = results.map((result) => result.applied.length).sort((a, b) => a - b);
    expect(applied).toEqual([0, 0, 0, readMigrations().length]);
    expect((await logOf(fresh)).every((row) => row.times === '1')).toBe(true);
    expect((await tablesOf(fresh)).filter((name) => name.startsWith('migration_lock'))).toEqual([]);
  });

  it('takes over from a runner that died with the lock', async () => {
    await fresh.createDatabase();
    await fresh.command("CREATE TABLE migration_lock (nothing UInt8) ENGINE = Memory COMMENT 'dead 3'");
    const other = open(fresh.database);
    const said: string[] = [];
    const options = { migrations: [FIRST], lock: LOCK, log: (line: string) => void said.push(line) };
    const results = await Promise.all([migrate(fresh, options), migrate(other, options)]);
    expect(results.flatMap((result) => result.applied)).toEqual(['0001_create_a']);
    expect(said).toContain('another process is migrating the database: waiting');
    expect(await tablesOf(fresh)).toEqual(['a', 'migrations_v1']);
  });

  it('waits for a slow runner that still lives', async () => {
    const slow = {
      ...SECOND,
      sql: 'CREATE TABLE a ENGINE = MergeTree ORDER BY n AS SELECT sum(sleepEachRow(0.1)) AS n FROM numbers(25) SETTINGS max_block_size = 1',
    };
    const other = open(fresh.database);
    const results = await Promise.all([
      migrate(fresh, { migrations: [slow], lock: LOCK }),
      migrate(other, { migrations: [slow], lock: LOCK }),
    ]);
    expect(results.flatMap((result) => result.applied)).toEqual(['0002_widen_a']);
  });

  it('refuses two migrations of one number', async () => {
    const twin = { ...SECOND, name: '0001_widen_a' };
    await expect(migrate(fresh, { migrations: [FIRST, twin] })).rejects.toThrow('the number is taken');
  });
});

describe('the migrations of this version', () => {
  it.each(readMigrations())('$name is one statement that may run twice', async ({ sql }) => {
    expect(sql.replace(/--.*$/gm, '').replace(/'[^']*'/g, '')).not.toContain(';');
    await db.client.command(sql);
  });
});
