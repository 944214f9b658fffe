import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const MAIN = fileURLToPath(new URL('../api/dist/start/main.js', import.meta.url));

const runFile = z.object({
  pid: z.int(),
  api_url: z.string(),
  ingest_url: z.string(),
  internal_token: z.string(),
  clickhouse: z.object({
    url: z.string(),
    database: z.string(),
    admin: z.object({ user: z.string(), password: z.string() }),
  }),
});

/** Where a running Parley is and how to get in, as its data folder says. */
export interface Whereabouts {
  dataDir: string;
  pid: number;
  apiUrl: string;
  ingestUrl: string;
  internalToken: string;
  clickhouse: z.infer<typeof runFile>['clickhouse'];
  email: string;
  password: string;
}

/** Throws when no Parley runs with this data folder. */
export function findParley(dataDir: string): Whereabouts {
  const run = runFile.parse(JSON.parse(readFileSync(join(dataDir, 'run.json'), 'utf8')));
  const signIn = readFileSync(join(dataDir, 'sign-in.txt'), 'utf8');
  const field = (name: string) => new RegExp(`^${name}: (.+)$`, 'm').exec(signIn)?.[1] ?? '';
  return {
    dataDir,
    pid: run.pid,
    apiUrl: run.api_url,
    ingestUrl: run.ingest_url,
    internalToken: run.internal_token,
    clickhouse: run.clickhouse,
    email: field('e-mail'),
    password: field('password'),
  };
}

/** A Parley that this process started. */
export interface StartedParley extends Whereabouts {
  /** Everything it has printed so far. */
  output(): string;
  signal(name: NodeJS.Signals): void;
  /** The exit code, or the signal that ended it. */
  exited: Promise<number | NodeJS.Signals | null>;
}

export const temporaryFolder = () => mkdtempSync(join(tmpdir(), 'parley e2e '));
export const removeFolder = (dir: string) => rmSync(dir, { recursive: true, force: true });

export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  for (const server of servers) await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  for (const server of servers) await new Promise((done) => server.close(done));
  return ports;
}

/** Starts the built Parley on free ports. Returns once it has printed its address; throws what it said when it ends before. */
export async function startParley(options: {
  dataDir: string;
  isEmpty?: boolean;
  env?: Record<string, string>;
}): Promise<StartedParley> {
  const [apiPort, ingestPort] = await freePorts(2);
  const child = spawn(process.execPath, [MAIN], {
    env: {
      ...process.env,
      LANG: 'C',
      LC_ALL: 'C',
      PARLEY_DATA_DIR: options.dataDir,
      PARLEY_PORT: String(apiPort),
      PARLEY_INGEST_PORT: String(ingestPort),
      PARLEY_EMPTY: options.isEmpty ? '1' : '0',
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const exited = new Promise<number | NodeJS.Signals | null>((done) => {
    child.once('close', (code, signal) => done(signal ?? code));
  });
  let isOver = false;
  void exited.then(() => (isOver = true));
  while (!/^ {2}Stop with Ctrl-C/m.test(output)) {
    if (isOver) throw new Error(`Parley ended before it was ready:\n${output}`);
    await new Promise((done) => setTimeout(done, 50));
  }
  return {
    ...findParley(options.dataDir),
    output: () => output,
    signal: (name) => void child.kill(name),
    exited,
  };
}

/** Every process that works on this data folder, by number and command line. Reads /proc, so Linux only. */
export async function processesOf(dataDir: string): Promise<string[]> {
  const { readdir, readFile } = await import('node:fs/promises');
  const read = (pid: string, what: string) => readFile(`/proc/${pid}/${what}`, 'utf8').catch(() => '');
  const found: string[] = [];
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const [commandLine, environment] = [await read(pid, 'cmdline'), await read(pid, 'environ')];
    if (pid === String(process.pid) || !(commandLine + environment).includes(dataDir)) continue;
    found.push(`${pid} ${commandLine.replaceAll('\0', ' ').trim()}`);
  }
  return found;
}

/** Waits until `condition` holds, looking every 100 ms; throws after `seconds`. */
export async function until(
  condition: () => Promise<boolean> | boolean,
  seconds: number,
  what: string,
): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`${what}: not within ${seconds} s`);
    await new Promise((done) => setTimeout(done, 100));
  }
}

export const isStopped = (dataDir: string) => !existsSync(join(dataDir, 'run.json'));
