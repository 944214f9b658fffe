import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { event, type EventInput } from '@parley/contracts';
import { createDeriver, type Deriver } from '../derive/index.js';
import { openTestDatabase, type TestDatabase } from '../testing/database.js';
import { aMessage, aReply } from '../testing/factories/index.js';
import { toEventRow } from './event-row.js';
import { insertEvents } from './insert-events.js';
import { putDefinition } from './parameters.js';
import { removeEvents, withdrawEvents } from './remove-events.js';

const KEY = Buffer.alloc(32, 3);
const NOON = Date.parse('2026-03-02T12:00:00Z');
let db: TestDatabase;
let deriver: Deriver;
beforeAll(async () => {
  db = await openTestDatabase();
  deriver = createDeriver(db.client, () => undefined);
  await putDefinition(db.client, {
    workspace_id: 1,
    definition_id: 1,
    status: 'active',
    silence_gap_seconds: 24 * 3600,
    courtesy_hashes: [],
    version: 1n,
  });
});
beforeEach(async () => {
  for (const table of ['events_v1', 'dirty_identities_v1', 'dialogues_v1', 'identities_v1'])
    await db.client.command(`TRUNCATE TABLE ${table}`);
});
afterAll(() => db.close());

interface How {
  delivery?: bigint;
  mapper?: number;
  receivedAt?: number;
  workspaceId?: number;
}

let tokens = 0;
async function store(inputs: EventInput[], how: How = {}): Promise<void> {
  const { delivery = 1n, mapper = 1, receivedAt = NOON, workspaceId = 1 } = how;
  const rows = inputs.map((input) => {
    const parsed = event.parse(input);
    return toEventRow(parsed, {
      workspaceId,
      hashKey: KEY,
      channel: 'telegram',
      identityAccountId: Number(parsed.account_id),
      receivedAt,
      deliveryId: delivery,
      mapperVersion: mapper,
    });
  });
  await insertEvents(db.client, rows, `removal-${process.pid}-${++tokens}`);
}

const derive = async () => {
  while ((await deriver.round()).identities > 0);
};
const stored = () =>
  db.client.query<{ type: string; delivery_id: string }>(
    'SELECT type, delivery_id, workspace_id FROM events_v1 FINAL ORDER BY workspace_id, occurred_at, type',
  );
const dialogues = () =>
  db.client.query<{ messages_received: number }>(
    'SELECT workspace_id, messages_received FROM dialogues_v1 FINAL ORDER BY workspace_id, started_at',
  );

const FIRST = aMessage({ id: 'm1', occurred_at: '2026-03-02T09:00:00Z' });
const SECOND = aMessage({ id: 'm2', occurred_at: '2026-03-02T09:01:00Z' });
const OF_BORIS = aMessage({ id: 'm3', occurred_at: '2026-03-02T09:02:00Z', contact: { id: 'boris' } });

it('takes away what came in a delivery, and what was derived of it; others stay', async () => {
  await store([FIRST, OF_BORIS], { delivery: 5n });
  await store([SECOND], { delivery: 6n });
  await store([FIRST], { delivery: 5n, workspaceId: 2 });
  await derive();
  expect(await removeEvents(db.client, { workspaceId: 1, deliveryIds: [5n] })).toEqual({ identities: 2 });
  await derive();
  expect(await stored()).toEqual([
    { type: 'message_received', delivery_id: '6', workspace_id: 1 },
    { type: 'message_received', delivery_id: '5', workspace_id: 2 },
  ]);
  expect(await dialogues()).toEqual([{ workspace_id: 1, messages_received: 1 }]);
  const people = 'SELECT workspace_id, count() AS people FROM identities_v1 FINAL GROUP BY ALL ORDER BY ALL';
  expect(await db.client.query(people)).toEqual([
    { workspace_id: 1, people: '1' },
    { workspace_id: 2, people: '1' },
  ]);
});

