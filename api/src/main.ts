import 'reflect-metadata';
import { ConsoleLogger } from '@nestjs/common';
import { createClient } from '@parley/sql';
import { fileURLToPath } from 'node:url';
import { createApp } from './app.js';
import { prepareClickHouse } from './clickhouse/prepare.js';
import { readConfig } from './config.js';
import { prepareDatabase } from './database/prepare.js';

const DASHBOARD = fileURLToPath(new URL('../../dashboard/dist', import.meta.url));

/**
 * The api process: brings both databases up to date, serves, and derives in the background.
 * Ends on SIGTERM, SIGINT and when the supervisor that started it is gone: requests under way are answered first.
 */
async function main(): Promise<void> {
  const log = (line: string) => process.stdout.write(`${line}\n`);
  const config = readConfig(process.env);

  const store = createClient(config.clickhouse.admin);
  await Promise.all([
    prepareClickHouse(store, { log }).finally(() => store.close()),
    prepareDatabase(config.databaseUrl, { log }),
  ]);
  const app = await createApp(config, {
    dashboardDir: DASHBOARD,
    logger: new ConsoleLogger({ logLevels: ['error', 'warn'], colors: false }),
  });

  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    app.close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop);
  process.on('disconnect', stop);

  await app.listen(config.port, config.host);
  log(`api listens on ${await app.getUrl()}`);
}

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

main().catch(fail);
