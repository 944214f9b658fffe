import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedClickHouse, type User } from '../embedded/index.js';
import { createClient, quoteName, type ClickHouse, type ClickHouseSettings } from '../lib/client.js';
import { migrate } from '../lib/migrate.js';
import { currentMigrations, fillFrom, takeTemplate, type Template } from './template.js';

export interface TestDatabase {
  /** As admin. */
  client: ClickHouse;
  settings: Record<User, ClickHouseSettings>;
  database: string;
  /** Closes the client and drops the database. */
  close(): Promise<void>;
}

/**
 * A new database with all migrations on a real ClickHouse: the first of an engine is migrated, the others are made like
 * it. The engine is started once per test worker, shared by all its spec files, and ends with the worker.
 */
export async function openTestDatabase(): Promise<TestDatabase> {
  const users = await sharedEngine();
  const database = `parley_test_${randomBytes(6).toString('hex')}`;
  const settings = {
    ingest: { ...users.ingest, database },
    reports: { ...users.reports, database },
    admin: { ...users.admin, database },
  };
  const client = createClient(settings.admin);
  await makeTables(client);
  return {
    client,
    settings,
    database,
    async close() {
      await client.command(`DROP DATABASE IF EXISTS ${quoteName(database)}`);
      await client.close();
    },
  };
}

interface SharedEngine {
  users: Record<User, ClickHouseSettings>;
  instance: string;
}

/**
 * TRICKY: Jest gives every spec file its own globals and its own copies of all modules; only Node's own modules are
 * the same in all of them. So the engine is remembered there, as text: objects must not outlive their spec file.
 */
const memory = createRequire(import.meta.url)('node:events') as Record<symbol, string | undefined>;
const KEY = Symbol.for('parley.testing.engine');
const TEMPLATE = Symbol.for('parley.testing.template');

/** Some sixty migrations take a second; a copy of what they made takes a fraction of it. */
async function makeTables(client: ClickHouse): Promise<void> {
  const known = memory[TEMPLATE];
  const template = known === undefined ? undefined : (JSON.parse(known) as Template);
  if (template?.migrations === currentMigrations()) return fillFrom(template, client);
  await migrate(client);
  memory[TEMPLATE] = JSON.stringify(await takeTemplate(client));
}

async function sharedEngine(): Promise<SharedEngine['users']> {
  const known = memory[KEY];
  if (known !== undefined) {
    const engine = JSON.parse(known) as SharedEngine;
    if (await isAlive(engine)) return engine.users;
  }
  const engine = await startEmbeddedClickHouse({
    dir: mkdtempSync(join(tmpdir(), 'parley-test-')),
    memoryBytes: 1536 * 1024 ** 2,
    isTemporary: true,
  });
  const { users, instance } = engine;
  memory[KEY] = JSON.stringify({ users, instance } satisfies SharedEngine);
  return users;
}

async function isAlive({ users, instance }: SharedEngine): Promise<boolean> {
  const client = createClient({ ...users.admin, database: 'default' });
  try {
    const rows = await client.query<{ instance: string }>("SELECT getMacro('instance') AS instance");
    return rows[0]?.instance === instance;
  } catch {
    return false;
  } finally {
    await client.close();
  }
}
