import { openTestDatabase, type TestDatabase } from '../testing/database.js';
import { aMessage } from '../testing/factories/index.js';
import { openWorkspace } from '../testing/workspace.js';
import { readAccountActivity } from './account-activity.js';

describe('account activity', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  it('says when the newest event came and how many, each once, of this workspace only', async () => {
    const shop = await openWorkspace(database.client, 1);
    const other = await openWorkspace(database.client, 2);
    const first = aMessage({ occurred_at: '2026-03-04T09:00:00Z' });
    const second = aMessage({ occurred_at: '2026-03-04T10:30:00Z' });
    await shop.receive(first, second);
    await shop.receive(second);
    await other.receive(aMessage({ occurred_at: '2026-03-04T10:40:00Z' }));

    const at = (time: string) => readAccountActivity(database.client, 1, new Date(time));
    expect(await at('2026-03-04T11:00:00Z')).toEqual([
      {
        account_id: Number(first.account_id),
        last_event_at: '2026-03-04T10:30:00.000Z',
        last_received_at: '2026-03-04T10:30:00.000Z',
        events_last_hour: 1,
        events_last_day: 2,
        lag_median_seconds: 0,
      },
    ]);
    expect(await at('2026-04-04T11:00:00Z')).toMatchObject([
      { events_last_hour: 0, events_last_day: 0, lag_median_seconds: null },
    ]);
    expect(await readAccountActivity(database.client, 3, new Date())).toEqual([]);
  });
});
