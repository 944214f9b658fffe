import { GRANULARITIES, type Granularity } from '@parley/contracts';
import { openTestDatabase, type TestDatabase } from '../../testing/database.js';
import { aMessage, aReply } from '../../testing/factories/index.js';
import { putDialogues, putWaits, type StatedWait } from '../../testing/put-waits.js';
import { anAccount, openWorkspace, type TestAccount, type TestWorkspace } from '../../testing/workspace.js';
import { NO_LIMITS } from '../bound-params.js';
import { type BoundParams, runReport, type ReportRow } from '../index.js';

const own = {
  kind: 'every',
  clock: 'customer',
  hours: 'calendar',
  clock_starts: 'definition',
  dated_by: 'started',
};
const now = new Date('2030-01-01T00:00:00Z');
const wait = (waiting_since: string, seconds: number): StatedWait => ({
  waiting_since,
  answered_at: new Date(Date.parse(waiting_since) + seconds * 1000).toISOString(),
});

describe('response-over-time', () => {
  let database: TestDatabase;
  let last = 400;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  const open = (accounts: readonly TestAccount[] = [anAccount()]) =>
    openWorkspace(database.client, ++last, accounts);
  const put = (...waits: StatedWait[]) => putWaits(database.client, last, waits);
  const ask = (
    shop: TestWorkspace,
    from: string,
    to: string,
    granularity: Granularity,
    time_zone: string,
    stated: Partial<BoundParams> = {},
  ) =>
    runReport(
      database.client,
      'response-over-time',
      shop.asking({
        from: new Date(from),
        to: new Date(to),
        now,
        granularity,
        time_zone,
        ...stated,
        own: { ...own, ...stated.own },
      }),
    );
  const nothing: Omit<ReportRow<'response-over-time'>, 'bucket_start' | 'bucket_end'> = {
    period: 'current',
    is_partial: false,
    waits_answered: 0,
    response_mean_seconds: null,
    response_median_seconds: null,
    response_p90_seconds: null,
    waits_unanswered: 0,
    answered_share: null,
    waits_with_target: 0,
    waits_within_target: 0,
    target_share: null,
    waits_without_calendar: 0,
    outgoing_covered_share: null,
  };

  it('gives each day of a zone, also the empty one, counted by hand', async () => {
    const shop = await open();
    await put(
      wait('2026-03-01T21:00:00Z', 60),
      wait('2026-03-02T20:59:59.999Z', 120),
      wait('2026-03-02T12:00:00Z', 600),
      { waiting_since: '2026-03-02T13:00:00Z' },
      wait('2026-03-03T21:00:00Z', 30),
    );
    await putDialogues(database.client, last, [
      { started_at: '2026-03-01T21:00:00Z', messages_received: 2 },
      { started_at: '2026-03-02T12:00:00Z', messages_received: 3, account_id: 2 },
    ]);
    const limits = {
      ...NO_LIMITS,
      target_keys: ['0|telegram'],
      first_target_ms: [120_000],
      next_target_ms: [0],
    };
    const rows = await ask(shop, '2026-03-01T21:00:00Z', '2026-03-04T20:00:00Z', 'day', 'Europe/Moscow', {
      limits,
    });
    expect(rows).toEqual([
      {
        ...nothing,
        bucket_start: '2026-03-01T21:00:00.000Z',
        bucket_end: '2026-03-02T21:00:00.000Z',
        waits_answered: 3,
        response_mean_seconds: 260,
        response_median_seconds: 120,
        response_p90_seconds: 504,
        waits_unanswered: 1,
        answered_share: 0.75,
        waits_with_target: 4,
        waits_within_target: 2,
        target_share: 0.5,
        outgoing_covered_share: 0.4,
      },
      { ...nothing, bucket_start: '2026-03-02T21:00:00.000Z', bucket_end: '2026-03-03T21:00:00.000Z' },
      {
        ...nothing,
        bucket_start: '2026-03-03T21:00:00.000Z',
        bucket_end: '2026-03-04T20:00:00.000Z',
        is_partial: true,
        waits_answered: 1,
        response_mean_seconds: 30,
        response_median_seconds: 30,
        response_p90_seconds: 30,
        answered_share: 1,
        waits_with_target: 1,
        waits_within_target: 1,
        target_share: 1,
      },
    ]);
  });

  it.each([
    // A day of 23 hours, one of 25; hours that begin at a quarter past; weeks from Sunday; a day that is not over.
    [
      'Europe/Berlin',
      'day',
      '2026-03-28T23:00Z',
      '2026-03-30T22:00Z',
      ['28T23:00 to 29T22:00', '29T22:00 to 30T22:00'],
    ],
    ['Europe/Berlin', 'day', '2026-10-24T22:00Z', '2026-10-25T23:00Z', ['24T22:00 to 25T23:00']],
    [
      'Europe/Berlin',
      'hour',
      '2026-10-25T00:00Z',
      '2026-10-25T02:00Z',
      ['25T00:00 to 25T01:00', '25T01:00 to 25T02:00'],
    ],
    [
      'Asia/Kathmandu',
      'hour',
      '2026-03-02T18:15Z',
      '2026-03-02T19:30Z',
      ['02T18:15 to 02T19:15', '02T19:15 to 02T19:30 *'],
    ],
    [
      'Europe/Moscow',
      'week',
      '2026-03-06T21:00Z',
      '2026-03-14T21:00Z',
      ['06T21:00 to 07T21:00 *', '07T21:00 to 14T21:00'],
    ],
  ] as const)('cuts %s into %ss from %s to %s', async (zone, granularity, from, to, expected) => {
    const rows = await ask(await open(), from, to, granularity, zone, { week_start: 'sunday' });
    const short = (instant: string) => instant.slice(8, 16);
    expect(
      rows.map(
        (row) => `${short(row.bucket_start)} to ${short(row.bucket_end)}${row.is_partial ? ' *' : ''}`,
      ),
    ).toEqual([...expected]);
  });

  it('marks what is not over yet, and is null before an account could tell of answers', async () => {
    const shop = await open([anAccount({ outgoing: 'auto' })]);
    await shop.receive(
      aMessage({ occurred_at: '2026-03-02T09:00:00Z' }),
      aMessage({ contact: { id: 'boris' }, occurred_at: '2026-03-03T09:00:00Z' }),
      aReply({ contact: { id: 'boris' }, occurred_at: '2026-03-03T08:00:00Z' }),
      aReply({ contact: { id: 'boris' }, occurred_at: '2026-03-03T09:05:00Z' }),
    );
    const rows = await ask(shop, '2026-03-02T00:00Z', '2026-03-05T00:00Z', 'day', 'UTC', {
      now: new Date('2026-03-04T12:00:00Z'),
    });
    expect(
      rows.map((row) => [
        row.is_partial,
        row.waits_answered,
        row.waits_unanswered,
        row.outgoing_covered_share,
      ]),
    ).toEqual([
      [false, null, null, 0],
      [false, 1, 0, 1],
      [true, 0, 0, null],
    ]);
  });

  it('dates answers by their day where asked, and gives the previous period after this one', async () => {
    const shop = await open();
    await put(wait('2026-03-02T23:30:00Z', 3600), wait('2026-03-01T12:00:00Z', 60));
    const days = async (dated_by: string) =>
      (
        await ask(shop, '2026-03-02T00:00Z', '2026-03-04T00:00Z', 'day', 'UTC', {
          own: { dated_by },
          previous: { from: new Date('2026-03-01T00:00Z'), to: new Date('2026-03-02T00:00Z') },
        })
      ).map((row) => [row.period, row.waits_answered]);
    expect(await days('started')).toEqual([
      ['current', 1],
      ['current', 0],
      ['previous', 1],
    ]);
    expect(await days('answered')).toEqual([
      ['current', 0],
      ['current', 1],
      ['previous', 1],
    ]);
  });

  it('adds up to response-time in every unit, wherever numbers may be added', async () => {
    const shop = await open();
    const hour = 3_600_000;
    await put(
      ...Array.from({ length: 200 }, (_, nth) =>
        wait(new Date(Date.UTC(2026, 0, 1) + nth * 41 * hour).toISOString(), nth * 7),
      ),
      { waiting_since: '2026-03-02T13:00:00Z' },
    );
    for (const granularity of GRANULARITIES.filter((one) => one !== 'hour')) {
      const rows = await ask(shop, '2026-01-01T00:00Z', '2027-01-01T00:00Z', granularity, 'Asia/Kathmandu');
      const sum = (key: 'waits_answered' | 'waits_unanswered') =>
        rows.reduce((before, row) => before + (row[key] ?? 0), 0);
      expect([granularity, sum('waits_answered'), sum('waits_unanswered')]).toEqual([granularity, 200, 1]);
    }
  });
});
