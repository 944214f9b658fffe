import { openTestDatabase, type TestDatabase } from '../../testing/database.js';
import { aMessage } from '../../testing/factories/index.js';
import { anAccount, openWorkspace, type TestWorkspace } from '../../testing/workspace.js';
import { readLateEvents } from '../index.js';

const march2 = {
  from: new Date('2026-03-02T00:00:00Z'),
  to: new Date('2026-03-03T00:00:00Z'),
  now: new Date('2026-03-03T15:00:00Z'),
};

describe('late events', () => {
  let database: TestDatabase;
  let last = 0;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  /** A workspace whose first event reached us a month before. */
  async function open(): Promise<TestWorkspace> {
    const shop = await openWorkspace(database.client, ++last, [
      anAccount(),
      anAccount({ account_id: 2, channel: 'viber' }),
    ]);
    await shop.receive(aMessage({ occurred_at: '2026-02-01T00:00:00Z' }));
    return shop;
  }
  const late = async (shop: TestWorkspace, stated: object = {}) =>
    readLateEvents(database.client, shop.asking({ ...march2, ...stated }));

  it('are those of the period that came after it ended and more than an hour late', async () => {
    const shop = await open();
    const at = (occurred_at: string, received: string, more: object = {}) =>
      shop.receiveAt(new Date(received), aMessage({ occurred_at, ...more }));
    await at('2026-03-02T10:00:00Z', '2026-03-03T02:00:00Z');
    await at('2026-03-02T23:00:00Z', '2026-03-03T00:00:01Z');
    // Before the period was over; an hour late and no second more; of the day before; of the day after.
    await at('2026-03-02T10:00:00Z', '2026-03-02T23:59:59Z');
    await at('2026-03-02T23:30:00Z', '2026-03-03T00:30:00Z');
    await at('2026-03-01T23:59:59.999Z', '2026-03-03T02:00:00Z');
    await at('2026-03-03T00:00:00Z', '2026-03-03T02:00:00Z');
    expect(await late(shop)).toEqual({ late_events: 2, late_since: '2026-03-03T00:00:00.000Z' });
    await at('2026-03-02T11:00:00Z', '2026-03-03T03:00:00Z', { account_id: '2' });
    expect(await late(shop)).toMatchObject({ late_events: 3 });
    expect(await late(shop, { channels: ['viber'] })).toMatchObject({ late_events: 1 });
    expect(await late(shop, { account_ids: ['1'] })).toMatchObject({ late_events: 2 });
    // A day later they are part of every answer; while a period lasts, what is late is so for 24 hours.
    expect(await late(shop, { now: new Date('2026-03-04T03:00:00Z') })).toEqual({
      late_events: 0,
      late_since: '2026-03-03T03:00:00.000Z',
    });
    expect(await late(shop, { to: new Date('2026-04-01T00:00:00Z') })).toEqual({
      late_events: 5,
      late_since: '2026-03-02T15:00:00.000Z',
    });
  });

  it('are not those that were only sent again', async () => {
    const shop = await open();
    const message = aMessage({ occurred_at: '2026-03-02T10:00:00Z' });
    await shop.receiveAt(new Date('2026-03-02T10:00:01Z'), message);
    await shop.receiveAt(new Date('2026-03-03T10:00:00Z'), message);
    expect(await late(shop)).toMatchObject({ late_events: 0 });
  });

  it('are none in the first hour of a workspace, for there was no answer yet, and count from then on', async () => {
    const shop = await openWorkspace(database.client, ++last);
    const past = aMessage({ occurred_at: '2026-03-02T10:00:00Z' });
    await shop.receiveAt(new Date('2026-03-03T10:00:00Z'), past);
    await shop.receiveAt(new Date('2026-03-03T11:00:00Z'), aMessage({ occurred_at: '2026-03-02T10:00:00Z' }));
    expect(await late(shop)).toMatchObject({ late_events: 0 });
    await shop.receiveAt(new Date('2026-03-03T11:00:01Z'), aMessage({ occurred_at: '2026-03-02T10:00:00Z' }));
    expect(await late(shop)).toMatchObject({ late_events: 1 });
  });

  it("are none of another workspace's, and none where nothing happened", async () => {
    const theirs = await open();
    await theirs.receiveAt(
      new Date('2026-03-03T10:00:00Z'),
      aMessage({ occurred_at: '2026-03-02T10:00:00Z' }),
    );
    expect(await late(theirs)).toMatchObject({ late_events: 1 });
    expect(await late(await openWorkspace(database.client, ++last))).toMatchObject({ late_events: 0 });
  });
});
