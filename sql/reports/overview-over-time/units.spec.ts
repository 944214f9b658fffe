import type { Granularity, WeekStart } from '@parley/contracts';
import { openTestDatabase, type TestDatabase } from '../../testing/database.js';
import { openWorkspace, type TestWorkspace } from '../../testing/workspace.js';
import { runReport } from '../index.js';

describe('the units of overview-over-time', () => {
  let database: TestDatabase;
  let quiet: TestWorkspace;
  beforeAll(async () => {
    database = await openTestDatabase();
    quiet = await openWorkspace(database.client, 1);
  });
  afterAll(() => database.close());

  /** Where the units of a period begin and end, `*` after a partial one. */
  const units = async (
    from: string,
    to: string,
    time_zone: string,
    granularity: Granularity,
    week_start: WeekStart = 'monday',
  ) => {
    const asked = { from: new Date(from), to: new Date(to), now: new Date('2030-01-01T00:00:00Z') };
    const bound = quiet.asking({ ...asked, time_zone, granularity, week_start });
    const minute = (instant: string) => instant.replace(/:00\.000Z$/, 'Z');
    return (await runReport(database.client, 'overview-over-time', bound)).map(
      (row) => `${minute(row.bucket_start)} ${minute(row.bucket_end)}${row.is_partial ? ' *' : ''}`,
    );
  };

  it.each([
    // A day of 23 hours, one of 25.
    [
      'Europe/Berlin',
      'day',
      '2026-03-27T23:00Z',
      '2026-03-29T22:00Z',
      ['2026-03-27T23:00Z 2026-03-28T23:00Z', '2026-03-28T23:00Z 2026-03-29T22:00Z'],
    ],
    [
      'Europe/Berlin',
      'day',
      '2026-10-24T22:00Z',
      '2026-10-26T23:00Z',
      ['2026-10-24T22:00Z 2026-10-25T23:00Z', '2026-10-25T23:00Z 2026-10-26T23:00Z'],
    ],
    // Clocks jump at midnight: the day begins at 1:00.
    [
      'America/Sao_Paulo',
      'day',
      '2018-11-03T03:00Z',
      '2018-11-05T02:00Z',
      ['2018-11-03T03:00Z 2018-11-04T03:00Z', '2018-11-04T03:00Z 2018-11-05T02:00Z'],
    ],
    [
      'Africa/Cairo',
      'day',
      '2026-04-22T22:00Z',
      '2026-04-24T21:00Z',
      ['2026-04-22T22:00Z 2026-04-23T22:00Z', '2026-04-23T22:00Z 2026-04-24T21:00Z'],
    ],
    // Midnight comes twice: the day begins at the first.
    [
      'America/Havana',
      'day',
      '2026-10-31T04:00Z',
      '2026-11-02T05:00Z',
      ['2026-10-31T04:00Z 2026-11-01T04:00Z', '2026-11-01T04:00Z 2026-11-02T05:00Z'],
    ],
    // The hour between two and three is not there.
    [
      'Europe/Berlin',
      'hour',
      '2026-03-29T00:00Z',
      '2026-03-29T02:00Z',
      ['2026-03-29T00:00Z 2026-03-29T01:00Z', '2026-03-29T01:00Z 2026-03-29T02:00Z'],
    ],
    // +05:45: local hours begin at a quarter past.
    [
      'Asia/Kathmandu',
      'hour',
      '2026-03-02T18:15Z',
      '2026-03-02T20:00Z',
      ['2026-03-02T18:15Z 2026-03-02T19:15Z', '2026-03-02T19:15Z 2026-03-02T20:00Z *'],
    ],
    [
      'Asia/Kathmandu',
      'day',
      '2026-03-01T18:15Z',
      '2026-03-02T18:15Z',
      ['2026-03-01T18:15Z 2026-03-02T18:15Z'],
    ],
    // Weeks begin on Monday: 2026-03-01 was a Sunday.
    [
      'Europe/Moscow',
      'week',
      '2026-02-28T21:00Z',
      '2026-03-08T21:00Z',
      ['2026-02-28T21:00Z 2026-03-01T21:00Z *', '2026-03-01T21:00Z 2026-03-08T21:00Z'],
    ],
    [
      'Europe/Moscow',
      'month',
      '2026-01-31T21:00Z',
      '2026-03-14T21:00Z',
      ['2026-01-31T21:00Z 2026-02-28T21:00Z', '2026-02-28T21:00Z 2026-03-14T21:00Z *'],
    ],
    [
      'Europe/London',
      'quarter',
      '2026-01-01T00:00Z',
      '2026-06-30T23:00Z',
      ['2026-01-01T00:00Z 2026-03-31T23:00Z', '2026-03-31T23:00Z 2026-06-30T23:00Z'],
    ],
    [
      'America/New_York',
      'year',
      '2024-01-01T05:00Z',
      '2026-01-01T05:00Z',
      ['2024-01-01T05:00Z 2025-01-01T05:00Z', '2025-01-01T05:00Z 2026-01-01T05:00Z'],
    ],
    // The island skipped 2011-12-30: there is no such day.
    [
      'Pacific/Apia',
      'day',
      '2011-12-29T10:00Z',
      '2011-12-31T10:00Z',
      ['2011-12-29T10:00Z 2011-12-30T10:00Z', '2011-12-30T10:00Z 2011-12-31T10:00Z'],
    ],
    [
      'Europe/Moscow',
      'day',
      '2026-03-02T09:30Z',
      '2026-03-02T09:31Z',
      ['2026-03-02T09:30Z 2026-03-02T09:31Z *'],
    ],
  ] as const)('cuts %s into %ss from %s to %s', async (zone, granularity, from, to, expected) => {
    expect(await units(from, to, zone, granularity)).toEqual([...expected]);
  });

  it('begin weeks with the Sunday of the zone where the workspace does', async () => {
    // From Saturday to Monday, over the clock change of Sunday, 29 March 2026.
    const [from, to] = ['2026-03-27T23:00Z', '2026-03-30T22:00Z'] as const;
    expect(await units(from, to, 'Europe/Berlin', 'week', 'sunday')).toEqual([
      '2026-03-27T23:00Z 2026-03-28T23:00Z *',
      '2026-03-28T23:00Z 2026-03-30T22:00Z *',
    ]);
    expect(await units(from, to, 'Europe/Berlin', 'week')).toEqual([
      '2026-03-27T23:00Z 2026-03-29T22:00Z *',
      '2026-03-29T22:00Z 2026-03-30T22:00Z *',
    ]);
  });
});
