import { waitingNow as report } from '@parley/contracts';
import { openTestDatabase, type TestDatabase } from '../../testing/database.js';
import { putWaits } from '../../testing/put-waits.js';
import { questionOf } from '../../testing/questions.js';
import { waitingNow } from './waiting-now.js';

const NOW = '2026-03-31T12:00:00.000Z';

describe('who waits now', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  it('is who asked at most 30 days ago, and whose clock is ahead of ours by less than a day', async () => {
    await putWaits(database.client, 1, [
      { waiting_since: '2026-03-01T11:59:59.999Z' }, // 30 days and a millisecond
      { waiting_since: '2026-03-01T12:00:00.000Z' },
      { waiting_since: '2026-03-31T11:00:00.000Z' },
      { waiting_since: '2026-03-31T11:00:00.000Z', answered_at: '2026-03-31T11:30:00.000Z' },
      { waiting_since: '2026-03-31T11:10:00.000Z', closed_dialogue: 1 },
      { waiting_since: '2026-03-31T11:20:00.000Z', bot_answered_at: '2026-03-31T11:21:00.000Z' },
      { waiting_since: '2026-04-01T11:59:59.999Z' },
      { waiting_since: '2026-04-01T12:00:00.000Z' },
    ]);
    const asked = { ...questionOf(report, {}), now: new Date(NOW) };
    const { rows } = await waitingNow.page(database.client, asked, { limit: 10, after: null });
    expect(rows.map(({ waiting_since, age_seconds }) => [waiting_since, age_seconds])).toEqual([
      ['2026-03-01T12:00:00.000Z', 30 * 86_400],
      ['2026-03-31T11:00:00.000Z', 3_600],
      ['2026-04-01T11:59:59.999Z', 0],
    ]);
  });
});
