import type { OpenHours } from '@parley/contracts';
import { Calendar, READINGS_BEGIN } from './calendar.js';
import { AROUND_THE_CLOCK, calendarHours, HOUR, MINUTE, NINE_TO_SIX, utc, weekOf } from './spec-hours.js';

const calendar = (stated: Parameters<typeof calendarHours>[0] = {}) => new Calendar(calendarHours(stated));
/** Every day the same hours in a zone. */
const daily = (time_zone: string, hours: OpenHours[]) =>
  calendar({ time_zone, versions: [{ effective_from: null, week: weekOf(hours, hours) }] });
const open = (of: Calendar, from: string, to: string) => of.openBetween(utc(from), utc(to)) / MINUTE;

describe('open time', () => {
  it('is counted from opening to closing by the clock of the zone', () => {
    // Monday, 2 March 2026: 09:00–18:00 in Moscow is 06:00–15:00 UTC.
    expect(open(calendar(), '2026-03-02T05:00:00', '2026-03-02T06:30:00')).toBe(30);
    expect(open(calendar(), '2026-03-02T10:00:00', '2026-03-02T10:10:30')).toBe(10.5);
    expect(open(calendar(), '2026-03-02T14:50:00', '2026-03-03T06:05:00')).toBe(15);
    expect(open(calendar(), '2026-03-02T16:00:00', '2026-03-02T20:00:00')).toBe(0);
  });

  it('passes over the weekend, lunch and what is closed', () => {
    expect(open(calendar(), '2026-03-06T14:00:00', '2026-03-09T07:00:00')).toBe(120);
    const lunch = calendar({
      versions: [
        {
          effective_from: null,
          week: weekOf([
            ['09:00', '13:00'],
            ['14:00', '18:00'],
          ]),
        },
      ],
    });
    expect(open(lunch, '2026-03-02T09:30:00', '2026-03-02T11:30:00')).toBe(60);
    const closed = calendar({ versions: [{ effective_from: null, week: weekOf([]) }] });
    expect(open(closed, '2020-01-01T00:00:00', '2030-01-01T00:00:00')).toBe(0);
  });

  it('follows the hours of a special day instead of the week', () => {
    const special = calendar({
      days: [
        { date: '2026-03-09', name: 'Day off', hours: [] },
        { date: '2026-03-07', name: 'Working Saturday', hours: [['10:00', '12:00']] },
      ],
    });
    expect(open(special, '2026-03-06T14:00:00', '2026-03-10T07:00:00')).toBe(60 + 120 + 60);
  });

  it('is split where a new version of the week begins, by the local day', () => {
    const changed = calendar({
      versions: [
        { effective_from: null, week: weekOf(NINE_TO_SIX) },
        { effective_from: '2026-03-03', week: weekOf([['12:00', '13:00']]) },
      ],
    });
    // From Monday 17:00 to Tuesday 12:15 local: an hour of the old week, a quarter of the new one.
    expect(open(changed, '2026-03-02T14:00:00', '2026-03-03T09:15:00')).toBe(75);
    const night = calendar({
      versions: [
        { effective_from: null, week: weekOf(AROUND_THE_CLOCK) },
        { effective_from: '2026-03-03', week: weekOf([]) },
      ],
    });
    // The third of March begins in Moscow at 21:00 UTC.
    expect(open(night, '2026-03-02T20:00:00', '2026-03-03T20:00:00')).toBe(60);
  });

  it('is as long as a day of a clock change really is', () => {
    const berlin = daily('Europe/Berlin', AROUND_THE_CLOCK);
    expect(open(berlin, '2026-03-28T23:00:00', '2026-03-29T22:00:00')).toBe(23 * 60);
    expect(open(berlin, '2026-10-24T22:00:00', '2026-10-25T23:00:00')).toBe(25 * 60);
    const days = daily('Europe/Berlin', [['00:00', '12:00']]);
    expect(open(days, '2026-03-28T22:00:00', '2026-03-29T22:00:00')).toBe(11 * 60);
    expect(open(days, '2026-10-24T21:00:00', '2026-10-25T23:00:00')).toBe(13 * 60);
  });

  it('takes a time that the clocks leave out for the moment of their jump, of one that comes twice the first', () => {
    // On 29 March 02:00 becomes 03:00 at 01:00 UTC; on 25 October 03:00 becomes 02:00, so 02:30 is 00:30 and 01:30 UTC.
    expect(
      open(daily('Europe/Berlin', [['02:30', '04:00']]), '2026-03-29T00:00:00', '2026-03-29T12:00:00'),
    ).toBe(60);
    expect(
      open(daily('Europe/Berlin', [['02:00', '02:30']]), '2026-03-29T00:00:00', '2026-03-29T12:00:00'),
    ).toBe(0);
    expect(
      open(daily('Europe/Berlin', [['02:30', '04:00']]), '2026-10-25T00:00:00', '2026-10-25T12:00:00'),
    ).toBe(150);
    expect(
      open(daily('Europe/Berlin', [['01:00', '02:30']]), '2026-10-24T22:00:00', '2026-10-25T12:00:00'),
    ).toBe(90);
  });

  it('knows zones whose clocks change at midnight, by half an hour, or over the date line', () => {
    // Santiago: 6 September 2026 begins at 01:00; 5 April 2026 has its last hour before midnight of the 4th twice.
    const santiago = daily('America/Santiago', [['00:00', '02:00']]);
    expect(open(santiago, '2026-09-06T03:00:00', '2026-09-06T12:00:00')).toBe(60);
    const evenings = daily('America/Santiago', [['22:00', '24:00']]);
    expect(open(evenings, '2026-04-04T20:00:00', '2026-04-05T12:00:00')).toBe(180);
    // Lord Howe goes from +10:30 to +11 on 4 October 2026 at 02:00.
    expect(
      open(daily('Australia/Lord_Howe', [['01:00', '03:00']]), '2026-10-03T12:00:00', '2026-10-04T12:00:00'),
    ).toBe(90);
    // Kathmandu is +05:45: 09:00 is 03:15 UTC.
    expect(open(daily('Asia/Kathmandu', NINE_TO_SIX), '2026-03-02T03:00:00', '2026-03-02T04:00:00')).toBe(45);
    // Samoa had no 30 December 2011.
    const samoa = daily('Pacific/Apia', NINE_TO_SIX);
    expect(open(samoa, '2011-12-29T12:00:00', '2011-12-31T12:00:00')).toBe(2 * 9 * 60);
  });
});

