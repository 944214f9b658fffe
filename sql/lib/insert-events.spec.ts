import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { event, type EventInput } from '@parley/contracts';
import { openTestDatabase, type TestDatabase } from '../testing/database.js';
import { aClick, aMessage, aPurchase, aReply } from '../testing/factories/index.js';
import { createClient, type ClickHouse } from './client.js';
import { ClickHouseRefused } from './errors.js';
import { toEventRow, type EventRow } from './event-row.js';
import { identityId } from './ids.js';
import { insertEvents } from './insert-events.js';

const KEY = Buffer.alloc(32, 3);
let db: TestDatabase;
let ingest: ClickHouse;
beforeAll(async () => {
  db = await openTestDatabase();
  ingest = createClient(db.settings.ingest);
});
beforeEach(async () => {
  await db.client.command('TRUNCATE TABLE events_v1');
  await db.client.command('TRUNCATE TABLE dirty_identities_v1');
});
afterAll(async () => {
  await ingest.close();
  await db.close();
});

const rowOf = (input: EventInput, receivedAt = '2026-03-02T09:00:10Z', workspaceId = 1): EventRow =>
  toEventRow(event.parse(input), {
    workspaceId,
    hashKey: KEY,
    channel: 'telegram',
    identityAccountId: 1,
    receivedAt: Date.parse(receivedAt),
    deliveryId: 1n,
    mapperVersion: 1,
  });

let tokens = 0;
const newToken = () => `token-${process.pid}-${Date.now()}-${++tokens}`;

const events = (final = 'FINAL') =>
  db.client.query<{ type: string; received_at: string }>(
    `SELECT type, received_at FROM events_v1 ${final} ORDER BY occurred_at, type`,
  );
const marks = () =>
  db.client.query(
    `SELECT workspace_id, identity_id, lowest_at, highest_at FROM dirty_identities_v1 ORDER BY lowest_at, workspace_id`,
  );

