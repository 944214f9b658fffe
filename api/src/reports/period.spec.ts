import { describe, expect, it } from '@jest/globals';
import { checkBuckets, previousOf, resolvePeriod } from './period.js';

const iso = (period: { from: { toJSDate(): Date }; to: { toJSDate(): Date } } | null) =>
  period === null ? null : [period.from.toJSDate().toISOString(), period.to.toJSDate().toISOString()];
const period = (from: string, to: string, zone: string) =>
  resolvePeriod({ from, to, compare_to: 'none' }, zone);

describe('a period', () => {
  it('of days is cut at local midnights', () => {
    expect(iso(period('2026-11-22', '2026-11-23', 'Europe/Moscow'))).toEqual([
      '2026-11-21T21:00:00.000Z',
      '2026-11-22T21:00:00.000Z',
    ]);
    expect(iso(period('2026-11-22', '2026-11-23', 'Asia/Kathmandu'))).toEqual([
      '2026-11-21T18:15:00.000Z',
      '2026-11-22T18:15:00.000Z',
    ]);
  });

  it('has 23 and 25 hours when the clocks change', () => {
    const hours = (from: string, to: string) => {
      const { from: a, to: b } = period(from, to, 'Europe/Berlin');
      return b.diff(a, 'hours').hours;
    };
    expect(hours('2026-03-29', '2026-03-30')).toBe(23);
    expect(hours('2026-10-25', '2026-10-26')).toBe(25);
  });

  it('begins with the first moment of a day that has no midnight', () => {
    // Cairo turns its clocks at midnight: 24 April 2026 begins at 01:00.
    expect(iso(period('2026-04-24', '2026-04-25', 'Africa/Cairo'))).toEqual([
      '2026-04-23T22:00:00.000Z',
      '2026-04-24T21:00:00.000Z',
    ]);
  });

  it('takes instants as they are', () => {
    expect(iso(period('2026-11-22T10:00:00+05:45', '2026-11-22T10:00:00Z', 'Europe/Moscow'))).toEqual([
      '2026-11-22T04:15:00.000Z',
      '2026-11-22T10:00:00.000Z',
    ]);
  });

  it.each([
    ['2026-11-22', '2026-11-22'],
    ['2026-11-23', '2026-11-22'],
    ['1900-01-01', '2026-01-01'],
    ['2026-01-01', '2106-01-02'],
    ['2026-01-01', '2106-01-01T00:00:01Z'],
    ['2026-01-01', '9999-01-01'],
  ])('from %s to %s is refused', (from, to) => {
    expect(() => period(from, to, 'UTC')).toThrow(expect.objectContaining({ code: 'period_invalid' }));
  });
});

it('may last as long as there can be events', () => {
  expect(iso(period('1971-01-01', '2106-01-01', 'America/New_York'))).toEqual([
    '1971-01-01T05:00:00.000Z',
    '2106-01-01T05:00:00.000Z',
  ]);
});

describe('the period before', () => {
  const before = (from: string, to: string, zone = 'Europe/Berlin') =>
    iso(previousOf(period(from, to, zone), 'previous_period'));

  it('of a month is the month before, whatever its length', () => {
    expect(before('2026-03-01', '2026-04-01', 'UTC')).toEqual([
      '2026-02-01T00:00:00.000Z',
      '2026-03-01T00:00:00.000Z',
    ]);
    expect(before('2026-07-01', '2026-10-01', 'UTC')).toEqual([
      '2026-04-01T00:00:00.000Z',
      '2026-07-01T00:00:00.000Z',
    ]);
  });

  it('of a week is the week before, with the same weekdays, also over a change of clocks', () => {
    expect(before('2026-03-30', '2026-04-06')).toEqual([
      '2026-03-22T23:00:00.000Z',
      '2026-03-29T22:00:00.000Z',
    ]);
  });

  it('of instants is as long and ends where it begins', () => {
    expect(before('2026-11-22T10:00:00Z', '2026-11-22T16:30:00Z')).toEqual([
      '2026-11-22T03:30:00.000Z',
      '2026-11-22T10:00:00.000Z',
    ]);
  });

  it('by weekdays is the last one with the same weekdays, also over a change of clocks', () => {
    const weekdays = (from: string, to: string) =>
      iso(previousOf(period(from, to, 'Europe/Berlin'), 'previous_weekdays'));
    // 30 days from a Wednesday: five weeks earlier, a Wednesday.
    expect(weekdays('2026-04-01', '2026-05-01')).toEqual([
      '2026-02-24T23:00:00.000Z',
      '2026-03-26T23:00:00.000Z',
    ]);
    // One day, and exactly a week, over the change of 29 March.
    expect(weekdays('2026-04-01', '2026-04-02')).toEqual([
      '2026-03-24T23:00:00.000Z',
      '2026-03-25T23:00:00.000Z',
    ]);
    expect(weekdays('2026-03-30', '2026-04-06')).toEqual([
      '2026-03-22T23:00:00.000Z',
      '2026-03-29T22:00:00.000Z',
    ]);
    expect(weekdays('2026-11-22T10:00:00Z', '2026-11-22T16:30:00Z')).toEqual([
      '2026-11-15T10:00:00.000Z',
      '2026-11-15T16:30:00.000Z',
    ]);
  });

  it('a year ago has the same dates', () => {
    const ago = (from: string, to: string) => iso(previousOf(period(from, to, 'UTC'), 'previous_year'));
    expect(ago('2026-11-01', '2026-12-01')).toEqual(['2025-11-01T00:00:00.000Z', '2025-12-01T00:00:00.000Z']);
    expect(ago('2024-02-29', '2024-03-01')).toEqual(['2023-02-28T00:00:00.000Z', '2023-03-01T00:00:00.000Z']);
    expect(ago('2024-02-28', '2024-02-29')).toEqual(['2023-02-28T00:00:00.000Z', '2023-03-01T00:00:00.000Z']);
    expect(ago('2024-02-01', '2024-02-29')).toEqual(['2023-02-01T00:00:00.000Z', '2023-03-01T00:00:00.000Z']);
  });

  it('is none before there can be any', () => {
    expect(before('2000-01-01', '2030-01-01')).toBeNull();
    expect(previousOf(period('1971-02-01', '1971-03-01', 'UTC'), 'previous_year')).toBeNull();
  });

  it('is none when none is asked for', () => {
    expect(previousOf(period('2026-11-01', '2026-12-01', 'UTC'), 'none')).toBeNull();
  });
});

describe('checkBuckets', () => {
  it('lets 5 000 pass and not one more', () => {
    const hours = (count: number) => {
      const from = new Date(Date.UTC(2026, 0, 1));
      return period(from.toISOString(), new Date(from.getTime() + count * 3_600_000).toISOString(), 'UTC');
    };
    expect(() => checkBuckets(hours(5_000), 'hour')).not.toThrow();
    expect(() => checkBuckets(hours(5_001), 'hour')).toThrow(
      expect.objectContaining({ code: 'too_many_buckets' }),
    );
    expect(() => checkBuckets(hours(5_001), 'day')).not.toThrow();
  });
});
