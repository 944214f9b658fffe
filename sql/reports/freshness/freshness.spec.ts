import { takeBackDismissals } from '../../dismissals/dismissals.js';
import { withdrawEvents } from '../../lib/remove-events.js';
import { openTestDatabase, type TestDatabase } from '../../testing/database.js';
import { aDismissal, aMessage } from '../../testing/factories/index.js';
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
      changed_at: '2026-03-04T09:00:00.000Z',
    });
    expect(await readFreshness(database.client, 2)).toEqual({
      first_event_at: null,
      last_event_at: null,
      data_until: null,
      changed_at: null,
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
      changed_at: expect.any(String),
    });
  });

  it('leaves out that a wait needs no reply: it is said at our screen; but something has changed', async () => {
    const shop = await openWorkspace(database.client, 4);
    await shop.receive(aMessage({ occurred_at: '2026-03-02T09:00:00Z' }));
    await shop.receive(aDismissal({ occurred_at: '2026-03-02T10:00:00Z' }));
    const seen = {
      first_event_at: '2026-03-02T09:00:00.000Z',
      last_event_at: '2026-03-02T09:00:00.000Z',
      data_until: '2026-03-02T09:00:00.000Z',
    };
    expect(await readFreshness(database.client, 4)).toEqual({
      ...seen,
      changed_at: '2026-03-02T10:00:00.000Z',
    });
    const [{ identity_id } = { identity_id: '' }] = await database.client.query<{ identity_id: string }>(
      'SELECT DISTINCT toString(identity_id) AS identity_id FROM events_v1 WHERE workspace_id = 4',
    );
    await takeBackDismissals(
      database.client,
      {
        workspaceId: 4,
        identityId: identity_id,
        accountId: 1,
        channel: 'telegram',
        lastIncomingAt: Date.parse('2026-03-02T09:00:00Z'),
      },
      Date.parse('2026-03-02T11:00:00Z'),
    );
    expect(await readFreshness(database.client, 4)).toEqual({
      ...seen,
      changed_at: '2026-03-02T11:00:00.000Z',
    });
  });
});
