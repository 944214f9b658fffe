import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startPostgres } from './postgres.js';

/**
 * The program that runs the embedded relational store: PGlite behind PostgreSQL's own protocol on loopback.
 * `PARLEY_DATA_DIR` says where (its `postgres` folder), `PARLEY_POSTGRES_PORT` on which port (a free one when
 * unset). Prints one line of JSON, `{"ready":true,"port":…}`, then serves until SIGTERM, SIGINT or until whoever
 * started it is gone. Exit code 1 and one line on stderr when it cannot start.
 */
async function main(): Promise<void> {
  const dataDir = process.env['PARLEY_DATA_DIR'];
  if (!dataDir) throw new Error('PARLEY_DATA_DIR: must name the data folder');
  const port = Number(process.env['PARLEY_POSTGRES_PORT'] || 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error('PARLEY_POSTGRES_PORT: must be a port');

  const dir = join(dataDir, 'postgres');
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const postgres = await startPostgres({ dir, port, log: (line) => process.stderr.write(`${line}\n`) });

  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    postgres.stop().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop);
  process.on('disconnect', stop);
  process.stdout.write(`${JSON.stringify({ ready: true, port: postgres.port })}\n`);
}

function fail(error: unknown): never {
  process.stderr.write(`PostgreSQL (embedded): ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

main().catch(fail);
