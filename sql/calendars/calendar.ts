import { type CalendarHours, type OpenHours, WEEKDAYS } from '@parley/contracts';
import { DAY_MS, dayNumber, minutesOf, type WallClock, wallClockOf, weekdayOf } from './wall-clock.js';

/** Readings are counted from here, 2009-01-01 UTC: no event lies before. */
export const READINGS_BEGIN = Date.UTC(2009, 0, 1);
/** Days are worked out so many at a time. */
const CHUNK_DAYS = 400;
/** Who has not opened for so long is taken as closed for good. */
const LOOK_AHEAD_MS = 2 * 366 * DAY_MS;

type Minutes = readonly [from: number, to: number];

/**
 * The opening hours of one calendar as instants, milliseconds UTC. Open from the first instant of a span to the last,
 * which is closed again. Worked out when asked for, as far as asked for, and kept.
 */
export class Calendar {
  private readonly clock: WallClock;
  private readonly versions: readonly { from: number; week: readonly (readonly Minutes[])[] }[];
  private readonly days: ReadonlyMap<number, readonly Minutes[]>;
  /** Spans, in order and apart; `before` = how long it was open before the span. */
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];
  private readonly before: number[] = [];
  private nextDay = Math.floor(READINGS_BEGIN / DAY_MS) - 1;
  /** All before this instant is worked out. */
  private knownUntil = -Infinity;

  /** Hours are valid by the contract. */
  constructor(hours: CalendarHours) {
    this.clock = wallClockOf(hours.time_zone);
    this.versions = hours.versions.map(({ effective_from, week }) => ({
      from: effective_from === null ? -Infinity : dayNumber(effective_from),
      week: WEEKDAYS.map((day) => inMinutes(week[day])),
    }));
    this.days = new Map(hours.days.map(({ date, hours: own }) => [dayNumber(date), inMinutes(own)]));
  }

  /**
   * Open milliseconds from {@link READINGS_BEGIN} to the instant; 0 before. The difference of two readings is the open
   * time between, whatever changes of hours and clocks lie there.
   */
  reading(at: number): number {
    const index = this.spanBefore(at);
    const [start, end, before] = this.span(index);
    return index < 0 ? 0 : before + Math.min(at, end) - start;
  }

  isOpen(at: number): boolean {
    const index = this.spanBefore(at);
    return index >= 0 && at < this.span(index)[1];
  }

  /** Open milliseconds in [from, to); negative when `to` lies before. */
  openBetween(from: number, to: number): number {
    return this.reading(to) - this.reading(from);
  }

  /** The spans in which it is open between two instants, in order, cut to them. */
  spansBetween(from: number, to: number): [start: number, end: number][] {
    if (to <= from) return [];
    const last = this.spanBefore(to);
    const spans: [number, number][] = [];
    for (let index = Math.max(0, this.spanBefore(from)); index <= last; index++) {
      const [start, end] = this.span(index);
      if (end > from && start < to) spans.push([Math.max(start, from), Math.min(end, to)]);
    }
    return spans;
  }

  /**
   * The instant of which holds: exactly what began before it is, at `now`, older than `openMs` of open time. That is
   * the first instant since which no more than that has passed; {@link READINGS_BEGIN} where there never was so much.
   */
  instantBefore(now: number, openMs: number): number {
    const wanted = this.reading(now) - openMs;
    return wanted <= 0 ? READINGS_BEGIN : this.reached(wanted);
  }

  /** The first instant at which so much open time has passed since `from`; null when it is not opened for two years. */
  instantAfter(from: number, openMs: number): number | null {
    const wanted = this.reading(from) + openMs;
    if (openMs <= 0) return from;
    for (;;) {
      const until = this.knownUntil;
      const [, end, before] = this.span(this.starts.length - 1);
      const start = this.starts.at(-1) ?? 0;
      if (before + end - start >= wanted) return this.reached(wanted);
      if (until - Math.max(end, from) > LOOK_AHEAD_MS) return null;
      this.workOut(until);
    }
  }

  /** The first instant whose reading is `wanted`, which is more than 0 and was reached in what is worked out. */
  private reached(wanted: number): number {
    const index = lastIndex(this.before, (before) => before < wanted);
    const [start, , before] = this.span(index);
    return start + wanted - before;
  }

  private span(index: number): readonly [start: number, end: number, before: number] {
    return [this.starts[index] ?? 0, this.ends[index] ?? 0, this.before[index] ?? 0];
  }

  /** The last span that begins at the instant or before; −1 when none does. */
  private spanBefore(at: number): number {
    if (at < READINGS_BEGIN) return -1;
    if (this.knownUntil <= at) this.workOut(at);
    return lastIndex(this.starts, (start) => start <= at);
  }

  /** Works out the spans up to the instant, and some more. */
  private workOut(at: number): void {
    do {
      const end = this.nextDay + CHUNK_DAYS;
      for (; this.nextDay < end; this.nextDay++)
        for (const [from, to] of this.hoursOf(this.nextDay))
          this.add(this.clock.instantOf(this.nextDay, from), this.clock.instantOf(this.nextDay, to));
      this.knownUntil = this.clock.instantOf(this.nextDay, 0);
    } while (this.knownUntil <= at);
  }

  private add(from: number, end: number): void {
    const start = Math.max(from, READINGS_BEGIN);
    // Hours that fall into the hour which the clocks leave out, or before readings begin.
    if (start >= end) return;
    const last = this.starts.length - 1;
    const [lastStart, lastEnd, before] = this.span(last);
    // Around the clock from day to day: one span, so that it never closes at midnight.
    if (last >= 0 && lastEnd === start) this.ends[last] = end;
    else {
      this.starts.push(start);
      this.ends.push(end);
      this.before.push(before + lastEnd - lastStart);
    }
  }

  private hoursOf(day: number): readonly Minutes[] {
    const special = this.days.get(day);
    if (special !== undefined) return special;
    const version = this.versions.findLast(({ from }) => from <= day);
    return version?.week[weekdayOf(day)] ?? [];
  }
}

const inMinutes = (hours: readonly OpenHours[]): Minutes[] =>
  hours.map(([from, to]) => [minutesOf(from), minutesOf(to)]);

/** The last index of ascending numbers of which `holds` is true; it is true up to some index, false from there. */
function lastIndex(numbers: readonly number[], holds: (value: number) => boolean): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(numbers[middle] ?? 0)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
