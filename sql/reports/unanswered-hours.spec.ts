import { NO_SCHEDULE, type Hours, type Schedule } from '@parley/contracts';
import { serviceLimits } from '../calendars/index.js';
import { calendarHours } from '../calendars/spec-hours.js';
import { openTestDatabase, type TestDatabase } from '../testing/database.js';
import { aMessage, aReply } from '../testing/factories/index.js';
import { anAccount, openWorkspace, type TestWorkspace } from '../testing/workspace.js';
import { runReport } from './index.js';

const HOUR = 3600;
/** Account 1 is open from Monday to Friday, 09:00–18:00 in Moscow; account 2 has no hours. */
const SCHEDULE: Schedule = {
  ...NO_SCHEDULE,
  calendars: { '5': calendarHours() },
  accounts: { '1': '5' },
};
const ACCOUNTS = [anAccount(), anAccount({ account_id: 2, channel: 'viber' })];

/** On Friday: a question at 17:00 in Moscow to each account, another at 12:00 that is answered. */
const FRIDAY = '2026-03-06T14:00:00Z';
const EVENTS = [
  aMessage({ contact: { id: 'a' }, occurred_at: FRIDAY }),
  aMessage({ contact: { id: 'b' }, account_id: '2', occurred_at: FRIDAY }),
  aMessage({ contact: { id: 'c' }, occurred_at: '2026-03-06T09:00:00Z' }),
  aReply({ contact: { id: 'c' }, occurred_at: '2026-03-06T09:10:00Z', agent: { id: 'oleg' } }),
];

describe('what is unanswered after four hours', () => {
  let database: TestDatabase;
  let shop: TestWorkspace;
  beforeAll(async () => {
    database = await openTestDatabase();
    shop = await openWorkspace(database.client, 1, ACCOUNTS, { schedule: SCHEDULE });
    await shop.receive(...EVENTS);
  });
  afterAll(() => database.close());

  /** Unanswered waits by every report that tells of them: of the whole, and of each account. */
  async function unanswered(hours: Hours, now: string) {
    const bound = shop.asking({
      from: new Date('2026-03-06T00:00:00Z'),
      to: new Date('2026-03-07T00:00:00Z'),
      now: new Date(now),
      time_zone: 'UTC',
      unanswered_after_seconds: 4 * HOUR,
      limits: serviceLimits({
        schedule: SCHEDULE,
        accounts: ACCOUNTS,
        team_ids: [],
        targets: [],
        unanswered: { seconds: 4 * HOUR, hours },
        now: new Date(now),
      }),
    });
    const { client } = database;
    const [overview] = await runReport(client, 'overview', bound);
    const [day] = await runReport(client, 'overview-over-time', { ...bound, granularity: 'day' });
    const byAccount = await runReport(client, 'by-account', bound);
    const byChannel = await runReport(client, 'by-channel', bound);
    const bySource = await runReport(client, 'by-source', bound);
    const responses = await runReport(client, 'response-time', {
      ...bound,
      own: {
        kind: 'every',
        clock: 'customer',
        hours: 'calendar',
        clock_starts: 'definition',
        dated_by: 'started',
        by: [],
      },
    });
    // The share of one answered wait tells how many are not.
    const left = (share: number | null | undefined) =>
      share === null || share === undefined ? share : Math.round(1 / share) - 1;
    return {
      whole: [
        overview?.waits_unanswered,
        day?.waits_unanswered,
        left(byAccount.at(-1)?.answered_share),
        left(byChannel.at(-1)?.answered_share),
        left(bySource.at(-1)?.answered_share),
        responses.at(-1)?.waits_unanswered,
      ],
      first: [
        left(byAccount.find(({ account_id }) => account_id === '1')?.answered_share),
        left(byChannel.find(({ channel }) => channel === 'telegram')?.answered_share),
      ],
    };
  }
  const all = (whole: number, first: number) => ({ whole: Array(6).fill(whole), first: [first, first] });

  it('is by all hours what was asked more than four hours ago, in every report', async () => {
    expect(await unanswered('calendar', '2026-03-06T18:00:00Z')).toEqual(all(0, 0));
    expect(await unanswered('calendar', '2026-03-06T18:00:00.001Z')).toEqual(all(2, 1));
  });

  it('is by business hours what was asked more than four open hours ago; without a calendar all hours count', async () => {
    // The account without hours is late in the evening, the other one has been open for an hour only.
    expect(await unanswered('business', '2026-03-06T18:00:00.001Z')).toEqual(all(1, 0));
    // An hour of Friday and three of Monday, until 12:00 in Moscow.
    expect(await unanswered('business', '2026-03-09T09:00:00Z')).toEqual(all(1, 0));
    expect(await unanswered('business', '2026-03-09T09:00:00.001Z')).toEqual(all(2, 1));
  });
});
