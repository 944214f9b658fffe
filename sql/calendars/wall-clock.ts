import { IANAZone } from 'luxon';

const MINUTE = 60_000;
export const DAY_MS = 86_400_000;

/**
 * Which instants the local times of a zone are. Days are counted from 1970-01-01 as in {@link dayNumber}, minutes from
 * the local midnight that begins a day; instants are milliseconds UTC.
 */
export class WallClock {
  private readonly zone: IANAZone;
  /** Offset in milliseconds at the UTC midnight of a day. */
  private readonly offsets = new Map<number, number>();

  constructor(timeZone: string) {
    this.zone = IANAZone.create(timeZone);
    if (!this.zone.isValid) throw new RangeError(`There is no time zone ${timeZone}`);
  }

  /**
   * The instant of a local time. A time that does not exist that day is the moment at which the clocks jump; of one
   * that exists twice, the first. Never earlier than the instant of an earlier local time.
   */
  instantOf(day: number, minutes: number): number {
    const local = day * DAY_MS + minutes * MINUTE;
    // Offsets lie between −12 and +14 hours, and no zone changes its clocks twice in three days.
    const before = this.offsetAtMidnight(day - 1);
    const after = this.offsetAtMidnight(day + 2);
    if (before === after) return local - before;
    const found = [before, after]
      .map((offset) => ({ at: local - offset, offset }))
      .filter(({ at, offset }) => this.offsetAt(at) === offset)
      .map(({ at }) => at);
    return found.length > 0 ? Math.min(...found) : this.jump(local - after, local - before, before);
  }

  /** The first instant in (low, high] at which another offset than `before` holds; at `low` it does not yet. */
  private jump(low: number, high: number, before: number): number {
    let [early, late] = [low, high];
    while (late - early > 1) {
      const middle = Math.floor((early + late) / 2);
      if (this.offsetAt(middle) === before) early = middle;
      else late = middle;
    }
    return late;
  }

  private offsetAtMidnight(day: number): number {
    let offset = this.offsets.get(day);
    if (offset === undefined) this.offsets.set(day, (offset = this.offsetAt(day * DAY_MS)));
    return offset;
  }

  private offsetAt(at: number): number {
    return this.zone.offset(at) * MINUTE;
  }
}

/** Days from 1970-01-01 to a calendar date such as 2026-03-29. */
export const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS;

/** 0 = Monday to 6 = Sunday; 1970-01-01 was a Thursday. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

/** Minutes of a time of day such as 09:30; 24:00 is 1440. */
export function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}

const known = new Map<string, WallClock>();

/** The clock of a zone, one for all who ask: what it has looked up serves every calendar of the zone. */
export function wallClockOf(timeZone: string): WallClock {
  let clock = known.get(timeZone);
  if (clock === undefined) known.set(timeZone, (clock = new WallClock(timeZone)));
  return clock;
}