describe('a reading', () => {
  it('counts from 2009, is 0 before, and never falls', () => {
    const of = daily('UTC', [['00:00', '01:00']]);
    expect(of.reading(READINGS_BEGIN - 1)).toBe(0);
    expect(of.reading(READINGS_BEGIN)).toBe(0);
    expect(of.reading(utc('2009-01-02T00:30:00'))).toBe(90 * MINUTE);
    // 17 years of 365 days and four leap days.
    expect(of.reading(utc('2026-01-01T00:00:00'))).toBe((17 * 365 + 4) * HOUR);
    // Hours that had begun before are cut there: 2009-01-01T00:00 UTC is 03:00 in Moscow.
    expect(daily('Europe/Moscow', [['02:00', '05:00']]).reading(utc('2009-01-01T12:00:00'))).toBe(2 * HOUR);
  });

  it('is the same in whatever order it is asked for', () => {
    const times = [utc('2031-05-06T12:00:00'), utc('2012-02-29T09:00:00'), utc('2026-03-02T07:00:00')];
    const inOrder = calendar();
    const readings = [...times].sort().map((at) => [at, inOrder.reading(at)]);
    const backwards = calendar();
    expect([...times].map((at) => [at, backwards.reading(at)]).sort()).toEqual(readings);
  });

  it('stands still while it is closed; open is from the first instant until the last, which is closed', () => {
    const of = calendar();
    expect(of.isOpen(utc('2026-03-02T05:59:59.999'))).toBe(false);
    expect(of.isOpen(utc('2026-03-02T06:00:00'))).toBe(true);
    expect(of.isOpen(utc('2026-03-02T14:59:59.999'))).toBe(true);
    expect(of.isOpen(utc('2026-03-02T15:00:00'))).toBe(false);
    const always = daily('Europe/Berlin', AROUND_THE_CLOCK);
    expect(always.isOpen(utc('2026-03-02T23:00:00'))).toBe(true);
    expect(always.isOpen(utc('2026-03-29T01:00:00'))).toBe(true);
  });
});