describe('insertEvents', () => {
  it('stores the events and marks each identity once, with the span of its times', async () => {
    await insertEvents(
      ingest,
      [
        rowOf(aMessage({ occurred_at: '2026-03-02T10:00:00.500Z' })),
        rowOf(aReply({ occurred_at: '2026-03-02T09:00:00Z' })),
        rowOf(aMessage({ occurred_at: '2026-03-02T09:30:00Z' })),
        rowOf(aMessage({ occurred_at: '2026-03-02T12:00:00Z', contact: { id: 'boris' } })),
        rowOf(aMessage({ occurred_at: '2026-03-02T13:00:00Z' }), undefined, 2),
      ],
      newToken(),
    );
    expect((await events()).map((row) => row.type)).toEqual([
      'message_sent',
      'message_received',
      'message_received',
      'message_received',
      'message_received',
    ]);
    const mark = (workspace_id: number, contact: string, lowest_at: string, highest_at: string) => ({
      workspace_id,
      identity_id: String(identityId(KEY, 1, contact)),
      lowest_at,
      highest_at,
    });
    expect(await marks()).toEqual([
      mark(1, 'anna', '2026-03-02T09:00:00.000Z', '2026-03-02T10:00:00.500Z'),
      mark(1, 'boris', '2026-03-02T12:00:00.000Z', '2026-03-02T12:00:00.000Z'),
      mark(2, 'anna', '2026-03-02T13:00:00.000Z', '2026-03-02T13:00:00.000Z'),
    ]);
  });

  it('says of a mark which block it came with and when', async () => {
    const before = Date.now();
    await insertEvents(
      ingest,
      [rowOf(aMessage()), rowOf(aMessage({ contact: { id: 'boris' } }))],
      newToken(),
    );
    await insertEvents(ingest, [rowOf(aMessage())], newToken());
    const rows = await db.client.query<{ mark_id: string; marked_at: string; identities: string }>(
      `SELECT mark_id, max(marked_at) AS marked_at, count() AS identities
       FROM dirty_identities_v1 GROUP BY mark_id ORDER BY identities DESC`,
    );
    expect(rows.map((row) => row.identities)).toEqual(['2', '1']);
    for (const row of rows) {
      expect(BigInt(row.mark_id)).toBeGreaterThan(0n);
      expect(Math.abs(Date.parse(row.marked_at) - before)).toBeLessThan(30_000);
    }
  });

  it('changes nothing when the same batch is sent again', async () => {
    const batch = [rowOf(aMessage()), rowOf(aReply())];
    const token = newToken();
    for (let times = 0; times < 3; times += 1) await insertEvents(ingest, batch, token);
    expect(await events('')).toHaveLength(2);
    expect(await marks()).toHaveLength(1);
  });

  it('writes the marks that a death between the two inserts left out', async () => {
    const batch = [rowOf(aMessage())];
    const token = newToken();
    let inserts = 0;
    const dying: ClickHouse = {
      ...ingest,
      insertRows: (...given) =>
        ++inserts === 2 ? Promise.reject(new Error('killed')) : ingest.insertRows(...given),
    };
    await expect(insertEvents(dying, batch, token)).rejects.toThrow('killed');
    expect([(await events('')).length, (await marks()).length]).toEqual([1, 0]);
    await insertEvents(ingest, batch, token);
    expect([(await events('')).length, (await marks()).length]).toEqual([1, 1]);
  });

  it('brings what a death left out of milestones when the same batch is sent again', async () => {
    const token = newToken();
    const batch = [rowOf(aMessage()), rowOf(aPurchase())];
    const milestones = () => db.client.query('SELECT type, order_id FROM milestones_v1 FINAL');
    await insertEvents(ingest, batch, token);
    await db.client.command('TRUNCATE TABLE milestones_v1');
    await insertEvents(ingest, batch, token);
    await insertEvents(ingest, batch, token);
    expect(await milestones()).toEqual([{ type: 'purchase_completed', order_id: 'order-1' }]);
  });

  it('counts an event that is delivered again in another batch once, and keeps its first arrival', async () => {
    const message = aMessage();
    await insertEvents(ingest, [rowOf(message, '2026-03-02T09:00:10Z')], newToken());
    await insertEvents(ingest, [rowOf(message, '2026-03-02T11:00:00Z'), rowOf(aReply())], newToken());
    expect(await events()).toEqual([
      { type: 'message_received', received_at: '2026-03-02T09:00:10Z' },
      { type: 'message_sent', received_at: '2026-03-02T09:00:10Z' },
    ]);
  });

  it('marks nobody for anonymous visitors', async () => {
    const { contact: _nobody, ...click } = { contact: undefined, ...aClick() };
    await insertEvents(ingest, [rowOf({ ...click, visitor_id: 'v' })], newToken());
    expect([(await events()).length, (await marks()).length]).toEqual([1, 0]);
  });

  it('takes rows that are encoded already', async () => {
    const { row, ...rest } = rowOf(aMessage());
    await insertEvents(ingest, [{ ...rest, row: JSON.stringify(row) }], newToken());
    expect(await events()).toHaveLength(1);
  });

  it('takes no rows of two months, and does nothing for no rows', async () => {
    const march = rowOf(aMessage({ occurred_at: '2026-03-31T23:59:59.999Z' }));
    const april = rowOf(aMessage({ occurred_at: '2026-04-01T00:00:00Z' }));
    await expect(insertEvents(ingest, [march, april], newToken())).rejects.toThrow(RangeError);
    await insertEvents(ingest, [], newToken());
    expect(await events()).toEqual([]);
  });

  it('stores nothing of a batch with a row that can never pass', async () => {
    const good = rowOf(aMessage());
    const bad = { ...good, row: '["not", "a", "row"]' };
    await expect(insertEvents(ingest, [good, bad, good], newToken())).rejects.toThrow(ClickHouseRefused);
    expect(await events('')).toEqual([]);
  });

  it('takes ten thousand rows at once', async () => {
    const batch = Array.from({ length: 10_000 }, (_, n) =>
      rowOf(aMessage({ id: `m${n}`, contact: { id: `c${n % 100}` } })),
    );
    await insertEvents(ingest, batch, newToken());
    expect([(await events()).length, (await marks()).length]).toEqual([10_000, 100]);
  });
});
