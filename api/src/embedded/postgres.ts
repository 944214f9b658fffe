import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { lockFolder } from './folder-lock.js';
import { keepNightlyDumps } from './nightly-dump.js';

export interface EmbeddedPostgres {
  port: number;
  /** `postgres://…` for {@link DataSourceOptions}; no password: the socket listens on loopback only. */
  url: string;
  stop(): Promise<void>;
}

/**
 * Starts PGlite behind a socket on 127.0.0.1. Without `dir` everything is in memory (tests); `from` is a dump to begin
 * an empty folder with.
 * TRICKY: however many clients connect, there is one backend: a client in a transaction holds up all others.
 * Throws when another process already serves `dir`, or the port is taken.
 */
export async function startPostgres(
  options: { dir?: string; port?: number; log?: (line: string) => void; from?: Blob } = {},
): Promise<EmbeddedPostgres> {
  const { dir, log = () => undefined } = options;
  const unlock = dir === undefined ? async () => undefined : await lockFolder(dir);
  let db: PGlite | undefined;
  try {
    // A postmaster.pid left by a killed process would stop the start; the folder lock already excludes a live one.
    if (dir !== undefined) await rm(join(dir, 'data', 'postmaster.pid'), { force: true });
    db = await PGlite.create(dir === undefined ? 'memory://' : join(dir, 'data'), {
      ...(options.from === undefined ? {} : { loadDataDir: options.from }),
    });
    const server = new PGLiteSocketServer({
      db,
      host: '127.0.0.1',
      port: options.port ?? 0,
      maxConnections: 20,
    });
    await server.start();
    const port = Number(server.getServerConn().split(':').pop());
    const stopDumps = dir === undefined ? () => undefined : keepNightlyDumps(db, join(dir, 'dumps'), log);
    const open = db;
    return {
      port,
      url: `postgres://postgres@127.0.0.1:${port}/postgres`,
      stop: async () => {
        stopDumps();
        await server.stop();
        await open.close();
        await unlock();
      },
    };
  } catch (error) {
    await db?.close().catch(() => undefined);
    await unlock();
    throw error;
  }
}
