import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { me, memberCreated, type Language } from '@parley/contracts';
import {
  freePorts,
  processesOf,
  removeFolder,
  startParley,
  temporaryFolder,
  type Whereabouts,
} from './parley.js';

const OUT = fileURLToPath(new URL('./out', import.meta.url));

/** Where the session of somebody who reads this language is kept for the journeys. */
export const sessionFile = (language: Language) => `${OUT}/session.${language}.json`;

/** The value of the `Cookie` header of that reader. */
export function sessionCookie(language: Language): string {
  const { cookies } = JSON.parse(readFileSync(sessionFile(language), 'utf8')) as {
    cookies: { name: string; value: string }[];
  };
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
}

/** Starts the Parley that all journeys use, with its demo, and signs in one reader of each language; returns what stops it. */
export default async function start(): Promise<() => Promise<void>> {
  const dataDir = temporaryFolder();
  const from = Date.now();
  // Where a journey may start a stand-in for the Bot API: Parley reads the address when it starts.
  const [botApiPort = 0] = await freePorts(1);
  process.env['PARLEY_E2E_BOT_API_PORT'] = String(botApiPort);
  const env = { PARLEY_TELEGRAM_API_URL: `http://127.0.0.1:${botApiPort}` };
  const parley = await startParley({ dataDir, env });
  console.log(`Parley started with its demo in ${((Date.now() - from) / 1000).toFixed(1)} s`);
  process.env['PARLEY_E2E_DATA_DIR'] = dataDir;
  mkdirSync(OUT, { recursive: true });
  const owner = await signIn(parley, parley.email, parley.password);
  saveSession(parley, 'en', owner);
  saveSession(parley, 'ru', await addRussianReader(parley, owner));
  return async () => {
    parley.signal('SIGTERM');
    await parley.exited;
    const left = await processesOf(dataDir);
    removeFolder(dataDir);
    if (left.length > 0) throw new Error(`left behind: ${left.join('; ')}`);
  };
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

function saveSession(parley: Whereabouts, language: Language, cookie: string): void {
  const [name, value] = cookie.split('=');
  const { hostname } = new URL(parley.apiUrl);
  const domain = { domain: hostname, path: '/', expires: -1, httpOnly: true, secure: false, sameSite: 'Lax' };
  const session = { cookies: [{ name, value, ...domain }], origins: [] };
  writeFileSync(sessionFile(language), JSON.stringify(session), { mode: 0o600 });
}
