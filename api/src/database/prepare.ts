import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from './data-source.js';

/** Any number will do; it only has to be the same in every api process. */
const MIGRATION_LOCK = 4_300_001;

/**
 * Waits until PostgreSQL answers and brings its schema up to date.
 * The advisory lock keeps two api processes from migrating a PostgreSQL server at once; behind PGlite it excludes
 * nobody, but there is only one api there. Throws what went wrong last after `patienceMs`.
 */
export async function prepareDatabase(
  url: string,
  options: { log: (line: string) => void; patienceMs?: number },
): Promise<void> {
  const client = await connect(url, options.log, options.patienceMs ?? 60_000);
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const source = await new DataSource(dataSourceOptions(url, 1)).initialize();
    try {
      const applied = await source.runMigrations({ transaction: 'each' });
      for (const migration of applied) options.log(`PostgreSQL: migrated, ${migration.name}`);
    } finally {
      await source.destroy();
    }
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function connect(url: string, log: (line: string) => void, patienceMs: number): Promise<pg.Client> {
  const deadline = Date.now() + patienceMs;
  for (let said = false; ;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    // Without a listener a connection that breaks later would end the process.
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('SELECT 1');
      log('PostgreSQL answers.');
      return client;
    } catch (error) {
      await client.end().catch(() => undefined);
      if (Date.now() > deadline) throw error;
      if (!said) log('Waiting for PostgreSQL …');
      said = true;
      await pause(250);
    }
  }
}
