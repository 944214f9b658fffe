import type { EventInput } from '@parley/contracts';
import { openTestDatabase, type TestDatabase } from '../testing/database.js';
import { aMessage } from '../testing/factories/index.js';
import { anAccount, openWorkspace, type TestWorkspace } from '../testing/workspace.js';
import { readHours, readSilences } from './quality.js';

const HOUR = 3_600_000;
const WEEK = 168 * HOUR;

/** So many messages in the hour that begins there, one a minute. */
const messages = (count: number, from: number, account_id = '1'): EventInput[] =>
  Array.from({ length: count }, (_, minute) =>
    aMessage({ account_id, occurred_at: new Date(from + minute * 60_000).toISOString() }),
  );

describe('hours and silences', () => {
  let database: TestDatabase;
  let last = 0;
  let shop: TestWorkspace;

  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    shop = await openWorkspace(database.client, ++last, [anAccount(), anAccount({ account_id: 2 })]);
  });
  const hours = async (now: string, time_zone = 'Europe/Moscow', account_ids = [1]) =>
    readHours(database.client, { workspace_id: last, now: new Date(now), account_ids, time_zone });
  const silences = (now: string) =>
    readSilences(database.client, { workspace_id: last, now: new Date(now), account_ids: [1] });

  it('puts 48 hours beside the median of the same weekday and hour', async () => {
    // Wednesday 15:00 in Moscow; four weeks of 3, 5, 0 and 4 messages, another hour with 9, and the hour itself with 2.
    const hour = Date.parse('2026-03-04T12:00:00Z');
    const repeated = messages(2, hour);
    await shop.receive(
      ...messages(3, hour - 4 * WEEK),
      ...messages(5, hour - 3 * WEEK),
      ...messages(4, hour - WEEK),
      ...messages(9, hour - WEEK - HOUR),
      ...messages(1, hour - 5 * WEEK),
      ...repeated,
      ...messages(7, hour, '2'),
    );
    await shop.receive(...repeated);
    await openWorkspace(database.client, ++last);
    last -= 1;
    const rows = await hours('2026-03-04T13:30:00Z');
    expect(rows).toHaveLength(48);
    expect(rows[0]).toMatchObject({ hour_start: '2026-03-02T14:00:00.000Z', is_partial: false });
    expect(rows.slice(-3)).toEqual([
      // 0, 0, 0 and 9.
      { account_id: 1, hour_start: '2026-03-04T11:00:00.000Z', events: 0, usual: 0, is_partial: false },
      // 3, 5, 0 and 4.
      { account_id: 1, hour_start: '2026-03-04T12:00:00.000Z', events: 2, usual: 3.5, is_partial: false },
      { account_id: 1, hour_start: '2026-03-04T13:00:00.000Z', events: 0, usual: 0, is_partial: true },
    ]);
  });

  it('knows no usual where no week before was seen, and one week where there was one', async () => {
    const hour = Date.parse('2026-03-04T12:00:00Z');
    await shop.receive(...messages(6, hour - WEEK), ...messages(1, hour));
    const rows = await hours('2026-03-04T13:30:00Z');
    expect(rows.slice(-3).map(({ events, usual }) => [events, usual])).toEqual([
      [0, null],
      [1, 6],
      [0, 0],
    ]);
    expect(await hours('2026-03-04T13:30:00Z', 'Europe/Moscow', [])).toEqual([]);
  });

  it('compares nine o’clock with nine o’clock on both sides of a clock change, and cuts hours as the zone does', async () => {
    // Berlin moves to summer on 2026-03-29: nine in the morning is 08:00Z before and 07:00Z after.
    await shop.receive(
      ...messages(2, Date.parse('2026-03-23T08:00:00Z')),
      ...messages(4, Date.parse('2026-03-30T07:00:00Z')),
    );
    const rows = await hours('2026-03-30T09:00:00Z', 'Europe/Berlin');
    expect(rows.find(({ hour_start }) => hour_start === '2026-03-30T07:00:00.000Z')).toMatchObject({
      events: 4,
      usual: 2,
    });
    const kathmandu = await hours('2026-03-30T09:00:00Z', 'Asia/Kathmandu');
    expect(kathmandu.at(-1)).toMatchObject({ hour_start: '2026-03-30T08:15:00.000Z', is_partial: true });
  });

  it('calls an account silent once ten events are missing, by the median of four weeks', async () => {
    // Last event at 12:00; in the hour after it there were 9, 11, 30 and 8 in the weeks before.
    const lastAt = Date.parse('2026-03-04T12:00:00Z');
    const weeks = [9, 11, 30, 8].flatMap((count, index) => [
      ...messages(1, lastAt - (index + 1) * WEEK),
      ...messages(count, lastAt - (index + 1) * WEEK + 60_000),
    ]);
    await shop.receive(...weeks, ...messages(1, lastAt));
    await openWorkspace(database.client, ++last);
    expect(await silences('2026-03-04T13:00:00Z')).toEqual([]);
    last -= 1;
    expect(await silences('2026-03-04T13:00:00Z')).toEqual([
      { account_id: 1, since: '2026-03-04T12:00:00.000Z', expected: 10 },
    ]);
    // Nine minutes in, only 9, 9, 9 and 8 would have been usual.
    expect(await silences('2026-03-04T12:09:00Z')).toEqual([]);
    // A silence goes on for weeks, and at last the account is dead, not silent.
    expect(await silences('2026-03-14T12:00:00Z')).toMatchObject([{ expected: 10 }]);
    expect(await silences('2026-04-02T12:00:00Z')).toEqual([]);
    await shop.receive(...messages(1, Date.parse('2026-03-04T12:59:00Z')));
    expect(await silences('2026-03-04T13:00:00Z')).toEqual([]);
  });

  it('does not call a new or a small account silent', async () => {
    const lastAt = Date.parse('2026-03-04T12:00:00Z');
    await shop.receive(...messages(50, lastAt - 3 * 24 * HOUR), ...messages(1, lastAt));
    expect(await silences('2026-03-06T12:00:00Z')).toEqual([]);
  });
});
