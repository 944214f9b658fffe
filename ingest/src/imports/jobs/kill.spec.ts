import { createClient, importDeliveryId, type ClickHouse } from '@parley/sql';
import { openTestDatabase, type TestDatabase } from '@parley/sql/testing';
import { aFolder, aSnapshot, eventually, HASH_KEY, INTERNAL_TOKEN } from '../../testing/fixtures.js';
import { importsOf } from '../../testing/imports.js';
import { startPeerApi, type PeerApi } from '../../testing/peer-api.js';
import { startProgram, type Program } from '../../testing/program.js';

const EVENTS = 12_000;

let api: PeerApi;
let database: TestDatabase;
let admin: ClickHouse;
let program: Program;
const imports = importsOf(() => program.url);

beforeAll(async () => {
  api = await startPeerApi(INTERNAL_TOKEN, aSnapshot());
  database = await openTestDatabase();
  admin = createClient(database.settings.admin);
  program = await startProgram({
    dataDir: aFolder(),
    apiUrl: api.url,
    clickhouse: database.settings.ingest,
  });
}, 60_000);
afterAll(async () => {
  await program.kill();
  await admin.close();
  await database.close();
  await api.close();
});

it('goes on by itself after kill -9 in the upload, the check and the middle: every event once', async () => {
  const lines = Array.from({ length: EVENTS }, (_, n) =>
    JSON.stringify({
      type: n % 3 === 0 ? 'message_sent' : 'message_received',
      id: `e-${n}`,
      account_id: '8',
      contact: { id: `p-${n % 100}` },
      occurred_at: Date.UTC(2025, n % 3, 1 + (n % 28), 0, 0, n % 60, n % 1000),
      text: 'x'.repeat(900),
    }),
  );
  const bytes = Buffer.from(lines.join('\n'));
  const middle = Math.floor(bytes.length / 4);
  await imports.tell('PUT', '1', {
    workspace_id: 1,
    file_name: 'history.ndjson',
    file_bytes: bytes.length,
    format: null,
    options: { me: [] },
  });
  await imports.tell('PUT', '1/file?offset=0', bytes.subarray(0, middle));
  await program.kill();
  await program.start();
  expect((await imports.tell('GET', '1')).uploaded_bytes).toBe(middle);
  for (let at = middle; at < bytes.length; at += 4 * 1024 * 1024)
    await imports.tell('PUT', `1/file?offset=${at}`, bytes.subarray(at, at + 4 * 1024 * 1024));
  await program.kill();
  await program.start();
  expect((await imports.until(1, 'checked', 'failed')).report).toMatchObject({
    events: EVENTS,
    received: 8000,
    sent: 4000,
  });

  await imports.tell('POST', '1/start', { account_id: 8 });
  await eventually(async () => ((await imports.tell('GET', '1')).accepted > 0 ? true : undefined), 60_000);
  await program.kill();
  await program.start();
  const after = await imports.tell('GET', '1');
  // It was in the middle, or the test shows nothing.
  expect(after.accepted).toBeGreaterThan(0);
  expect(after.accepted).toBeLessThan(EVENTS);
  expect(await imports.until(1, 'done', 'failed')).toMatchObject({ state: 'done', accepted: EVENTS });

  const id = String(importDeliveryId(HASH_KEY, 1));
  const count = async (sql: string) =>
    Number((await admin.query<{ n: string }>(`${sql} WHERE delivery_id = ${id}`))[0]?.n);
  await eventually(
    async () =>
      (await count('SELECT toString(uniqExact(event_id)) AS n FROM events_v1')) === EVENTS ? true : undefined,
    60_000,
  );
  expect(await count('SELECT toString(count()) AS n FROM events_v1 FINAL')).toBe(EVENTS);
}, 180_000);
