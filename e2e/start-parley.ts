import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { processesOf, removeFolder, startParley, temporaryFolder } from './parley.js';

/** Where the signed-in session of the owner is kept for the journeys. */
export const SESSION_FILE = fileURLToPath(new URL('./out/session.json', import.meta.url));

/** Starts the Parley that all journeys use, with its demo; returns what stops it. */
export default async function start(): Promise<() => Promise<void>> {
  const dataDir = temporaryFolder();
  const from = Date.now();
  const parley = await startParley({ dataDir });
  console.log(`Parley started with its demo in ${((Date.now() - from) / 1000).toFixed(1)} s`);
  process.env['PARLEY_E2E_DATA_DIR'] = dataDir;
  await saveSession(parley);
  return async () => {
    parley.signal('SIGTERM');
    await parley.exited;
    const left = await processesOf(dataDir);
    removeFolder(dataDir);
    if (left.length > 0) throw new Error(`left behind: ${left.join('; ')}`);
  };
}

async function saveSession(parley: { apiUrl: string; email: string; password: string }): Promise<void> {
  const answer = await fetch(`${parley.apiUrl}/api/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: parley.apiUrl },
    body: JSON.stringify({ email: parley.email, password: parley.password }),
  });
  const cookie = /^([^=]+)=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '');
  if (answer.status !== 204 || !cookie)
    throw new Error(`signing in answered ${answer.status} ${await answer.text()}`);
  const { hostname } = new URL(parley.apiUrl);
  mkdirSync(fileURLToPath(new URL('./out', import.meta.url)), { recursive: true });
  const session = {
    cookies: [
      {
        name: cookie[1],
        value: cookie[2],
        domain: hostname,
        path: '/',
        expires: -1,
        httpOnly: true,
        secure: false,
        sameSite: 'Lax',
      },
    ],
    origins: [],
  };
  writeFileSync(SESSION_FILE, JSON.stringify(session), { mode: 0o600 });
}
