import { PERIOD_PRESETS } from '@parley/contracts';
import { addDays, autoGranularity, dayIn, granularitiesFor, lengthInDays, resolvePreset } from './resolve';

const MOSCOW = 'Europe/Moscow';
/** Sunday evening in UTC, already Monday in Vladivostok. */
const NOW = new Date('2026-11-22T18:15:30Z');

describe('resolvePreset', () => {
  it.each([
    ['today', '2026-11-22', '2026-11-23'],
    ['yesterday', '2026-11-21', '2026-11-22'],
    ['last_7_days', '2026-11-16', '2026-11-23'],
    ['last_30_days', '2026-10-24', '2026-11-23'],
    ['last_90_days', '2026-08-25', '2026-11-23'],
    ['this_week', '2026-11-16', '2026-11-23'],
    ['this_month', '2026-11-01', '2026-12-01'],
    ['last_month', '2026-10-01', '2026-11-01'],
    ['this_year', '2026-01-01', '2027-01-01'],
  ] as const)('%s is [%s, %s)', (preset, from, to) => {
    expect(resolvePreset(preset, NOW, MOSCOW)).toEqual({ from, to });
  });

  it('begins this week with Sunday where the workspace does', () => {
    // 22 November 2026 is a Sunday.
    expect(resolvePreset('this_week', NOW, MOSCOW, 'sunday')).toEqual({
      from: '2026-11-22',
      to: '2026-11-29',
    });
    const saturday = new Date('2026-11-21T12:00:00Z');
    expect(resolvePreset('this_week', saturday, MOSCOW, 'sunday').from).toBe('2026-11-15');
  });

  it('takes last_24_hours to the minute that is running', () => {
    expect(resolvePreset('last_24_hours', NOW, MOSCOW)).toEqual({
      from: '2026-11-21T18:16:00.000Z',
      to: '2026-11-22T18:16:00.000Z',
    });
  });

  it('asks which day it is in the zone, not in UTC', () => {
    expect(resolvePreset('today', NOW, 'Asia/Vladivostok').from).toBe('2026-11-23');
    expect(resolvePreset('this_week', NOW, 'Asia/Vladivostok').from).toBe('2026-11-23');
    expect(resolvePreset('today', new Date('2026-11-22T03:00:00Z'), 'America/New_York').from).toBe(
      '2026-11-21',
    );
  });

  it('is not moved by a clock change', () => {
    // Berlin puts its clocks forward on 29 March 2026 and back on 25 October 2026.
    expect(resolvePreset('last_7_days', new Date('2026-03-29T21:59:00Z'), 'Europe/Berlin')).toEqual({
      from: '2026-03-23',
      to: '2026-03-30',
    });
    expect(resolvePreset('today', new Date('2026-10-25T22:59:00Z'), 'Europe/Berlin').from).toBe('2026-10-25');
    expect(resolvePreset('yesterday', new Date('2026-10-25T23:00:00Z'), 'Europe/Berlin').from).toBe(
      '2026-10-25',
    );
  });

  it('knows January and leap years', () => {
    const january = new Date('2028-01-31T12:00:00Z');
    expect(resolvePreset('last_month', january, 'UTC')).toEqual({ from: '2027-12-01', to: '2028-01-01' });
    const march = new Date('2028-03-01T12:00:00Z');
    expect(resolvePreset('yesterday', march, 'UTC').from).toBe('2028-02-29');
  });

  it('gives every preset a length', () => {
    for (const preset of PERIOD_PRESETS) {
      expect(lengthInDays(resolvePreset(preset, NOW, MOSCOW))).toBeGreaterThan(0);
    }
  });
});

describe('days', () => {
  it('are local to the zone', () => {
    expect(dayIn('Pacific/Apia', new Date('2026-11-22T12:00:00Z'))).toBe('2026-11-23');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
  });
});

describe('granularity', () => {
  const days = (count: number) => ({ from: '2026-01-01', to: addDays('2026-01-01', count) });

  it('grows with the period', () => {
    expect([1, 2, 7, 92, 120, 400, 2000, 4000].map((count) => autoGranularity(days(count)))).toEqual([
      'hour',
      'hour',
      'day',
      'day',
      'week',
      'month',
      'quarter',
      'year',
    ]);
  });

  it('offers only what makes a readable chart, the automatic one among them', () => {
    expect(granularitiesFor(days(1))).toEqual(['hour']);
    expect(granularitiesFor(days(30))).toEqual(['day', 'week']);
    for (const count of [1, 2, 3, 14, 15, 92, 93, 370, 371, 1500, 3700, 10_000]) {
      expect(granularitiesFor(days(count))).toContain(autoGranularity(days(count)));
    }
  });
});