describe('the instant before which all is older', () => {
  const of = calendar();
  const before = (now: string, ms: number) => new Date(of.instantBefore(utc(now), ms)).toISOString();

  it('is so much open time back', () => {
    expect(before('2026-03-02T10:00:00', HOUR)).toBe('2026-03-02T09:00:00.000Z');
    // Monday 10:00 local, two hours back: an hour of Monday, an hour of Friday.
    expect(before('2026-03-02T07:00:00', 2 * HOUR)).toBe('2026-02-27T14:00:00.000Z');
    expect(before('2026-03-01T12:00:00', HOUR)).toBe('2026-02-27T14:00:00.000Z');
  });

  it('is the closing, not the opening, when exactly so much has passed since both', () => {
    // Whoever wrote in the night has waited just an hour at 10:00 local, not longer: that is not yet late.
    expect(before('2026-03-03T07:00:00', HOUR)).toBe('2026-03-02T15:00:00.000Z');
    expect(of.openBetween(utc('2026-03-02T22:00:00'), utc('2026-03-03T07:00:00'))).toBe(HOUR);
    expect(before('2026-03-03T07:00:00.001', HOUR)).toBe('2026-03-03T06:00:00.001Z');
  });

  it('holds exactly: what began before is older, what began then is not', () => {
    for (const now of [
      '2026-03-03T07:00:00',
      '2026-03-03T07:00:00.001',
      '2026-03-04T12:34:56.789',
      '2026-03-08T00:00:00',
    ]) {
      const instant = of.instantBefore(utc(now), 9 * HOUR);
      expect(of.openBetween(instant, utc(now))).toBe(9 * HOUR);
      expect(of.openBetween(instant - 1, utc(now))).toBeGreaterThan(9 * HOUR);
    }
  });

  it('is where readings begin when it was never open so long', () => {
    expect(of.instantBefore(utc('2009-01-02T00:00:00'), 1000 * HOUR)).toBe(READINGS_BEGIN);
  });
});

describe('the instant after so much open time', () => {
  const of = calendar();
  const after = (from: string, ms: number) => {
    const instant = of.instantAfter(utc(from), ms);
    return instant === null ? null : new Date(instant).toISOString();
  };

  it('is the first at which it has passed', () => {
    expect(after('2026-03-02T10:00:00', HOUR)).toBe('2026-03-02T11:00:00.000Z');
    expect(after('2026-03-06T14:30:00', HOUR)).toBe('2026-03-09T06:30:00.000Z');
    expect(after('2026-03-06T14:00:00', HOUR)).toBe('2026-03-06T15:00:00.000Z');
    expect(after('2026-03-07T12:00:00', 0)).toBe('2026-03-07T12:00:00.000Z');
  });

  it('is none where it is closed for good', () => {
    const gone = calendar({
      versions: [
        { effective_from: null, week: weekOf(NINE_TO_SIX) },
        { effective_from: '2026-03-03', week: weekOf([]) },
      ],
    });
    expect(gone.instantAfter(utc('2026-03-02T14:00:00'), HOUR)).toBe(utc('2026-03-02T15:00:00'));
    expect(gone.instantAfter(utc('2026-03-02T14:00:00'), HOUR + 1)).toBeNull();
  });
});
