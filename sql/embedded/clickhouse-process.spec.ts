import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createClient } from '../lib/client.js';
import { compile } from '../testing/compile.js';

let compiled: string;
let folder: string;
const children: ChildProcess[] = [];

beforeAll(() => {
  compiled = compile('embedded', 'lib');
});
afterAll(() => rmSync(compiled, { recursive: true, force: true }));
afterEach(async () => {
  for (const child of children.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
  await until(() => !engines.some(isAlive));
  rmSync(folder, { recursive: true, force: true });
});

const PASSWORDS = {
  CLICKHOUSE_PASSWORD_INGEST: 'ingest-0123456789',
  CLICKHOUSE_PASSWORD_REPORTS: 'reports-0123456789',
  CLICKHOUSE_PASSWORD_ADMIN: 'admin-0123456789',
};
const engines: number[] = [];

interface Told {
  ready: boolean;
  url: string;
  pid: number;
  reason: string;
  message: string;
}

/** Runs the program under a supervisor (with IPC), from a script that only holds its stdin, or with neither. */
async function run(way: 'supervised' | 'piped' | 'alone', env: Record<string, string> = {}) {
  const program = join(compiled, 'embedded', 'clickhouse-process.js');
  const environment = { PATH: process.env['PATH'], PARLEY_DATA_DIR: folder, ...PASSWORDS, ...env };
  const child =
    way === 'supervised'
      ? fork(program, { stdio: ['ignore', 'pipe', 'ignore', 'ipc'], env: environment, execArgv: [] })
      : spawn(process.execPath, [program], {
          stdio: [way === 'piped' ? 'pipe' : 'ignore', 'pipe', 'ignore'],
          env: environment,
        });
  children.push(child);
  const [line] = (await once(child.stdout?.setEncoding('utf8') as NodeJS.ReadableStream, 'data')) as [string];
  const told = JSON.parse(line) as Told;
  if (told.ready) engines.push(told.pid);
  return { child, told, exit: () => exitOf(child) };
}

const exitOf = async (child: ChildProcess) =>
  child.exitCode ?? ((await once(child, 'exit')) as [number | null])[0];

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function until(isTrue: () => boolean, forMs = 10_000): Promise<void> {
  for (const end = performance.now() + forMs; !isTrue() && performance.now() < end;) await pause(50);
}

const newFolder = () => {
  folder = mkdtempSync(join(tmpdir(), 'parley-process-'));
};

describe('the process of the embedded ClickHouse', () => {
  it('tells where it answers, and ends in order on SIGTERM', async () => {
    newFolder();
    const { child, told, exit } = await run('supervised');
    expect(told).toMatchObject({ ready: true, url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) });
    child.kill('SIGTERM');
    expect(await exit()).toBe(0);
    expect(isAlive(told.pid)).toBe(false);
  });

  it('leaves Ctrl-C to its supervisor', async () => {
    newFolder();
    const { child, told } = await run('supervised');
    child.kill('SIGINT');
    await pause(300);
    expect(isAlive(told.pid)).toBe(true);
    expect(child.exitCode).toBeNull();
  });

  it('lives on without a supervisor and without stdin, until a signal', async () => {
    newFolder();
    const { child, told, exit } = await run('alone');
    await pause(500);
    expect([child.exitCode, isAlive(told.pid)]).toEqual([null, true]);
    child.kill('SIGINT');
    expect(await exit()).toBe(0);
    expect(isAlive(told.pid)).toBe(false);
  });

  it('says that the folder cannot be used', async () => {
    newFolder();
    writeFileSync(join(folder, 'clickhouse'), 'a file, not a folder');
    const { told, exit } = await run('supervised');
    expect(told).toMatchObject({ ready: false, reason: 'folder_not_usable' });
    expect(await exit()).toBe(1);
  });

  it.each(['supervised', 'piped'] as const)('ends when its %s parent is gone', async (way) => {
    newFolder();
    const { child, told, exit } = await run(way);
    if (way === 'supervised') child.disconnect();
    else child.stdin?.end();
    expect(await exit()).toBe(0);
    expect(isAlive(told.pid)).toBe(false);
  });

  it('takes the engine with it when it is killed, and the next one finds every row', async () => {
    newFolder();
    const first = await run('supervised');
    const user = { user: 'admin', password: PASSWORDS.CLICKHOUSE_PASSWORD_ADMIN, database: 'default' };
    const before = createClient({ url: first.told.url, ...user });
    await before.command('CREATE TABLE kept (number UInt32) ENGINE = MergeTree ORDER BY number');
    await before.insertRows(
      'kept',
      ['number'],
      Array.from({ length: 1000 }, (_, number) => [number]),
    );
    first.child.kill('SIGKILL');

    const second = await run('supervised'); // At once: it waits for the folder.
    expect(second.told.ready).toBe(true);
    await until(() => !isAlive(first.told.pid));
    expect(isAlive(first.told.pid)).toBe(false);
    const after = createClient({ url: second.told.url, ...user });
    expect(await after.query('SELECT count() AS rows, sum(number) AS total FROM kept')).toEqual([
      { rows: '1000', total: '499500' },
    ]);
    await Promise.all([before.close(), after.close()]);
  });

  it('ends with 1 when the engine dies, for the supervisor to start it again', async () => {
    newFolder();
    const { told, exit } = await run('supervised');
    process.kill(told.pid, 'SIGKILL');
    expect(await exit()).toBe(1);
  });

  it('names the variable that is wrong', async () => {
    newFolder();
    const { told, exit } = await run('supervised', { CLICKHOUSE_PASSWORD_ADMIN: 'short' });
    expect(told).toMatchObject({ ready: false, reason: 'wrong_environment' });
    expect(told.message).toContain('CLICKHOUSE_PASSWORD_ADMIN');
    expect(await exit()).toBe(1);
  });
});
