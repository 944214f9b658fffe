// A main program: the embedded ClickHouse under a supervisor. Writes one line of JSON to stdout when it is known whether
// the engine runs: {"ready":true,"url":…,"pid":…} or {"ready":false,"reason":…,"message":…}. Ends with 0 when asked to
// (SIGTERM, the supervisor gone), with 1 when the engine did not start or ended by itself.
import { fstatSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { EngineFailed, EngineUnavailable, startEmbeddedClickHouse } from './index.js';

const environment = z
  .object({
    PARLEY_DATA_DIR: z.string().min(1),
    CLICKHOUSE_HTTP_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
    CLICKHOUSE_MEMORY_BYTES: z.coerce.number().int().min(268_435_456).optional(),
    CLICKHOUSE_PASSWORD_INGEST: z.string().min(16),
    CLICKHOUSE_PASSWORD_REPORTS: z.string().min(16),
    CLICKHOUSE_PASSWORD_ADMIN: z.string().min(16),
  })
  .transform((env) => ({
    dir: join(env.PARLEY_DATA_DIR, 'clickhouse'),
    httpPort: env.CLICKHOUSE_HTTP_PORT,
    ...(env.CLICKHOUSE_MEMORY_BYTES === undefined ? {} : { memoryBytes: env.CLICKHOUSE_MEMORY_BYTES }),
    passwords: {
      ingest: env.CLICKHOUSE_PASSWORD_INGEST,
      reports: env.CLICKHOUSE_PASSWORD_REPORTS,
      admin: env.CLICKHOUSE_PASSWORD_ADMIN,
    },
  }));

/** An engine whose supervisor was just killed needs about two seconds to leave the folder. */
const WAIT_FOR_FOLDER_MS = 15_000;

const tell = (line: Record<string, unknown>) => process.stdout.write(`${JSON.stringify(line)}\n`);

async function main(): Promise<void> {
  const options = environment.safeParse(process.env);
  if (!options.success) {
    const issue = options.error.issues[0];
    return fail('wrong_environment', `${issue?.path.join('.')}: ${issue?.message}`);
  }

  let stop = (): void => process.exit(0); // Until the engine runs: its process ends with this one.
  whenAskedToStop(() => stop());
  try {
    const engine = await startEmbeddedClickHouse({
      ...options.data,
      waitForFolderMs: WAIT_FOR_FOLDER_MS,
      log: (line) => {
        if (!line.startsWith('Logging ')) process.stderr.write(`${line}\n`);
      },
    });
    stop = () => void engine.stop();
    // The engine keeps nobody alive who started it; this program has nothing else to live for.
    setInterval(() => undefined, 2 ** 30);
    tell({ ready: true, url: engine.url, pid: engine.pid });
    const { error } = await engine.exited;
    if (error === null) process.exit(0);
    process.stderr.write(`ClickHouse ended: ${error}\n`);
    process.exit(1);
  } catch (error) {
    if (error instanceof EngineFailed) return fail(error.reason, error.message);
    if (error instanceof EngineUnavailable) return fail('unavailable', error.message);
    // What the file system says when the folder cannot be made or written.
    if (error instanceof Error && 'code' in error) return fail('folder_not_usable', error.message);
    throw error;
  }
}

function fail(reason: string, message: string): never {
  tell({ ready: false, reason, message });
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

/** Under a supervisor (IPC) it alone decides when: Ctrl-C reaches every process, and ClickHouse must be the last. */
function whenAskedToStop(stop: () => void): void {
  process.on('SIGTERM', stop);
  const isSupervised = process.connected === true;
  for (const signal of ['SIGINT', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (!isSupervised) stop();
    });
  if (isSupervised) process.on('disconnect', stop);
  else if (isPipe(0)) process.stdin.on('end', stop).on('error', stop).resume();
}

/** A terminal or /dev/null says nothing about the parent. */
function isPipe(fd: number): boolean {
  try {
    const stat = fstatSync(fd);
    return stat.isFIFO() || stat.isSocket();
  } catch {
    return false;
  }
}

await main();
