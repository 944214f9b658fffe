import { withdrawEvents } from '../../lib/remove-events.js';
import { openTestDatabase, type TestDatabase } from '../../testing/database.js';
import { aMessage } from '../../testing/factories/index.js';
import { openWorkspace } from '../../testing/workspace.js';
import { readFreshness } from '../index.js';

describe('freshness', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  it('says from when to when there are events; nothing without any', async () => {
    const shop = await openWorkspace(database.client, 1);
    await openWorkspace(database.client, 2);
    await shop.receive(
      aMessage({ occurred_at: '2026-03-02T09:00:00.123Z' }),
      aMessage({ occurred_at: '2026-03-04T09:00:00Z' }),
      aMessage({ occurred_at: '2026-02-03T09:00:00Z' }),
    );
    expect(await readFreshness(database.client, 1)).toEqual({
      first_event_at: '2026-02-03T09:00:00.000Z',
      last_event_at: '2026-03-04T09:00:00.000Z',
      data_until: '2026-03-04T09:00:00.000Z',
    });
    expect(await readFreshness(database.client, 2)).toEqual({
      first_event_at: null,
      last_event_at: null,
      data_until: null,
    });
  });

  it('leaves out what was withdrawn, at once and not when parts merge', async () => {
    const shop = await openWorkspace(database.client, 3);
    await shop.receive(aMessage({ id: 'right', occurred_at: '2026-03-02T09:00:00Z' }));
    await shop.receive(
      aMessage({ id: 'wrong', occurred_at: '2036-03-02T09:00:00Z' }),
      aMessage({ id: 'wrong too', occurred_at: '2016-03-02T09:00:00Z', contact: { id: 'boris' } }),
    );
    const [wrong] = await database.client.query<{ delivery: string }>(
      `SELECT DISTINCT toString(delivery_id) AS delivery FROM events_v1
       WHERE workspace_id = 3 AND occurred_at > '2036-01-01'`,
    );
    await withdrawEvents(database.client, {
      workspaceId: 3,
      accountId: 1,
      deliveryIds: [wrong?.delivery ?? ''],
      mapperVersion: 1000,
    });
    expect(await readFreshness(database.client, 3)).toEqual({
      first_event_at: '2026-03-02T09:00:00.000Z',
      last_event_at: '2026-03-02T09:00:00.000Z',
      data_until: '2026-03-02T09:00:00.000Z',
    });
  });
});
