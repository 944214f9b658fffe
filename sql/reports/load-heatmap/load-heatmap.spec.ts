import { openTestDatabase, type TestDatabase } from '../../testing/database.js';
import { aMessage, aReply } from '../../testing/factories/index.js';
import { putWaits } from '../../testing/put-waits.js';
import { anAccount, openWorkspace, type TestAccount, type TestWorkspace } from '../../testing/workspace.js';
import { type BoundParams, runReport } from '../index.js';

const own = { kind: 'every', clock: 'customer', hours: 'calendar', clock_starts: 'definition' };
/** A week of UTC, from Monday on. */
const week = {
  from: new Date('2026-03-02T00:00:00Z'),
  to: new Date('2026-03-09T00:00:00Z'),
  now: new Date('2026-06-01T00:00:00Z'),
  time_zone: 'UTC',
};

describe('load-heatmap', () => {
  let database: TestDatabase;
  let last = 500;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  const open = (accounts: readonly TestAccount[] = [anAccount()]) =>
    openWorkspace(database.client, ++last, accounts);
  const ask = (shop: TestWorkspace, stated: Partial<BoundParams> = {}) =>
    runReport(
      database.client,
      'load-heatmap',
      shop.asking({ ...week, ...stated, own: { ...own, ...stated.own } }),
    );
  /** The hours in which something happened: day, hour; messages, begun, answered, median, seen. */
  const busy = async (...asked: Parameters<typeof ask>) =>
    (await ask(...asked))
      .filter((row) => row.messages_received || row.waits_begun || row.waits_answered)
      .map(({ period: _period, times_in_period: _times, ...row }) => Object.values(row));
  const times = async (stated: Partial<BoundParams>) => {
    const rows = await ask(await open(), stated);
    const found = new Map<number | null, string[]>();
    for (const { weekday, hour_of_day, times_in_period } of rows)
      found.set(times_in_period, [...(found.get(times_in_period) ?? []), `${weekday} ${hour_of_day}`]);
    return found;
  };

  it('counts messages and waits where they begin, answers where they are given', async () => {
    const shop = await open();
    await shop.receive(
      // Monday: Anna writes twice at 9, is answered at 9 after 30 min; Boris at 9:50, answered at 10:10.
      aMessage({ occurred_at: '2026-03-02T09:00:00Z' }),
      aMessage({ occurred_at: '2026-03-02T09:00:10Z' }),
      aReply({ occurred_at: '2026-03-02T09:30:00Z' }),
      aMessage({ contact: { id: 'boris' }, occurred_at: '2026-03-02T09:50:00Z' }),
      aReply({ contact: { id: 'boris' }, occurred_at: '2026-03-02T10:10:00Z' }),
      // Sunday: nobody answers.
      aMessage({ contact: { id: 'clara' }, occurred_at: '2026-03-08T23:59:59Z' }),
      // Begun the week before, answered on Tuesday; begun this week, answered in the next.
      aMessage({ contact: { id: 'dora' }, occurred_at: '2026-03-01T12:00:00Z' }),
      aReply({ contact: { id: 'dora' }, occurred_at: '2026-03-03T08:00:00Z' }),
      aMessage({ contact: { id: 'eva' }, occurred_at: '2026-03-06T12:00:00Z' }),
      aReply({ contact: { id: 'eva' }, occurred_at: '2026-03-09T00:00:00Z' }),
    );
    expect(await ask(shop)).toHaveLength(168);
    expect(await busy(shop)).toEqual([
      [1, 9, 3, 2, 1, 1500, 1],
      [1, 10, 0, 0, 1, null, null],
      [2, 8, 0, 0, 1, null, null],
      [5, 12, 1, 1, 0, 216_000, 1],
      [7, 23, 1, 1, 0, null, 1],
    ]);
    // At 9:00Z it is 14:45 there.
    expect((await busy(shop, { time_zone: 'Asia/Kathmandu' }))[0]).toEqual([1, 5, 1, 1, 0, null, 1]);
    expect((await ask(shop, { own: { kind: 'next' } })).every((row) => row.waits_begun === 0)).toBe(true);
  });

  it('gives no messages to an agent, only waits and answers', async () => {
    const shop = await open();
    await putWaits(database.client, last, [
      { waiting_since: '2026-03-02T09:00:00Z', answered_at: '2026-03-02T09:10:00Z', answered_by: '7' },
      { waiting_since: '2026-03-02T09:00:00Z', answered_at: '2026-03-02T09:20:00Z', answered_by: '8' },
    ]);
    expect(await busy(shop)).toEqual([[1, 9, 0, 2, 2, 900, null]]);
    expect(await busy(shop, { agent_ids: ['7'] })).toEqual([[1, 9, null, 1, 1, 600, null]]);
    expect((await ask(shop, { refs: ['spring'] })).every((row) => row.messages_received === null)).toBe(true);
  });

  it('tells how often each hour came: once a week, and not at all what is still to come', async () => {
    expect([...(await times({})).keys()]).toEqual([1]);
    const until = new Date('2026-03-03T10:20:00Z');
    const soFar = await times({ now: until });
    expect(soFar.get(1)).toHaveLength(35);
    expect(soFar.get(1)?.at(-1)).toBe('2 10');
    expect([...(await times({ now: new Date('2026-01-01T00:00:00Z') })).keys()]).toEqual([0]);
  });

  it('has an hour twice, and an hour not at all, on days on which clocks change', async () => {
    const berlin = { time_zone: 'Europe/Berlin' };
    const spring = await times({
      from: new Date('2026-03-22T23:00:00Z'),
      to: new Date('2026-03-29T22:00:00Z'),
      ...berlin,
    });
    expect(spring.get(0)).toEqual(['7 2']);
    expect(spring.get(1)).toHaveLength(167);
    const autumn = await times({
      from: new Date('2026-10-18T22:00:00Z'),
      to: new Date('2026-10-25T23:00:00Z'),
      now: new Date('2026-12-01T00:00:00Z'),
      ...berlin,
    });
    expect(autumn.get(2)).toEqual(['7 2']);
    expect(autumn.get(1)).toHaveLength(167);
    // +05:45, and a period that is cut within hours: those of both edges came.
    const kathmandu = await times({
      from: new Date('2026-03-02T00:00:00Z'),
      to: new Date('2026-03-02T01:00:00Z'),
      time_zone: 'Asia/Kathmandu',
    });
    expect(kathmandu.get(1)).toEqual(['1 5', '1 6']);
  });

  it('is null where no account lets answers be seen, and shows nothing of another workspace', async () => {
    const shop = await open([anAccount({ outgoing: 'never' })]);
    await shop.receive(aMessage({ occurred_at: '2026-03-02T09:00:00Z' }));
    expect(await busy(shop)).toEqual([[1, 9, 1, null, null, null, 0]]);
    expect(await busy(await open())).toEqual([]);
  });
});
