import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { prepareDatabase } from '../database/prepare.js';
import { startTestPostgres } from '../testing/test-postgres.js';
import { dumpOnceADay } from './nightly-dump.js';
import { type EmbeddedPostgres, startPostgres } from './postgres.js';

describe('embedded PostgreSQL', () => {
  const dir = mkdtempSync(join(tmpdir(), 'parley-postgres-'));
  let postgres: EmbeddedPostgres;

  beforeAll(async () => {
    postgres = await startTestPostgres(dir);
  });
  afterAll(async () => {
    await postgres.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  const query = async <Row>(sql: string): Promise<Row[]> => {
    const client = new pg.Client({ connectionString: postgres.url });
    await client.connect();
    try {
      return (await client.query(sql)).rows as Row[];
    } finally {
      await client.end();
    }
  };

  it('refuses a second one on the same folder, and the first goes on', async () => {
    await expect(startPostgres({ dir })).rejects.toThrow(/is in use by process \d+/);
    expect(await query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('migrates once, and keeps what it holds over a restart and a lock left behind', async () => {
    const lines: string[] = [];
    const migrated = () => lines.filter((line) => line.includes('migrated'));
    await prepareDatabase(postgres.url, { log: (line) => lines.push(line) });
    const first = migrated();
    expect(first.length).toBeGreaterThan(0);
    expect(new Set(first).size).toBe(first.length);
    await prepareDatabase(postgres.url, { log: (line) => lines.push(line) });
    expect(migrated()).toEqual(first);
    await query(`INSERT INTO revisions VALUES ('kept', 7)`);
    await postgres.stop();
    // As if it had been killed: the number of a process that is long gone.
    writeFileSync(join(dir, 'lock'), '4194303 1');
    postgres = await startPostgres({ dir });
    expect(await query(`SELECT revision FROM revisions WHERE name = 'kept'`)).toEqual([{ revision: '7' }]);
  });

  it('dumps once a day and keeps seven', async () => {
    const dumps = mkdtempSync(join(tmpdir(), 'parley-dumps-'));
    const db = { dumpDataDir: async () => new Blob(['dump']) } as unknown as PGlite;
    for (let day = 1; day <= 9; day += 1) {
      expect(await dumpOnceADay(db, dumps, new Date(Date.UTC(2026, 10, day)))).toBe(true);
      expect(await dumpOnceADay(db, dumps, new Date(Date.UTC(2026, 10, day, 23)))).toBe(false);
    }
    expect(readdirSync(dumps).sort()).toEqual(
      [3, 4, 5, 6, 7, 8, 9].map((day) => `parley-2026-11-0${day}.tar.gz`),
    );
    rmSync(dumps, { recursive: true });
  });
});
