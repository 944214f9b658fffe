import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type PGlite } from '@electric-sql/pglite';

const KEEP = 7;
const HOUR_MS = 3_600_000;
const NAME = /^parley-\d{4}-\d{2}-\d{2}\.tar\.gz$/;

/**
 * Writes a dump a day into `dir` and keeps the newest seven: PGlite runs without fsync, so a power loss may spoil
 * the live folder. A dump is a whole data folder (`tar xzf` it to restore). Gives the function that ends this.
 */
export function keepNightlyDumps(db: PGlite, dir: string, log: (line: string) => void): () => void {
  const attempt = () =>
    dumpOnceADay(db, dir, new Date()).catch((error: unknown) =>
      log(`The nightly dump failed: ${error instanceof Error ? error.message : String(error)}`),
    );
  // Looks every hour rather than sleeping until midnight: laptops sleep, too. The first look waits for the start.
  const first = setTimeout(attempt, 10 * 60_000);
  const hourly = setInterval(attempt, HOUR_MS);
  first.unref();
  hourly.unref();
  return () => {
    clearTimeout(first);
    clearInterval(hourly);
  };
}

/** Writes today's dump (by UTC) unless it is there, and removes the oldest beyond seven. Gives whether it wrote. */
export async function dumpOnceADay(db: PGlite, dir: string, now: Date): Promise<boolean> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const name = `parley-${now.toISOString().slice(0, 10)}.tar.gz`;
  const there = await readdir(dir);
  if (there.includes(name)) return false;
  const dump = await db.dumpDataDir('gzip');
  // Written beside and renamed, so that a dump with its final name is whole.
  const unfinished = join(dir, `${name}.part`);
  await writeFile(unfinished, Buffer.from(await dump.arrayBuffer()), { mode: 0o600 });
  await rename(unfinished, join(dir, name));
  const dumps = [...there, name].filter((file) => NAME.test(file)).sort();
  for (const old of dumps.slice(0, -KEEP)) await rm(join(dir, old), { force: true });
  return true;
}
