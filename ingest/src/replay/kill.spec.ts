import { mkdirSync } from 'node:fs';
import { withdrawEvents } from '@parley/sql';
import { openTestDatabase, type TestDatabase } from '@parley/sql/testing';
import { telegram } from '../telegram/telegram.js';
import { aFolder, eventually, INTERNAL_TOKEN } from '../testing/fixtures.js';
import { startProgram, type Program } from '../testing/program.js';
import { startTestIngest, stopTestIngests } from '../testing/test-ingest.js';
import type { Platform } from '../webhooks/platform.js';

const BODIES = 300;

/** The mapper before today's: doubles every text, and knows no contact. */
const BEFORE: Platform = {
  ...telegram,
  mapperVersion: telegram.mapperVersion - 1,
  map(payload, context) {
    const { events, unmapped } = telegram.map(payload, context);
    const [first] = events;
    if (first && 'kind' in first && first.kind === 'contact') return { events: [], unmapped: ['contact'] };
    return { events: [...events, ...events.map((each) => ({ ...each, id: `${each.id}:again` }))], unmapped };
  },
};

let database: TestDatabase;
let program: Program | undefined;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(async () => {
  await program?.kill();
  await stopTestIngests();
  await database.close();
});

const update = (n: number) => ({
  update_id: n,
  message: {
    message_id: n,
    from: { id: 42 + (n % 7), is_bot: false, first_name: 'Anna' },
    chat: { id: 42 + (n % 7), type: 'private' },
    date: 1795352400 + n,
    ...(n % 5 === 0
      ? { contact: { phone_number: '+380671234567', first_name: 'Anna', user_id: 42 + (n % 7) } }
      : { text: 'Where is my parcel?' }),
  },
});
const count = async (what: string) =>
  Number(
    (await database.client.query<{ n: string }>(`SELECT toString(${what}) AS n FROM events_v1 FINAL`))[0]?.n,
  );

it('is whole after kill -9 while bodies are taken and while it withdraws: every event once', async () => {
  const dataDir = aFolder();
  mkdirSync(`${dataDir}/ingest`, { recursive: true });
  const clickhouse = database.settings.ingest;
  const before = await startTestIngest({ dir: `${dataDir}/ingest`, clickhouse }, { telegram: BEFORE });
  const numbers = Array.from({ length: BODIES }, (_, n) => n + 1);
  await Promise.all(numbers.map((n) => before.postUpdate(update(n))));
  await eventually(async () =>
    (await before.metric('parley_ingest_spool_records')) === 0 ? true : undefined,
  );
  expect(await count('count()')).toBe(480);
  expect(before.ingest.quarantine.count()).toBe(60);
  await before.ingest.stop();

  const { api } = before;
  program = await startProgram({ dataDir, apiUrl: api.url, clickhouse });
  const { url } = program;
  const replay = async () => {
    const answer = await fetch(`${url}/internal/replay`, {
      method: 'POST',
      headers: { authorization: `Bearer ${INTERNAL_TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify({ workspace_id: 1, what: 'vault' }),
    });
    return (await answer.text()).trim().split('\n').at(-1) ?? '';
  };
  const cut = async (when: () => Promise<true | undefined> | true | undefined) => {
    const running = replay().catch(() => 'cut');
    await eventually(when);
    await program?.kill();
    expect(await running).not.toContain('"is_done":true');
    await program?.start();
  };

  await cut(async () => {
    const text = await (await fetch(`${url}/metrics`)).text();
    return Number(/^parley_ingest_spool_records (\d+)$/m.exec(text)?.[1]) > 0 ? true : undefined;
  });
  // It asks to withdraw and is not there any more when the answer comes; what it asked for is done or is not.
  api.onWithdraw = () => new Promise(() => undefined);
  await cut(() => (api.withdrawals.length > 0 ? true : undefined));
  api.onWithdraw = (input) =>
    withdrawEvents(database.client, {
      workspaceId: input.workspace_id,
      accountId: input.account_id,
      deliveryIds: input.delivery_ids,
      mapperVersion: input.mapper_version,
    });
  for (let times = 0; times < 2; times++) {
    expect(JSON.parse(await replay())).toMatchObject({ bodies: BODIES, still_unmapped: 0, is_done: true });
    expect(await count('count()')).toBe(BODIES);
    expect(await count('uniqExact(event_id)')).toBe(BODIES);
  }
  const page = await fetch(`${url}/internal/quarantine?workspace_id=1`, {
    headers: { authorization: `Bearer ${INTERNAL_TOKEN}` },
  });
  expect(await page.json()).toMatchObject({ total: 0, entries: [] });
}, 180_000);
