import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createClient, eventId, identityId, migrate, type ClickHouse } from '@parley/sql';
import { startEmbeddedClickHouse, type EmbeddedClickHouse } from '@parley/sql/embedded';
import {
  API_KEY,
  aFolder,
  aSnapshot,
  eventually,
  HASH_KEY,
  INTERNAL_TOKEN,
  MASTER_KEY,
} from '../testing/fixtures.js';
import { startPeerApi, type PeerApi } from '../testing/peer-api.js';

const PROGRAM = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const PASSWORDS = { ingest: 'ingest-password', reports: 'reports-password', admin: 'admin-password' };
const WRITERS = 4;
const BATCH = 20;

const chDir = aFolder();
const dataDir = aFolder();
let api: PeerApi;
let engine: EmbeddedClickHouse;
let program: ChildProcess;
let chPort: number;
let ingestPort: number;

beforeAll(async () => {
  if (!existsSync(PROGRAM)) throw new Error('Build first: npm run build -w @parley/ingest');
  [chPort, ingestPort] = await Promise.all([freePort(), freePort()]);
  api = await startPeerApi(INTERNAL_TOKEN, aSnapshot());
  await startEngine();
  const admin = createClient(engine.users.admin);
  await migrate(admin);
  await admin.close();
  startProgram();
  await isReady();
});

afterAll(async () => {
  program.kill('SIGKILL');
  await engine.stop();
  await api.close();
});

it('keeps every acknowledged event, once, through kill -9 of ClickHouse and of itself', async () => {
  const acknowledged = new Set<string>();
  const sent = new Set<string>();
  const writing = new AbortController();
  const writers = Array.from({ length: WRITERS }, (_, writer) =>
    write(writer, sent, acknowledged, writing.signal),
  );

  await pause(1000);
  await killEngine();
  await pause(1200);
  await startEngine();
  await pause(800);
  await killProgram();
  startProgram();
  await isReady();
  await pause(1000);
  await Promise.all([killEngine(), killProgram()]);
  startProgram();
  await isReady();
  await pause(700);
  await startEngine();
  await pause(800);
  writing.abort();
  await Promise.all(writers);

  const admin = createClient(engine.users.admin);
  try {
    await eventually(async () => ((await spoolRecords()) === 0 ? true : undefined), 60_000);
    const rows = await events(admin);
    const stored = new Set(rows);
    expect(rows).toHaveLength(stored.size);
    expect([...acknowledged].filter((id) => !stored.has(rowId(id)))).toEqual([]);
    const sentRows = new Set([...sent].map(rowId));
    expect(rows.filter((id) => !sentRows.has(id))).toEqual([]);
    // Enough happened for this to mean something.
    expect(acknowledged.size).toBeGreaterThan(500);

    const marked = await admin.query<{ id: string }>(
      'SELECT DISTINCT toString(identity_id) AS id FROM dirty_identities_v1',
    );
    const people = [...Array(WRITERS).keys()].map((writer) => String(identityId(HASH_KEY, 7, `c-${writer}`)));
    expect(marked.map(({ id }) => id).sort()).toEqual(people.sort());
  } finally {
    await admin.close();
  }
}, 180_000);

/** Sends batches, each until it is acknowledged, as a careful caller does. */
async function write(
  writer: number,
  sent: Set<string>,
  acknowledged: Set<string>,
  signal: AbortSignal,
): Promise<void> {
  for (let batch = 0; !signal.aborted; batch++) {
    const ids = Array.from({ length: BATCH }, (_, n) => `w${writer}-${batch}-${n}`);
    for (const id of ids) sent.add(id);
    const body = JSON.stringify(ids.map((id, n) => anEvent(id, writer, batch * BATCH + n)));
    while (!signal.aborted && !(await post(body))) await pause(50);
    if (!signal.aborted) for (const id of ids) acknowledged.add(id);
  }
}

const anEvent = (id: string, writer: number, n: number) => ({
  type: 'message_sent',
  id,
  account_id: '7',
  contact: { id: `c-${writer}` },
  // Several months, so that one delivery is several inserts.
  occurred_at: Date.UTC(2026, n % 3, 5, 0, 0, n % 60, n % 1000),
  text: 'x',
});

async function post(body: string): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${ingestPort}/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' },
      body,
    });
    const answer = (await response.json()) as { accepted?: number };
    return answer.accepted === BATCH;
  } catch {
    return false;
  }
}

const rowId = (id: string) => String(eventId(HASH_KEY, 7, id, 'message_sent'));

async function events(admin: ClickHouse): Promise<string[]> {
  const rows = await admin.query<{ id: string }>('SELECT toString(event_id) AS id FROM events_v1 FINAL');
  return rows.map(({ id }) => id);
}

async function spoolRecords(): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${ingestPort}/metrics`)).text();
  return Number(/^parley_ingest_spool_records (\d+)$/m.exec(text)?.[1]);
}

async function startEngine(): Promise<void> {
  engine = await startEmbeddedClickHouse({
    dir: chDir,
    httpPort: chPort,
    passwords: PASSWORDS,
    waitForFolderMs: 20_000,
  });
}

async function killEngine(): Promise<void> {
  process.kill(engine.pid, 'SIGKILL');
  await engine.exited;
}

function startProgram(): void {
  program = spawn(process.execPath, [PROGRAM], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      PARLEY_DATA_DIR: dataDir,
      PARLEY_MASTER_KEY: Buffer.from(MASTER_KEY).toString('base64'),
      PARLEY_INTERNAL_TOKEN: INTERNAL_TOKEN,
      PARLEY_API_URL: api.url,
      PARLEY_INGEST_PORT: String(ingestPort),
      PARLEY_MIN_FREE_DISK_BYTES: '0',
      CLICKHOUSE_URL: `http://127.0.0.1:${chPort}`,
      CLICKHOUSE_DATABASE: engine.users.ingest.database,
      CLICKHOUSE_USER_INGEST: engine.users.ingest.user,
      CLICKHOUSE_PASSWORD_INGEST: engine.users.ingest.password,
    },
  });
}

async function killProgram(): Promise<void> {
  const gone = new Promise((resolve) => program.once('exit', resolve));
  program.kill('SIGKILL');
  await gone;
}

async function isReady(): Promise<void> {
  await eventually(async () => {
    const response = await fetch(`http://127.0.0.1:${ingestPort}/readyz`).catch(() => undefined);
    return response?.status === 200 ? true : undefined;
  }, 30_000);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
