import { afterEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '../lib/client.js';
import {
  EngineFailed,
  startEmbeddedClickHouse,
  type EmbeddedClickHouse,
  type EngineOptions,
} from './index.js';

const opened: { close(): Promise<void> | void }[] = [];
afterEach(async () => {
  for (const { close } of opened.splice(0).reverse()) await close();
});

function newFolder(name = 'parley-engine-'): string {
  const dir = mkdtempSync(join(tmpdir(), name));
  opened.push({ close: () => rmSync(dir, { recursive: true, force: true }) });
  return dir;
}

async function start(options: Partial<EngineOptions> = {}): Promise<EmbeddedClickHouse> {
  const engine = await startEmbeddedClickHouse({ dir: options.dir ?? newFolder(), ...options });
  opened.push({ close: () => engine.stop() });
  return engine;
}

/** A program that answers everything, as some other ClickHouse might. */
async function startOther(answer: string): Promise<number> {
  const server: Server = createServer((_request, response) => void response.end(answer));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  opened.push({
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  });
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

const failureOf = (work: Promise<unknown>): Promise<EngineFailed> =>
  work.then(
    () => Promise.reject(new Error('it started')),
    (error: unknown) => (error instanceof EngineFailed ? error : Promise.reject(error as Error)),
  );

async function ask(engine: EmbeddedClickHouse, sql: string): Promise<unknown[]> {
  const client = createClient({ ...engine.users.admin, database: 'default' });
  try {
    return await client.query(sql);
  } finally {
    await client.close();
  }
}

describe('the embedded ClickHouse', () => {
  it('answers queries, in a folder whose name has spaces and other letters', async () => {
    const engine = await start({ dir: join(newFolder('parley engine é-'), "it's <here> & now") });
    expect(await ask(engine, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(await ask(engine, "SELECT getMacro('instance') AS instance")).toEqual([
      { instance: engine.instance },
    ]);
  });

  it('keeps what it holds for the next start, and ends in about a second', async () => {
    const dir = newFolder();
    const first = await start({ dir });
    const client = createClient({ ...first.users.admin, database: 'default' });
    await client.command('CREATE TABLE kept (number UInt8) ENGINE = MergeTree ORDER BY number');
    await client.insertRows('kept', ['number'], [[7]]);
    await client.close();

    const began = performance.now();
    await first.stop();
    expect(performance.now() - began).toBeLessThan(4_000);
    expect(await first.exited).toEqual({ code: 0, signal: null, error: null });

    const second = await start({ dir });
    expect(await ask(second, 'SELECT number FROM kept')).toEqual([{ number: 7 }]);
  });

  it('refuses a port that another program answers on, whatever it answers', async () => {
    const httpPort = await startOther('{"instance":"somebody else"}\n');
    const failure = await failureOf(start({ httpPort }));
    expect(failure.reason).toBe('port_taken');
    expect(failure.message).toBe(`Port ${httpPort} on 127.0.0.1 is taken by another program.`);
    expect(failure.output).toContain('Address already in use');
  });

  it('refuses a folder that another engine uses, and leaves that engine alone', async () => {
    const dir = newFolder();
    const first = await start({ dir });
    const failure = await failureOf(start({ dir }));
    expect(failure.reason).toBe('folder_in_use');
    expect(failure.message).toBe(`Another ClickHouse is using the folder ${dir}.`);
    expect(await ask(first, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('waits for a folder that becomes free', async () => {
    const dir = newFolder();
    const first = await start({ dir });
    const second = start({ dir, waitForFolderMs: 20_000 });
    await first.stop();
    expect(await ask(await second, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('says that it ended, when nobody asked it to', async () => {
    const engine = await start();
    process.kill(engine.pid, 'SIGKILL');
    expect(await engine.exited).toEqual({ code: null, signal: 'SIGKILL', error: expect.any(String) });
  });

  it('ends in order when a signal reaches the process of the engine itself', async () => {
    const engine = await start();
    process.kill(engine.pid, 'SIGTERM');
    expect(await engine.exited).toEqual({ code: 0, signal: null, error: null });
  });
});

describe('the three users', () => {
  it('are the only ones who get in', async () => {
    const engine = await start();
    const status = (init: RequestInit, path = '/?query=SELECT%201') =>
      fetch(`${engine.url}${path}`, init).then((response) => response.status);
    const basic = (text: string) => ({
      headers: { authorization: `Basic ${Buffer.from(text).toString('base64')}` },
    });

    expect(await status({})).toBe(404);
    expect(await status(basic('default:'))).toBe(404);
    expect(await status(basic('admin:wrong'))).toBe(404);
    expect(await status({}, '/?query=SELECT%201&user=default')).toBe(404);
    expect(await status({}, '/ping')).toBe(200);
    expect(await status(basic(`reports:${engine.users.reports.password}`))).toBe(200);
  });
});
