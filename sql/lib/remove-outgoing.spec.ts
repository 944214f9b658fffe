import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { event, type EventInput } from '@parley/contracts';
import { createDeriver, type Deriver } from '../derive/index.js';
import { openTestDatabase, type TestDatabase } from '../testing/database.js';
import { aMessage, aReply } from '../testing/factories/index.js';
import { anAccount, openWorkspace } from '../testing/workspace.js';
import { toEventRow } from './event-row.js';
import { insertEvents } from './insert-events.js';
import { removeEvents, withdrawEvents } from './remove-events.js';

let db: TestDatabase;
let deriver: Deriver;
beforeAll(async () => {
  db = await openTestDatabase();
  deriver = createDeriver(db.client, () => undefined);
});
afterAll(() => db.close());

let tokens = 0;
async function store(workspaceId: number, delivery: bigint, mapperVersion: number, ...inputs: EventInput[]) {
  const rows = inputs.map((input) => {
    const parsed = event.parse(input);
    return toEventRow(parsed, {
      workspaceId,
      hashKey: new Uint8Array(32).fill(workspaceId),
      channel: 'telegram',
      identityAccountId: Number(parsed.account_id),
      receivedAt: Date.parse('2026-03-02T12:00:00Z'),
      deliveryId: delivery,
      mapperVersion,
    });
  });
  await insertEvents(db.client, rows, `removed-outgoing-${process.pid}-${++tokens}`);
}

const derive = async () => {
  while ((await deriver.round()).identities > 0);
};
const outgoingSince = async (workspace_id: number) =>
  (
    await db.client.query<{ outgoing_since: string | null }>(
      'SELECT outgoing_since FROM account_visibility_v1 WHERE workspace_id = {workspace_id:UInt32}',
      { workspace_id },
    )
  ).map((row) => row.outgoing_since);
const waits = (workspace_id: number) =>
  db.client.query<{ since: string }>(
    'SELECT toString(waiting_since) AS since FROM waits_v1 FINAL WHERE workspace_id = {workspace_id:UInt32} ORDER BY ALL',
    { workspace_id },
  );

/** Somebody wrote on 1 March; our own messages are seen from 2 March on; something wrong says: since February. */
const WRITTEN = aMessage({ id: 'm1', occurred_at: '2026-03-01T09:00:00Z', contact: { id: 'anna' } });
const SEEN = aReply({ id: 'r1', occurred_at: '2026-03-02T09:00:00Z', contact: { id: 'boris' } });
const WRONG = aReply({ id: 'r0', occurred_at: '2026-02-01T09:00:00Z', contact: { id: 'vera' } });

it.each([
  ['undone', 11, (workspaceId: number) => removeEvents(db.client, { workspaceId, deliveryIds: [5n] })],
  [
    'withdrawn',
    12,
    (workspaceId: number) =>
      withdrawEvents(db.client, { workspaceId, accountId: 1, deliveryIds: [5n], mapperVersion: 2 }),
  ],
])('forgets what messages taught of an account when they are %s', async (_how, workspaceId, takeAway) => {
  await openWorkspace(db.client, workspaceId, [anAccount({ outgoing: 'auto' })]);
  await store(workspaceId, 4n, 1, WRITTEN, SEEN);
  await derive();
  expect(await outgoingSince(workspaceId)).toEqual(['2026-03-02T09:00:00.000Z']);
  const right = await waits(workspaceId);
  await store(workspaceId, 5n, 1, WRONG);
  await derive();
  expect(await outgoingSince(workspaceId)).toEqual(['2026-02-01T09:00:00.000Z']);
  expect(await waits(workspaceId)).not.toEqual(right);

  for (let times = 0; times < 2; times++) {
    await takeAway(workspaceId);
    await derive();
    expect(await outgoingSince(workspaceId)).toEqual(['2026-03-02T09:00:00.000Z']);
    expect(await waits(workspaceId)).toEqual(right);
  }
});

it('says again that no message was ever seen when none is left, and marks whom a call that died did not', async () => {
  await openWorkspace(db.client, 13, [anAccount({ outgoing: 'auto' })]);
  await store(13, 4n, 1, WRITTEN);
  await store(13, 5n, 1, WRONG);
  await derive();
  expect(await waits(13)).toHaveLength(1);
  let commands = 0;
  const dying: typeof db.client = {
    ...db.client,
    command: (...given) =>
      ++commands === 4 ? Promise.reject(new Error('died')) : db.client.command(...given),
  };
  await expect(removeEvents(dying, { workspaceId: 13, deliveryIds: [5n] })).rejects.toThrow('died');
  await derive();
  expect(await outgoingSince(13)).toEqual([null]);
  expect(await waits(13)).toHaveLength(1);
  await removeEvents(db.client, { workspaceId: 13, deliveryIds: [5n] });
  await derive();
  expect(await waits(13)).toEqual([]);
});
