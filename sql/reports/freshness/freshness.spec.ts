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
});
