import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DATA_SCHEMA, openDataFolder, type DataFolder } from './data-folder.js';
import { checkClickHouse, checkPostgres } from './outside-stores.js';
import { checkPort, freePort } from './ports.js';
import { isRunning, processBirth } from './processes.js';
import { readStartSettings } from './settings.js';
import { StartError, terminalLanguage } from './start-error.js';

let dir: string;
const opened: DataFolder[] = [];
const servers: Server[] = [];

async function open(options: Partial<Parameters<typeof openDataFolder>[0]> = {}): Promise<DataFolder> {
  const folder = await openDataFolder({
    dir,
    minFreeDiskBytes: 0,
    product: '1.2.3',
    address: 'http://127.0.0.1:4300',
    ...options,
  });
  opened.push(folder);
  return folder;
}

async function problemOf(
  work: Promise<unknown> | (() => unknown),
): Promise<{ code: string; en: string; ru: string }> {
  try {
    await (typeof work === 'function' ? work() : work);
  } catch (error) {
    if (error instanceof StartError) return { code: error.code, ...error.text };
    throw error;
  }
  throw new Error('nothing was wrong');
}

async function listen(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
}

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'parley-start-'));
});

afterEach(async () => {
  for (const folder of opened.splice(0)) folder.close();
  for (const server of servers.splice(0)) await new Promise((done) => server.close(done));
  rmSync(dir, { recursive: true, force: true });
});

describe('the data folder', () => {
  it('is made whole on the first start, keeps its key, and only this user may read the secrets', async () => {
    const first = await open({ dir: join(dir, 'a b', 'data') });
    const { masterKey } = first;
    expect(Buffer.from(masterKey, 'base64')).toHaveLength(32);
    expect(statSync(join(first.dir, 'master.key')).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(join(first.dir, 'version.json'), 'utf8'))).toEqual({
      schema: DATA_SCHEMA,
      product: '1.2.3',
    });
    first.close();
    expect((await open({ dir: first.dir })).masterKey).toBe(masterKey);
  });

  it('in use is refused, naming who uses it', async () => {
    await open();
    expect(await problemOf(open())).toEqual({
      code: 'data_folder_in_use',
      en: `Parley is already running with ${dir} (process ${process.pid}, http://127.0.0.1:4300): open that one, stop it first, or choose another folder with --data DIR.`,
      ru: `Parley уже работает с папкой ${dir} (процесс ${process.pid}, http://127.0.0.1:4300): откройте его, сначала остановите его или укажите другую папку: --data ПАПКА.`,
    });
  });

  it('locked by a process that is gone is taken over, after its children are ended', async () => {
    const orphan = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 1500)'], { stdio: 'ignore' });
    const pid = orphan.pid ?? 0;
    // The number of a living process with another birth: the number was given out again.
    const stale = { pid: process.pid, birth: '1', children: [{ pid, birth: processBirth(pid) }] };
    writeFileSync(join(dir, 'lock'), JSON.stringify(stale));
    const folder = await open();
    expect(isRunning(pid)).toBe(false);
    expect(JSON.parse(readFileSync(join(folder.dir, 'lock'), 'utf8'))).toMatchObject({ pid: process.pid });
  });

  it('with a damaged lock is taken over', async () => {
    writeFileSync(join(dir, 'lock'), '{"pid":');
    await expect(open()).resolves.toBeDefined();
  });

  it('that cannot be written to is refused', async () => {
    const file = join(dir, 'file');
    writeFileSync(file, '');
    expect(await problemOf(open({ dir: join(file, 'data') }))).toMatchObject({
      code: 'data_folder_not_writable',
      en: expect.stringContaining(`Cannot write to the data folder ${join(file, 'data')} (ENOTDIR)`),
    });
  });

  it('where no folder can be made is refused at once', async () => {
    expect(await problemOf(open({ dir: '/proc/parley/data' }))).toMatchObject({
      code: 'data_folder_not_writable',
    });
  });

  it('of a newer version is refused and left as it is', async () => {
    const file = join(dir, 'version.json');
    writeFileSync(file, JSON.stringify({ schema: DATA_SCHEMA + 1, product: '9.0.0' }));
    expect(await problemOf(open())).toMatchObject({
      code: 'data_folder_newer',
      en: `The data in ${dir} was made by a newer Parley (9.0.0): update Parley, or choose another folder with --data DIR.`,
    });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ schema: DATA_SCHEMA + 1, product: '9.0.0' });
  });

  it('on a disk that is nearly full is refused with the limit', async () => {
    expect(await problemOf(open({ minFreeDiskBytes: 9e18 }))).toMatchObject({
      code: 'disk_nearly_full',
      en: expect.stringMatching(
        /^Only [\d ]+ MB are free on the disk .* 9 000 000 000 000 MB are wanted: .*--min-free-disk/,
      ),
    });
  });
});

