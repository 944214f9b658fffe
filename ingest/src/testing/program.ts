import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { eventually, INTERNAL_TOKEN, MASTER_KEY } from './fixtures.js';

const PROGRAM = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

export interface Program {
  url: string;
  /** As kill -9 does; what is on the disk stays. */
  kill(): Promise<void>;
  start(): Promise<void>;
}

/** The built ingest as a process of its own, so that it can be killed. */
export async function startProgram(given: {
  dataDir: string;
  apiUrl: string;
  clickhouse: { url: string; database: string; user: string; password: string };
  telegramUrl?: string;
}): Promise<Program> {
  if (!existsSync(PROGRAM)) throw new Error('Build first: npm run build -w @parley/ingest');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess;
  const program: Program = {
    url,
    async kill() {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await gone;
    },
    async start() {
      child = spawn(process.execPath, [PROGRAM], {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: {
          PATH: process.env['PATH'],
          PARLEY_DATA_DIR: given.dataDir,
          PARLEY_MASTER_KEY: Buffer.from(MASTER_KEY).toString('base64'),
          PARLEY_INTERNAL_TOKEN: INTERNAL_TOKEN,
          PARLEY_API_URL: given.apiUrl,
          PARLEY_INGEST_PORT: String(port),
          PARLEY_MIN_FREE_DISK_BYTES: '0',
          CLICKHOUSE_URL: given.clickhouse.url,
          CLICKHOUSE_DATABASE: given.clickhouse.database,
          CLICKHOUSE_USER_INGEST: given.clickhouse.user,
          CLICKHOUSE_PASSWORD_INGEST: given.clickhouse.password,
          ...(given.telegramUrl === undefined ? {} : { PARLEY_TELEGRAM_API_URL: given.telegramUrl }),
        },
      });
      await eventually(async () => {
        const response = await fetch(`${url}/readyz`).catch(() => undefined);
        return response?.status === 200 ? true : undefined;
      }, 30_000);
    },
  };
  await program.start();
  return program;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
