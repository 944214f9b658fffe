import { openTestDatabase, type TestDatabase } from '../../testing/database.js';
import { putWaits, type StatedWait } from '../../testing/put-waits.js';
import { aBotReply, aMessage, aReply } from '../../testing/factories/index.js';
import { anAccount, openWorkspace, type TestAccount, type TestWorkspace } from '../../testing/workspace.js';
import { type BoundParams, runReport, type ReportRow } from '../index.js';

const NONE = {
  agent_id: null,
  agent_name: null,
  team_id: null,
  team_name: null,
  channel: null,
  account_id: null,
  account_name: null,
  arrival: null,
  ref: null,
  hour_of_day: null,
  weekday: null,
};
const NOTHING: ReportRow<'response-time'> = {
  period: 'current',
  is_total: true,
  ...NONE,
  waits_answered: 0,
  response_mean_seconds: null,
  response_median_seconds: null,
  response_p75_seconds: null,
  response_p90_seconds: null,
  response_p95_seconds: null,
  response_min_seconds: null,
  response_max_seconds: null,
  waits_over_30_days: 0,
  waits_unanswered: 0,
  answered_share: null,
  waits_with_target: 0,
  waits_within_target: 0,
  target_share: null,
  waits_without_calendar: 0,
  waits_answered_off_hours: 0,
  outgoing_covered_share: null,
};
/** Monday, 2026-03-02, in Moscow. */
const monday = {
  from: new Date('2026-03-01T21:00:00Z'),
  to: new Date('2026-03-02T21:00:00Z'),
  now: new Date('2026-03-10T00:00:00Z'),
};
const own = {
  kind: 'every',
  clock: 'customer',
  hours: 'calendar',
  clock_starts: 'definition',
  dated_by: 'started',
  by: [] as string[],
};
const minutes = (count: number) => count * 60_000;