describe('a port', () => {
  it('that is free passes', async () => {
    await expect(checkPort('127.0.0.1', await freePort())).resolves.toBeUndefined();
  });

  it('taken by another Parley is told by its health answer', async () => {
    const port = await listen(createHttpServer((_request, answer) => answer.end('{"product":"parley"}')));
    expect(await problemOf(checkPort('127.0.0.1', port))).toMatchObject({
      code: 'port_taken_by_parley',
      en: `Port ${port} is taken by another Parley (http://127.0.0.1:${port}): open that one, stop it first, or choose another port with --port N.`,
    });
  });

  it.each([
    ['that speaks HTTP', () => createHttpServer((_request, answer) => answer.end('hello'))],
    ['that hangs up', () => createServer((socket) => socket.destroy())],
  ])('taken by another program %s is told', async (_name, server) => {
    const port = await listen(server());
    expect(await problemOf(checkPort('127.0.0.1', port))).toMatchObject({
      code: 'port_taken',
      ru: `Порт ${port} занят другой программой: остановите её или укажите другой порт: --port N (нужны N и N + 1).`,
    });
  });

  it('of an address that is not ours is told', async () => {
    expect(await problemOf(checkPort('192.0.2.1', 4300))).toMatchObject({ code: 'port_not_allowed' });
  });
});

describe('settings', () => {
  it('have defaults; the collecting port is the next one', () => {
    expect(readStartSettings({ PARLEY_DATA_DIR: '/d', CLICKHOUSE_URL: '' })).toEqual({
      dataDir: '/d',
      host: '127.0.0.1',
      apiPort: 4300,
      ingestPort: 4301,
      isEmpty: false,
      minFreeDiskBytes: 1e9,
      clickhouseDatabase: 'parley',
    });
  });

  it('take sizes as people write them', () => {
    expect(readStartSettings({ PARLEY_MIN_FREE_DISK: '1.5 GB' }).minFreeDiskBytes).toBe(1.5e9);
    expect(readStartSettings({ PARLEY_MIN_FREE_DISK: '500mb' }).minFreeDiskBytes).toBe(5e8);
    expect(readStartSettings({ PARLEY_MIN_FREE_DISK: '0' }).minFreeDiskBytes).toBe(0);
  });

  it.each([
    ['PARLEY_PORT', 'eighty', 'must be a whole number'],
    ['PARLEY_PORT', '70000', 'must be from 1 to 65535'],
    ['PARLEY_PORT', '65535', 'the port after it is used too, so at most 65534'],
    ['PARLEY_MIN_FREE_DISK', 'much', 'must be a size, such as 500MB or 1GB'],
    ['CLICKHOUSE_URL', 'localhost:8123', 'must be an address that begins with http:// or https://'],
    ['DATABASE_URL', 'mysql://x', 'must be an address that begins with postgres://'],
  ])('%s=%s is refused by name', async (name, value, why) => {
    expect(await problemOf(() => readStartSettings({ [name]: value }))).toMatchObject({
      code: 'wrong_setting',
      en: `The setting ${name} is wrong: ${why}. Correct or unset it and start again.`,
    });
  });

  it('that name a store where nobody answers are refused', async () => {
    const port = await freePort();
    expect((await problemOf(checkClickHouse(`http://127.0.0.1:${port}`))).en).toContain('CLICKHOUSE_URL');
    expect((await problemOf(checkPostgres(`postgres://u:p@127.0.0.1:${port}/x`))).en).toContain(
      'DATABASE_URL',
    );
  });

  it('choose the language of the terminal', () => {
    expect(terminalLanguage({ LANG: 'ru_RU.UTF-8' })).toBe('ru');
    expect(terminalLanguage({ LANG: 'ru_RU.UTF-8', LC_ALL: 'C' })).toBe('en');
    expect(terminalLanguage({})).toBe('en');
  });
});
