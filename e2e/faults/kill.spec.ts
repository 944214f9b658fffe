import { expect, test } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import {
  findParley,
  isStopped,
  processesOf,
  removeFolder,
  startParley,
  temporaryFolder,
  until,
} from '../parley.js';
import { countEvents, createAccount, Sender } from './sender.js';

let dataDir: string;

test.beforeEach(() => {
  dataDir = temporaryFolder();
});

test.afterEach(async () => {
  // Whatever a failed test left: only processes that work on this test's own folder.
  for (const line of await processesOf(dataDir)) process.kill(Number.parseInt(line, 10), 'SIGKILL');
  removeFolder(dataDir);
});

const pidOf = async (what: RegExp) => {
  const line = (await processesOf(dataDir)).find((text) => what.test(text));
  if (!line) throw new Error(`no process ${what}`);
  return Number.parseInt(line, 10);
};

test('every acknowledged event is there once after ClickHouse and ingest are killed', async () => {
  const parley = await startParley({ dataDir, isEmpty: true });
  const sender = new Sender(parley, await createAccount(parley));
  sender.begin();

  await until(() => sender.acknowledged >= 500, 30, 'the first events are acknowledged');
  process.kill(await pidOf(/engine-child/), 'SIGKILL');
  const whenStoreDied = sender.acknowledged;
  await until(
    () => sender.acknowledged >= whenStoreDied + 500,
    30,
    'events are taken while ClickHouse is away',
  );
  await until(() => /ClickHouse runs again/.test(parley.output()), 60, 'ClickHouse is back');

  process.kill(await pidOf(/ingest\/dist\/main/), 'SIGKILL');
  await until(() => /ingest runs again/.test(parley.output()), 60, 'ingest is back');
  const whenBack = sender.acknowledged;
  await until(() => sender.acknowledged >= whenBack + 500, 30, 'events are taken again');
  await sender.end();

  // Each event was sent until it was acknowledged, some of them more than once: as many rows as ids.
  expect(sender.failures).toBeGreaterThan(0);
  await until(
    async () => (await countEvents(parley)).ids >= sender.acknowledged,
    60,
    'every event is stored',
  );
  expect(await countEvents(parley)).toEqual({ ids: sender.acknowledged, rows: sender.acknowledged });

  parley.signal('SIGTERM');
  expect(await parley.exited).toBe(0);
  expect(await processesOf(dataDir)).toEqual([]);
  expect(isStopped(dataDir)).toBe(true);

  await test.step('the next start has them all', async () => {
    const again = await startParley({ dataDir, isEmpty: true });
    expect(await countEvents(again)).toEqual({ ids: sender.acknowledged, rows: sender.acknowledged });
    again.signal('SIGINT');
    expect(await again.exited).toBe(0);
  });
});

test('nothing is left behind when the start command itself is killed, and the next start is whole', async () => {
  const parley = await startParley({ dataDir, isEmpty: true });
  const sender = new Sender(parley, await createAccount(parley));
  sender.begin();
  await until(() => sender.acknowledged >= 200, 30, 'the first events are acknowledged');
  parley.signal('SIGKILL');
  await parley.exited;
  await sender.end({ giveUp: true });
  await until(async () => (await processesOf(dataDir)).length === 0, 15, 'every process has ended');
  expect(execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })).not.toContain(dataDir);

  const again = await startParley({ dataDir, isEmpty: true });
  await until(async () => (await countEvents(again)).ids >= sender.acknowledged, 30, 'every event is stored');

  await test.step('a second one is refused in one line: the same folder, then the same port', async () => {
    const second = (dir: string, env: Record<string, string> = {}) =>
      startParley({ dataDir: dir, isEmpty: true, env }).catch((error: unknown) => String(error));
    expect(await second(dataDir)).toContain(
      `parley: Parley is already running with ${dataDir} (process ${again.pid}, ${again.apiUrl})`,
    );
    const { port } = new URL(again.apiUrl);
    const other = temporaryFolder();
    expect(await second(other, { PARLEY_PORT: port })).toContain(
      `parley: Port ${port} is taken by another Parley (${again.apiUrl})`,
    );
    removeFolder(other);
    expect(findParley(dataDir).pid).toBe(again.pid);
  });

  again.signal('SIGHUP');
  expect(await again.exited).toBe(0);
  expect(await processesOf(dataDir)).toEqual([]);
});