describe('response-time', () => {
  let database: TestDatabase;
  let last = 0;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  const open = (accounts: readonly TestAccount[] = [anAccount()]) =>
    openWorkspace(database.client, ++last, accounts);
  const put = (...waits: StatedWait[]) => putWaits(database.client, last, waits);
  const ask = (shop: TestWorkspace, more: Partial<typeof own> = {}, stated: Partial<BoundParams> = {}) =>
    runReport(
      database.client,
      'response-time',
      shop.asking({ ...monday, ...stated, own: { ...own, ...more } }),
    );
  const total = async (...asked: Parameters<typeof ask>) => (await ask(...asked)).at(-1)!;

  it('tells every number of a day, counted by hand', async () => {
    const shop = await open();
    await shop.receive(
      // Anna: 60 s; then 600 s.
      aMessage({ occurred_at: '2026-03-02T09:00:00Z' }),
      aReply({ occurred_at: '2026-03-02T09:01:00Z' }),
      aMessage({ occurred_at: '2026-03-02T09:10:00Z' }),
      aReply({ occurred_at: '2026-03-02T09:20:00Z' }),
      // Boris: 120 s, after a bot.
      aMessage({ contact: { id: 'boris' }, occurred_at: '2026-03-02T10:00:00Z' }),
      aBotReply({ contact: { id: 'boris' }, occurred_at: '2026-03-02T10:00:05Z' }),
      aReply({ contact: { id: 'boris' }, occurred_at: '2026-03-02T10:02:00Z' }),
      // Clara: nobody.
      aMessage({ contact: { id: 'clara' }, occurred_at: '2026-03-02T11:00:00Z' }),
    );
    expect(await ask(shop)).toEqual([
      {
        ...NOTHING,
        waits_answered: 3,
        response_mean_seconds: 260,
        response_median_seconds: 120,
        response_p75_seconds: 360,
        // 120 + 0.8 × 480, 120 + 0.9 × 480.
        response_p90_seconds: 504,
        response_p95_seconds: 552,
        response_min_seconds: 60,
        response_max_seconds: 600,
        waits_unanswered: 1,
        answered_share: 0.75,
        outgoing_covered_share: 1,
      },
    ]);
    expect(await total(shop, { kind: 'first' })).toMatchObject({
      waits_answered: 2,
      response_median_seconds: 90,
      waits_unanswered: 1,
      answered_share: 2 / 3,
    });
    expect(await total(shop, { kind: 'next' })).toMatchObject({
      waits_answered: 1,
      response_median_seconds: 600,
      waits_unanswered: 0,
      answered_share: 1,
    });
    expect(await ask(shop, {}, { from: monday.to, to: new Date('2026-03-03T21:00:00Z') })).toEqual([NOTHING]);
  });

  it('leaves waits longer than 30 days out of the mean only', async () => {
    const shop = await open();
    await put(
      { waiting_since: '2026-03-02T09:00:00Z', answered_at: '2026-03-02T09:01:00Z' },
      // Exactly 30 days, and a millisecond more.
      { waiting_since: '2026-03-02T09:00:00Z', answered_at: '2026-04-01T09:00:00Z' },
      { waiting_since: '2026-03-02T09:00:00Z', answered_at: '2026-04-01T09:00:00.001Z' },
    );
    expect(await total(shop)).toMatchObject({
      waits_answered: 3,
      response_mean_seconds: (60 + 2_592_000) / 2,
      response_median_seconds: 2_592_000,
      response_max_seconds: 2_592_000.001,
      waits_over_30_days: 1,
    });
  });

  it('measures by either clock, from the hand-off, from the assignment, and with either start', async () => {
    const shop = await open();
    const agent = '77';
    await put(
      // 10 min in all; settled after 1, handed off after 4, assigned after 7.
      {
        waiting_since: '2026-03-02T09:00:00Z',
        settled_at: '2026-03-02T09:01:00Z',
        handed_off_at: '2026-03-02T09:04:00Z',
        assigned_at: '2026-03-02T09:07:00Z',
        answered_at: '2026-03-02T09:10:00Z',
        answered_by: agent,
      },
      // Assigned before the wait: the answer was not the first thing done after it.
      {
        waiting_since: '2026-03-02T10:00:00Z',
        settled_at: '2026-03-02T10:00:30Z',
        assigned_at: '2026-03-02T08:00:00Z',
        answered_at: '2026-03-02T10:20:00Z',
        answered_by: agent,
      },
    );
    const lengths = async (more: Partial<typeof own>) => {
      const row = await total(shop, more);
      return [row.waits_answered, row.response_min_seconds, row.response_max_seconds];
    };
    expect(await lengths({})).toEqual([2, 600, 1200]);
    expect(await lengths({ clock_starts: 'last' })).toEqual([2, 540, 1170]);
    expect(await lengths({ clock: 'agent' })).toEqual([2, 360, 1200]);
    expect(await lengths({ clock: 'agent', clock_starts: 'last' })).toEqual([2, 360, 1170]);
    expect(await lengths({ kind: 'after_hand_off' })).toEqual([1, 360, 360]);
    expect(await lengths({ kind: 'after_assignment', clock: 'customer' })).toEqual([1, 180, 180]);
  });

  it('starts where the definition says, unless asked otherwise', async () => {
    const shop = await open();
    await put({
      waiting_since: '2026-03-02T09:00:00Z',
      settled_at: '2026-03-02T09:01:00Z',
      clock_started_at: '2026-03-02T09:01:00Z',
      answered_at: '2026-03-02T09:10:00Z',
    });
    expect((await total(shop)).response_median_seconds).toBe(540);
    expect((await total(shop, { clock_starts: 'first' })).response_median_seconds).toBe(600);
  });

  it('measures open hours by the account’s calendar or the agent’s; without one the length is not known', async () => {
    const shop = await open();
    await put(
      // 2 h by the clock; 30 min open for the account, 45 for the agent.
      {
        waiting_since: '2026-03-02T09:00:00Z',
        answered_at: '2026-03-02T11:00:00Z',
        calendar_id: 1,
        since_business_ms: minutes(1000),
        answered_business_ms: minutes(1030),
        agent_calendar_id: 2,
        agent_since_business_ms: minutes(500),
        agent_answered_business_ms: minutes(545),
      },
      // Begun and answered while closed.
      {
        waiting_since: '2026-03-02T19:00:00Z',
        answered_at: '2026-03-02T20:00:00Z',
        calendar_id: 1,
        since_business_ms: minutes(1100),
        answered_business_ms: minutes(1100),
        answered_off_hours: 1,
      },
      { waiting_since: '2026-03-02T12:00:00Z', answered_at: '2026-03-02T12:05:00Z', answered_off_hours: 1 },
      { waiting_since: '2026-03-02T12:00:00Z' },
    );
    expect(await total(shop, { hours: 'business' })).toMatchObject({
      waits_answered: 3,
      response_mean_seconds: 900,
      response_median_seconds: 900,
      response_min_seconds: 0,
      response_max_seconds: 1800,
      waits_without_calendar: 1,
      waits_answered_off_hours: 1,
      waits_unanswered: 1,
      answered_share: 0.75,
    });
    expect(await total(shop, { hours: 'business', clock: 'agent' })).toMatchObject({
      waits_answered: 3,
      response_median_seconds: 2700,
      waits_without_calendar: 2,
    });
    expect(await total(shop)).toMatchObject({ waits_without_calendar: 0, response_max_seconds: 7200 });
  });

  it('knows no business time at all where there is no calendar, and says so', async () => {
    const shop = await open();
    await put({ waiting_since: '2026-03-02T12:00:00Z', answered_at: '2026-03-02T12:05:00Z' });
    expect(await ask(shop, { hours: 'business' })).toEqual([
      { ...NOTHING, waits_answered: 1, waits_without_calendar: 1, answered_share: 1 },
    ]);
  });

  it('dates waits by their answer where asked, and then has only answered ones', async () => {
    const shop = await open();
    await put(
      { waiting_since: '2026-02-27T12:00:00Z', answered_at: '2026-03-02T12:00:00Z' },
      { waiting_since: '2026-03-02T12:00:00Z', answered_at: '2026-03-03T12:00:00Z' },
      { waiting_since: '2026-03-02T12:00:00Z' },
    );
    expect(await total(shop, { dated_by: 'answered' })).toMatchObject({
      waits_answered: 1,
      response_median_seconds: 259_200,
      waits_unanswered: 0,
      answered_share: 1,
    });
    expect(await total(shop)).toMatchObject({ waits_answered: 1, response_median_seconds: 86_400 });
  });

  it('is null where no account lets answers be seen, row by row', async () => {
    const shop = await open([anAccount(), anAccount({ account_id: 2, channel: 'viber', outgoing: 'never' })]);
    await shop.receive(
      aMessage({ occurred_at: '2026-03-02T09:00:00Z' }),
      aReply({ occurred_at: '2026-03-02T09:01:00Z' }),
      aMessage({ account_id: '2', occurred_at: '2026-03-02T09:00:00Z' }),
      aMessage({ account_id: '2', occurred_at: '2026-03-02T09:00:01Z' }),
    );
    const [telegram, viber, all] = await ask(shop, { by: ['channel'] });
    expect(telegram).toMatchObject({ channel: 'telegram', waits_answered: 1, outgoing_covered_share: 1 });
    const unknown = Object.fromEntries(
      Object.entries(NOTHING).map(([key, value]) => [key, typeof value === 'number' ? null : value]),
    );
    expect(viber).toEqual({ ...unknown, is_total: false, channel: 'viber', outgoing_covered_share: 0 });
    expect(all).toMatchObject({ is_total: true, waits_answered: 1, outgoing_covered_share: 1 / 3 });
    expect(await ask(shop, {}, { account_ids: ['2'] })).toEqual([{ ...unknown, outgoing_covered_share: 0 }]);
  });

  it('shows nothing of another workspace, and the period it is compared to apart', async () => {
    const shop = await open();
    await put({ waiting_since: '2026-03-01T12:00:00Z', answered_at: '2026-03-01T12:05:00Z' });
    const previous = { from: new Date('2026-02-28T21:00:00Z'), to: monday.from };
    const rows = await ask(shop, {}, { previous });
    expect(rows.map((row) => [row.period, row.waits_answered])).toEqual([
      ['current', 0],
      ['previous', 1],
    ]);
    const other = await open();
    expect(await ask(other, {}, { previous })).toEqual([NOTHING, { ...NOTHING, period: 'previous' }]);
  });

  it('counts both edges of the period to the millisecond', async () => {
    const shop = await open();
    const answered_at = '2026-03-02T22:00:00Z';
    await put(
      { waiting_since: '2026-03-01T20:59:59.999Z', answered_at },
      { waiting_since: '2026-03-01T21:00:00.000Z', answered_at },
      { waiting_since: '2026-03-02T20:59:59.999Z', answered_at },
      { waiting_since: '2026-03-02T21:00:00.000Z', answered_at },
    );
    expect((await total(shop)).waits_answered).toBe(2);
  });
});
