import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FullConfig } from '@playwright/test';
import { me, memberCreated, type Language } from '@parley/contracts';
import {
  freePorts,
  processesOf,
  removeFolder,
  startParley,
  temporaryFolder,
  type Whereabouts,
} from './parley.js';
import { forgetTurns } from './src/alone.js';

const OUT = fileURLToPath(new URL('./out', import.meta.url));

const KEY = 'PARLEY_E2E_PARLEYS';

/** The Parley of one worker. Workers share nothing: each has its own data folder, ports, owner and sessions. */
interface OfWorker {
  dataDir: string;
  /** Where a journey may start a stand-in for the Bot API: Parley reads the address when it starts. */
  botApiPort: number;
}

/** The Parley of the worker that asks. */
export const ownParley = (): OfWorker => (JSON.parse(process.env[KEY] ?? '[]') as OfWorker[])[workerIndex()]!;

/** Which of the workers that run at a time this process is, from 0: one that takes over from another keeps its number. */
export const workerIndex = () => Number(process.env['TEST_PARALLEL_INDEX']);

/** Where the session of somebody who reads this language is kept for the journeys of the worker that asks. */
export const sessionFile = (language: Language) => sessionFileOf(workerIndex(), language);
const sessionFileOf = (worker: number, language: Language) => `${OUT}/session.${worker}.${language}.json`;

/** The value of the `Cookie` header of that reader. */
export function sessionCookie(language: Language): string {
  const { cookies } = JSON.parse(readFileSync(sessionFile(language), 'utf8')) as {
    cookies: { name: string; value: string }[];
  };
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
}

/** Starts a Parley with its demo for each worker, and signs in one reader of each language; returns what stops them. */
export default async function start({ workers }: FullConfig): Promise<() => Promise<void>> {
  mkdirSync(OUT, { recursive: true });
  const from = Date.now();
  const started = await Promise.allSettled(Array.from({ length: workers }, (_, worker) => startOne(worker)));
  const running = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const stop = async () => {
    forgetTurns();
    const left = (await Promise.all(running.map((one) => one.stop()))).flat();
    if (left.length > 0) throw new Error(`left behind: ${left.join('; ')}`);
  };
  const failed = started.find((one) => one.status === 'rejected');
  if (failed) {
    await stop();
    throw failed.reason;
  }
  console.log(
    `Parley started with its demo in ${((Date.now() - from) / 1000).toFixed(1)} s, ${workers} of them`,
  );
  process.env[KEY] = JSON.stringify(running.map(({ ofWorker }) => ofWorker));
  return stop;
}

/** `stop` gives what still runs afterwards. */
async function startOne(worker: number): Promise<{ ofWorker: OfWorker; stop: () => Promise<string[]> }> {
  const dataDir = temporaryFolder();
  const [botApiPort = 0] = await freePorts(1);
  const env = { PARLEY_TELEGRAM_API_URL: `http://127.0.0.1:${botApiPort}` };
  const parley = await startParley({ dataDir, env });
  const stop = async () => {
    parley.signal('SIGTERM');
    await parley.exited;
    const left = await processesOf(dataDir);
    removeFolder(dataDir);
    return left;
  };
  try {
    const owner = await signIn(parley, parley.email, parley.password);
    saveSession(parley, sessionFileOf(worker, 'en'), owner);
    saveSession(parley, sessionFileOf(worker, 'ru'), await addRussianReader(parley, owner));
  } catch (error) {
    await stop();
    throw error;
  }
  return { ofWorker: { dataDir, botApiPort }, stop };
}

/** Gives the session cookie, `name=value`. */
async function signIn(parley: Whereabouts, email: string, password: string): Promise<string> {
  const answer = await ask(parley, '', 'POST', '/api/auth/sign-in', { email, password });
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

async function addRussianReader(parley: Whereabouts, owner: string): Promise<string> {
  const { workspaces } = me.parse(await (await ask(parley, owner, 'GET', '/api/me')).json());
  const email = 'anna@example.com';
  let password = '';
  for (const { workspace_id } of workspaces) {
    const path = `/api/workspaces/${workspace_id}/members`;
    const added = await ask(parley, owner, 'POST', path, { email, name: 'Анна', role: 'analyst' });
    password ||= memberCreated.parse(await added.json()).password ?? '';
  }
  const reader = await signIn(parley, email, password);
  await ask(parley, reader, 'PATCH', '/api/me', { language: 'ru' });
  return reader;
}

async function ask(parley: Whereabouts, cookie: string, method: string, path: string, body?: unknown) {
  const answer = await fetch(parley.apiUrl + path, {
    method,
    headers: { cookie, origin: parley.apiUrl, ...(body ? { 'content-type': 'application/json' } : {}) },
    body: body ? JSON.stringify(body) : undefined,
  });
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status} ${await answer.text()}`);
  return answer;
}

function saveSession(parley: Whereabouts, file: string, cookie: string): void {
  const [name, value] = cookie.split('=');
  const { hostname } = new URL(parley.apiUrl);
  const domain = { domain: hostname, path: '/', expires: -1, httpOnly: true, secure: false, sameSite: 'Lax' };
  const session = { cookies: [{ name, value, ...domain }], origins: [] };
  writeFileSync(file, JSON.stringify(session), { mode: 0o600 });
}
