import { existsSync, readFileSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { type EmbeddedPostgres, startPostgres } from '../embedded/postgres.js';

// A cluster of another PGlite may not open; the package does not tell its version, whoever depends on it does.
const { dependencies } = JSON.parse(
  readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'),
) as { dependencies: Record<string, string> };
const TEMPLATE = join(
  process.env['PARLEY_TEST_CACHE'] ?? tmpdir(),
  `parley-test-pglite-${dependencies['@electric-sql/pglite']}.tar`,
);

/** An empty PostgreSQL in memory. Making a cluster takes ten times as long as unpacking one, so it is made once. */
export async function startTestPostgres(dir?: string): Promise<EmbeddedPostgres> {
  return startPostgres({ ...(dir === undefined ? {} : { dir }), from: await template() });
}

async function template(): Promise<Blob> {
  if (!existsSync(TEMPLATE)) {
    const db = await PGlite.create('memory://');
    const dump = Buffer.from(await (await db.dumpDataDir('none')).arrayBuffer());
    await db.close();
    // Renamed into place: spec files that run at the same time see the whole of it or nothing.
    await writeFile(`${TEMPLATE}.${process.pid}`, dump);
    await rename(`${TEMPLATE}.${process.pid}`, TEMPLATE);
  }
  return new Blob([new Uint8Array(await readFile(TEMPLATE))]);
}