it('takes back the same events when they are sent anew', async () => {
  await store([FIRST, SECOND], { delivery: 5n });
  await removeEvents(db.client, { workspaceId: 1, deliveryIds: ['5'] });
  await store([FIRST, SECOND], { delivery: 7n, receivedAt: NOON + 60_000 });
  await derive();
  expect((await stored()).map((row) => row.delivery_id)).toEqual(['7', '7']);
  expect(await dialogues()).toEqual([{ workspace_id: 1, messages_received: 2 }]);
});

it('marks again whom a removal that died had not marked yet', async () => {
  await store([FIRST, SECOND], { delivery: 5n });
  await derive();
  const dying = { ...db.client, insertRows: () => Promise.reject(new Error('died')) };
  await expect(removeEvents(dying, { workspaceId: 1, deliveryIds: [5n] })).rejects.toThrow('died');
  await derive();
  expect(await dialogues()).toHaveLength(1);
  await removeEvents(db.client, { workspaceId: 1, deliveryIds: [5n] });
  await derive();
  expect(await dialogues()).toEqual([]);
});

it('withdraws what a newer mapper did not make again, of this delivery and account only', async () => {
  const ofAnother = aReply({ id: 'r1', occurred_at: '2026-03-02T09:03:00Z', account_id: '2' });
  await store([FIRST, SECOND, ofAnother], { delivery: 5n });
  await store([OF_BORIS], { delivery: 6n });
  await derive();
  await store([FIRST], { delivery: 5n, mapper: 2 });
  const withdrawal = { workspaceId: 1, accountId: 1, deliveryIds: [5n], mapperVersion: 2 };
  for (let times = 0; times < 2; times++) {
    await withdrawEvents(db.client, withdrawal);
    await derive();
    expect((await stored()).map((row) => [row.type, row.delivery_id])).toEqual([
      ['message_received', '5'],
      ['message_received', '6'],
      ['message_sent', '5'],
    ]);
    expect((await dialogues()).map((row) => row.messages_received).sort()).toEqual([0, 1, 1]);
  }
});

it('keeps it withdrawn when the old row comes once more, and brings it back when a still newer mapper makes it', async () => {
  await store([FIRST], { delivery: 5n });
  await withdrawEvents(db.client, { workspaceId: 1, accountId: 1, deliveryIds: [5n], mapperVersion: 2 });
  await store([FIRST], { delivery: 5n, receivedAt: NOON - 3600_000 });
  await derive();
  expect(await stored()).toEqual([]);
  await store([FIRST], { delivery: 8n, mapper: 2, receivedAt: NOON + 3600_000 });
  expect(await stored()).toMatchObject([{ delivery_id: '8' }]);
  await withdrawEvents(db.client, { workspaceId: 1, accountId: 1, deliveryIds: [8n], mapperVersion: 3 });
  expect(await stored()).toEqual([]);
  await store([FIRST], { delivery: 5n, mapper: 3 });
  await derive();
  expect(await stored()).toMatchObject([{ delivery_id: '5' }]);
  expect(await dialogues()).toMatchObject([{ messages_received: 1 }]);
});

it('marks again whom a withdrawal that died had not marked yet', async () => {
  await store([FIRST], { delivery: 5n });
  await derive();
  const withdrawal = { workspaceId: 1, accountId: 1, deliveryIds: [5n], mapperVersion: 2 };
  const dying = { ...db.client, insertRows: () => Promise.reject(new Error('died')) };
  await expect(withdrawEvents(dying, withdrawal)).rejects.toThrow('died');
  await db.client.command('OPTIMIZE TABLE events_v1 FINAL');
  await withdrawEvents(db.client, withdrawal);
  await derive();
  expect([await stored(), await dialogues()]).toEqual([[], []]);
});

it('takes more deliveries than one request holds', async () => {
  const ids = Array.from({ length: 4500 }, (_, n) => BigInt(n + 10));
  await store([FIRST], { delivery: 4509n });
  await removeEvents(db.client, { workspaceId: 1, deliveryIds: ids });
  expect(await stored()).toEqual([]);
  expect(await removeEvents(db.client, { workspaceId: 1, deliveryIds: [] })).toEqual({ identities: 0 });
});
