import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createClient, type ClickHouseSettings } from '../lib/client.js';
import { writeConfig } from './config-files.js';
import { DATABASE_PREFIX, defaultMemoryBytes, USERS, type Passwords, type User } from './config.js';
import { spawnEngine, type EngineExit, type EngineProcess } from './engine-process.js';
import { EngineFailed, EngineUnavailable, explain } from './errors.js';

export { EngineFailed, EngineUnavailable, type EngineFailure } from './errors.js';
export type { EngineExit } from './engine-process.js';
export type { Passwords, User } from './config.js';

export interface EngineOptions {
  /** Holds everything of this engine; made if it is missing. Only one engine at a time may use it. */
  dir: string;
  /** The port on 127.0.0.1; left out or 0 = a free one. */
  httpPort?: number;
  /** What all queries together may take. */
  memoryBytes?: number;
  /** Left out = new random ones. */
  passwords?: Passwords;
  /** Lines the engine writes about itself. */
  log?: (line: string) => void;
  /** How long to wait for another engine on the folder to end, such as one whose parent was just killed. */
  waitForFolderMs?: number;
  /** Removes `dir` when the engine has ended, even after the death of this process. For tests. */
  isTemporary?: boolean;
}

export interface EmbeddedClickHouse {
  url: string;
  /** How to reach it as each of the three users. */
  users: Record<User, ClickHouseSettings>;
  /** Told by `getMacro('instance')` of this engine and no other. */
  instance: string;
  pid: number;
  exited: Promise<EngineExit>;
  /** Ends the engine within a second or two; what it has accepted is on the disk. May be called twice. */
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 20_000;
const PORT_ATTEMPTS = 5;

/**
 * Starts a real ClickHouse server from an npm package, on loopback. It ends with this process, however that ends.
 * Throws {@link EngineUnavailable} where there is no engine for the platform, {@link EngineFailed} when it did not
 * start.
 */
export async function startEmbeddedClickHouse(options: EngineOptions): Promise<EmbeddedClickHouse> {
  requireEngine();
  const waitUntil = performance.now() + (options.waitForFolderMs ?? 0);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startOnce(options);
    } catch (error) {
      if (!(error instanceof EngineFailed)) throw error;
      const isWaiting = error.reason === 'folder_in_use' && performance.now() < waitUntil;
      // The free port was taken by somebody between asking for it and listening on it.
      const isUnlucky = error.reason === 'port_taken' && !options.httpPort && attempt < PORT_ATTEMPTS;
      if (!isWaiting && !isUnlucky) throw error;
      await pause(250);
    }
  }
}

function requireEngine(): void {
  const require = createRequire(import.meta.url);
  try {
    (require('chdb/libchdb') as { libchdbPath(): string }).libchdbPath();
    require.resolve('ffi-rs');
  } catch (cause) {
    throw new EngineUnavailable(
      `There is no embedded ClickHouse for ${process.platform}-${process.arch}. ` +
        'Set CLICKHOUSE_URL to a ClickHouse server of your own.',
      { cause },
    );
  }
}

async function startOnce(options: EngineOptions): Promise<EmbeddedClickHouse> {
  const dir = resolve(options.dir);
  const httpPort = options.httpPort || (await freePort());
  const instance = randomBytes(16).toString('hex');
  const passwords = options.passwords ?? newPasswords();
  const memoryBytes = options.memoryBytes ?? defaultMemoryBytes();
  const files = writeConfig({ dir, httpPort, passwords, instance, memoryBytes });

  const engine = spawnEngine(files.configFile, {
    ...(options.log ? { log: options.log } : {}),
    ...(options.isTemporary ? { removeDir: dir } : {}),
  });
  const url = `http://127.0.0.1:${httpPort}`;
  const as = (user: User) => ({ url, user, password: passwords[user], database: DATABASE_PREFIX });
  try {
    await ready(engine, as('admin'), instance, dir, httpPort);
  } catch (error) {
    await stop(engine);
    files.remove();
    throw error;
  }
  files.removeOthers();
  return {
    url,
    users: { ingest: as('ingest'), reports: as('reports'), admin: as('admin') },
    instance,
    pid: engine.pid,
    exited: engine.exited,
    async stop() {
      await stop(engine);
      // An engine that had to leave in a hurry could not do it.
      if (options.isTemporary) rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Waits until our engine answers: an answer counts only with the word that this engine alone was given. */
async function ready(
  engine: EngineProcess,
  admin: ClickHouseSettings,
  instance: string,
  dir: string,
  port: number,
): Promise<void> {
  const client = createClient({ ...admin, database: 'default' });
  const until = performance.now() + START_TIMEOUT_MS;
  try {
    while (!engine.hasExited()) {
      const answer = await client
        .query<{ instance: string }>("SELECT getMacro('instance') AS instance", {}, { timeoutMs: 2_000 })
        .catch(() => []);
      if (answer[0]?.instance === instance) return;
      if (performance.now() > until)
        throw new EngineFailed(
          `ClickHouse did not answer on port ${port} within ${START_TIMEOUT_MS / 1000} s.`,
          'other',
          engine.output(),
        );
      await Promise.race([pause(20), engine.exited]);
    }
  } finally {
    await client.close();
  }
  throw explain(engine.output(), dir, port);
}

async function stop(engine: EngineProcess): Promise<void> {
  engine.end();
  const timer = setTimeout(() => engine.kill(), STOP_TIMEOUT_MS);
  await engine.exited;
  clearTimeout(timer);
}

function newPasswords(): Passwords {
  const entries = USERS.map((user) => [user, randomBytes(24).toString('base64url')]);
  return Object.fromEntries(entries) as Passwords;
}

function freePort(): Promise<number> {
  return new Promise((resolvePort, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolvePort(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
