import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Part } from './child-run.js';
import { freePort } from './ports.js';
import { isRunning, sleep } from './processes.js';
import { StartError } from './start-error.js';
import { StartCalledOff, type Happening } from './supervised.js';
import { Supervisor } from './supervisor.js';

const STAND_IN = fileURLToPath(new URL('./stand-in.mjs', import.meta.url));

let dir: string;
let supervisor: Supervisor;
let happenings: Happening[];

const trace = () => {
  const file = join(dir, 'trace');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
};

const aPart = (name: string, how = '', more: Partial<Part> = {}): Part => ({
  name,
  label: name,
  script: STAND_IN,
  readiness: 'line',
  env: () => ({ STAND_IN: how, STAND_IN_NAME: name, STAND_IN_TRACE: join(dir, 'trace') }),
  ...more,
});

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error('waited in vain');
    await sleep(20);
  }
}

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'parley-supervisor-'));
  happenings = [];
  supervisor = new Supervisor({
    logs: dir,
    onProcesses: () => undefined,
    onHappening: (happening) => happenings.push(happening),
  });
});

afterEach(async () => {
  supervisor.kill();
  await supervisor.stop();
  rmSync(dir, { recursive: true });
});

describe('a part', () => {
  it('is ready when it says so in one line', async () => {
    expect(await supervisor.start(aPart('first'))).toEqual({
      ready: true,
      url: `stand-in://${supervisor.pids()[0]}`,
    });
  });

  it('is ready when its address answers', async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}/readyz`;
    const part = aPart('first', '', { readiness: { url } });
    await supervisor.start({ ...part, env: () => ({ ...part.env(), STAND_IN_PORT: String(port) }) });
    expect((await fetch(url)).status).toBe(200);
  });

  it('is started again when it dies', async () => {
    await supervisor.start(aPart('first'));
    const before = supervisor.pids()[0] ?? 0;
    process.kill(before, 'SIGKILL');
    await until(() => happenings.some((happening) => happening.kind === 'back'));
    expect(happenings).toEqual([
      { kind: 'died', label: 'first', how: 'SIGKILL', pause_ms: 250, log: join(dir, 'first.log') },
      { kind: 'back', label: 'first' },
    ]);
    expect(supervisor.pids()).toHaveLength(1);
    expect(supervisor.pids()[0]).not.toBe(before);
  });

  it('that cannot start is reported with its last words and its log, after growing pauses', async () => {
    const error = await supervisor.start(aPart('first', 'broken')).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(StartError);
    expect((error as StartError).text.en).toBe(
      `first did not start (the cupboard is bare): see ${join(dir, 'first.log')}.`,
    );
    expect(happenings.map((happening) => happening.kind === 'died' && happening.pause_ms)).toEqual([
      250, 500,
    ]);
    expect(readFileSync(join(dir, 'first.log'), 'utf8')).toContain('the cupboard is bare');
  });

  it('without an engine for this platform asks for CLICKHOUSE_URL at once', async () => {
    const error = await supervisor.start(aPart('first', 'no-engine')).catch((caught: unknown) => caught);
    expect((error as StartError).code).toBe('no_embedded_engine');
    expect((error as StartError).text.en).toContain('set CLICKHOUSE_URL');
    expect((error as StartError).text.ru).toContain('задайте CLICKHOUSE_URL');
    expect(happenings).toEqual([]);
  });
});

describe('stopping', () => {
  it('ends the parts one after the other, the last started first, and leaves none', async () => {
    await supervisor.start(aPart('first'));
    await supervisor.start(aPart('second'));
    await supervisor.start(aPart('third'));
    const pids = supervisor.pids();
    await supervisor.stop();
    expect(trace().slice(3)).toEqual(['third stopped', 'second stopped', 'first stopped']);
    expect(pids.filter((pid) => isRunning(pid))).toEqual([]);
  });

  it('kills a part that does not listen', async () => {
    await supervisor.start(aPart('first', 'deaf', { stopTimeoutMs: 200 }));
    const pids = supervisor.pids();
    await supervisor.stop();
    expect(trace()).toEqual(['first started', 'first deaf']);
    expect(pids.filter((pid) => isRunning(pid))).toEqual([]);
  });

  it('calls off a start that is under way, and any later one', async () => {
    const start = supervisor.start(aPart('first', '', { readiness: { url: 'http://127.0.0.1:1/' } }));
    const [calledOff] = await Promise.all([start.catch((caught: unknown) => caught), supervisor.stop()]);
    expect(calledOff).toBeInstanceOf(StartCalledOff);
    await expect(supervisor.start(aPart('second'))).rejects.toBeInstanceOf(StartCalledOff);
    expect(trace().filter((line) => line.startsWith('second'))).toEqual([]);
  });

  it('does not restart a part that dies while everything stops', async () => {
    await supervisor.start(aPart('first', 'deaf', { stopTimeoutMs: 300 }));
    const stopping = supervisor.stop();
    process.kill(supervisor.pids()[0] ?? 0, 'SIGKILL');
    await stopping;
    expect(happenings).toEqual([]);
    expect(supervisor.pids()).toEqual([]);
  });
});
