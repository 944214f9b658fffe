import { isOpenAt, openSince2009 } from '../testing/oracle/business.js';
import { RANDOM_CALENDARS } from '../testing/random-schedules.js';
import { randomOf } from '../testing/random.js';
import { Calendar } from './calendar.js';
import { MINUTE, utc } from './spec-hours.js';
import { howMany } from '../testing/how-many.js';

const INSTANTS = howMany(60, 2000);
/** Around when the clocks of the random calendars' zones change in 2026, and Samoa's lost day. */
const CHANGES = [
  '2011-12-30T10:00:00',
  '2026-03-28T22:00:00',
  '2026-03-29T01:00:00',
  '2026-04-04T15:00:00',
  '2026-04-05T03:00:00',
  '2026-04-23T22:00:00',
  '2026-09-06T04:00:00',
  '2026-10-25T01:00:00',
].map(utc);

const randomInstants = (seed: number): number[] => {
  const random = randomOf(seed);
  return Array.from({ length: INSTANTS }, () =>
    random.chance(0.4)
      ? random.pick(CHANGES) + random.between(-180, 180) * MINUTE + random.pick([0, 0, -1, 1])
      : utc('2026-01-15T00:00:00') + random.between(0, 200 * 24 * 60) * MINUTE + random.between(0, 60_000),
  );
};

describe('the calendar and the oracle', () => {
  it('read the same at random instants, and around those at which clocks change', () => {
    for (const [index, hours] of RANDOM_CALENDARS.entries()) {
      const calendar = new Calendar(hours);
      for (const at of randomInstants(index))
        expect([hours.time_zone, at, calendar.reading(at), calendar.isOpen(at)]).toEqual([
          hours.time_zone,
          at,
          openSince2009(hours, at),
          isOpenAt(hours, at),
        ]);
    }
  });

  it('agree that all before the instant is older, and nothing since', () => {
    for (const [index, hours] of RANDOM_CALENDARS.entries()) {
      const calendar = new Calendar(hours);
      const random = randomOf(index);
      for (const now of randomInstants(50 + index).slice(0, 25)) {
        const age = random.pick([1, MINUTE, 90 * MINUTE, 24 * 60 * MINUTE]);
        const instant = calendar.instantBefore(now, age);
        const since = (at: number) => openSince2009(hours, now) - openSince2009(hours, at);
        expect([hours.time_zone, now, age, since(instant) <= age]).toEqual([hours.time_zone, now, age, true]);
        expect([hours.time_zone, now, age, since(instant - 1) > age]).toEqual([
          hours.time_zone,
          now,
          age,
          true,
        ]);
      }
    }
  });
});
