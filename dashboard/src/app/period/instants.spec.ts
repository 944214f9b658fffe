import { startOfDay } from './instants';

describe('startOfDay', () => {
  it.each([
    ['2026-11-22', 'Europe/Moscow', '2026-11-21T21:00:00.000Z'],
    ['2026-11-22', 'UTC', '2026-11-22T00:00:00.000Z'],
    ['2026-11-22', 'America/New_York', '2026-11-22T05:00:00.000Z'],
    // The day on which clocks are put forward at two, and the day after.
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
    // The day on which they are put back.
    ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z'],
    ['2026-10-26', 'Europe/Berlin', '2026-10-25T23:00:00.000Z'],
    ['2026-11-22', 'Asia/Kathmandu', '2026-11-21T18:15:00.000Z'],
  ])('%s in %s begins at %s', (day, zone, instant) => {
    expect(startOfDay(day, zone)).toBe(instant);
  });

  it('begins when the clocks have been put forward where midnight does not exist', () => {
    // Cairo goes from 00:00 to 01:00 on 24 April 2026.
    expect(startOfDay('2026-04-24', 'Africa/Cairo')).toBe('2026-04-23T22:00:00.000Z');
  });

  it('leaves an instant as it is', () => {
    expect(startOfDay('2026-11-22T09:00:00+03:00', 'UTC')).toBe('2026-11-22T06:00:00.000Z');
  });
});
