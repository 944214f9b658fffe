import { type BootstrapAnswer } from '@parley/contracts';
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { writePrivateFile, type DataFolder } from './data-folder.js';
import { InternalClient } from './internal-client.js';
import { firstStartFailed } from './problems.js';
import { sleep } from './processes.js';

import { type ProgressBar, type Terminal } from './terminal.js';

/** What the first start promised to fill, and whether it has. Fixed at the first start, so that a resumed one sends the same. */
const seedState = z.object({
  is_done: z.boolean(),
  demo: z.boolean(),
  until: z.iso.datetime(),
});
type SeedState = z.infer<typeof seedState>;

const DERIVATION_PATIENCE_MS = 180_000;

export interface SignIn {
  email: string;
  /** Only on the start that made the owner. */
  password?: string;
}

export interface Addresses {
  apiUrl: string;
  ingestUrl: string;
  token: string;
}

/**
 * Makes the owner and the workspaces and fills those that come filled, by the public way; what an interrupted start left
 * is finished. Returns how to sign in. Throws a StartError; starting again goes on.
 */
export async function prepareWorkspaces(
  folder: DataFolder,
  addresses: Addresses,
  isEmpty: boolean,
  terminal: Terminal,
): Promise<SignIn> {
  const state = readState(folder.seedFile) ?? {
    is_done: false,
    demo: !isEmpty,
    until: new Date().toISOString(),
  };
  const client = new InternalClient(addresses.apiUrl, addresses.token);
  const workspaces = await client.bootstrap(state.demo).catch((error: unknown) => {
    throw firstStartFailed('workspaces', reason(error));
  });
  if (workspaces.created) state.is_done = false;
  if (workspaces.password) {
    writePrivateFile(folder.signInFile, signInText(addresses.apiUrl, workspaces.email, workspaces.password));
  }
  if (!state.is_done) {
    writeState(folder.seedFile, state);
    if (state.demo) await fill(client, addresses, workspaces.workspaces, new Date(state.until), terminal);
    writeState(folder.seedFile, { ...state, is_done: true });
  }
  return { email: workspaces.email, password: workspaces.password };
}

async function fill(
  client: InternalClient,
  addresses: Addresses,
  workspaces: BootstrapAnswer['workspaces'],
  until: Date,
  terminal: Terminal,
): Promise<void> {
  // Loaded only when there is something to fill: the scenarios are of no use to any later start.
  const { eventsToSeed, sendEvents } = await import('./seed-events.js');
  const bar = terminal.bar({ en: 'Filling the demo', ru: 'Наполняем демонстрацию' });
  try {
    const seeds = eventsToSeed(workspaces, until);
    const total = seeds.reduce((sum, seed) => sum + seed.events.length, 0);
    let sent = 0;
    for (const { workspaceId, events } of seeds) {
      // Sending is three quarters of the work, storing and deriving the rest.
      await sendEvents(addresses, workspaceId, events, (count) =>
        bar.update(((sent += count) / total) * 0.75),
      );
    }
    await untilDerived(client, addresses, bar);
  } catch (error) {
    throw firstStartFailed('demo', reason(error));
  } finally {
    bar.done();
  }
}

/** Waits until every event sent is stored and derived. */
async function untilDerived(client: InternalClient, addresses: Addresses, bar: ProgressBar): Promise<void> {
  const deadline = Date.now() + DERIVATION_PATIENCE_MS;
  let share = 0.75;
  while ((await waitingEvents(addresses.ingestUrl)) > 0 || !(await client.derivation()).is_idle) {
    if (Date.now() > deadline) throw new Error('deriving takes too long');
    bar.update((share += (0.99 - share) * 0.05));
    await sleep(250);
  }
}

/** How many accepted events ingest has not yet handed to ClickHouse. */
async function waitingEvents(ingestUrl: string): Promise<number> {
  const answer = await fetch(`${ingestUrl}/metrics`, { signal: AbortSignal.timeout(10_000) });
  const found = /^parley_ingest_spool_records(?:\{[^}]*\})? (\S+)$/m.exec(await answer.text());
  if (!found) throw new Error('ingest does not tell how many events wait');
  return Number(found[1]);
}

function readState(file: string): SeedState | undefined {
  return existsSync(file) ? seedState.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
}

function writeState(file: string, state: SeedState): void {
  writePrivateFile(file, JSON.stringify(state) + '\n');
}

const reason = (error: unknown) => (error instanceof Error ? error.message : String(error));

const signInText = (address: string, email: string, password: string) =>
  `Parley: ${address}\ne-mail: ${email}\npassword: ${password}\n\nThe password of the first start. Forgotten: npm run reset-password\n`;
