import { type CalendarHours, type Schedule, WEEKDAYS } from '@parley/contracts';
import type { Row } from './rows.js';

/*
 * Business hours once more, the slow way round: not from local hours to instants, but from instants to what the clock on
 * the wall has shown, minute by minute where clocks change. A time of day has come as soon as the wall has shown it or
 * a later one; so a time that is left out comes with the jump, and one that is shown twice comes once.
 */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const BEGINNING = Date.UTC(2009, 0, 1);
/** Clocks are never put back by more. */
const MOST_PUT_BACK = 3 * HOUR;

const formats = new Map<string, Intl.DateTimeFormat>();
const shown = new Map<string, Map<number, number>>();

/** What the wall shows in the minute of an instant, as if it were UTC: milliseconds, whole minutes. */
function wall(time_zone: string, at: number): number {
  const minutes = shown.get(time_zone) ?? new Map<number, number>();
  shown.set(time_zone, minutes);
  const minute = Math.floor(at / MINUTE);
  const known = minutes.get(minute);
  if (known !== undefined) return known;
  const date = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  // In Swedish a date is written as in ISO 8601: 2026-03-02 10:05.
  const format =
    formats.get(time_zone) ?? new Intl.DateTimeFormat('sv', { timeZone: time_zone, ...date, ...time });
  formats.set(time_zone, format);
  const found = Date.parse(`${format.format(at).replace(' ', 'T')}Z`);
  minutes.set(minute, found);
  return found;
}

const shift = (time_zone: string, at: number): number =>
  wall(time_zone, at) - Math.floor(at / MINUTE) * MINUTE;

/** Milliseconds after midnight between which it is open on a date. */
function hoursOn(hours: CalendarHours, date: string): (readonly [number, number])[] {
  const special = hours.days.find((day) => day.date === date);
  const version = hours.versions.filter(
    (each) => each.effective_from === null || each.effective_from <= date,
  );
  const weekday = WEEKDAYS[(new Date(date).getUTCDay() + 6) % 7]!;
  const spans = special?.hours ?? version.at(-1)!.week[weekday];
  const since = (time: string) => Number(time.slice(0, 2)) * HOUR + Number(time.slice(3)) * MINUTE;
  return spans.map(([from, to]) => [since(from), since(to)]);
}

/** Open spans of the local day that holds this wall time, as wall times. */
function spansAround(hours: CalendarHours, time: number): (readonly [number, number])[] {
  const midnight = Math.floor(time / DAY) * DAY;
  const date = new Date(midnight).toISOString().slice(0, 10);
  return hoursOn(hours, date).map(([from, to]) => [midnight + from, midnight + to]);
}

/** Open milliseconds from a midnight (UTC) to an instant of that day or the next midnight. */
function openOfDay(hours: CalendarHours, midnight: number, until: number): number {
  const { time_zone } = hours;
  const before = shift(time_zone, midnight - MOST_PUT_BACK);
  if (before === shift(time_zone, midnight + DAY)) {
    const [from, to] = [midnight + before, until + before];
    return [...spansAround(hours, from), ...spansAround(hours, from + DAY)]
      .map(([open, close]) => Math.max(0, Math.min(close, to) - Math.max(open, from)))
      .reduce((sum, part) => sum + part, 0);
  }
  let furthest = -Infinity;
  let sum = 0;
  for (let minute = midnight - MOST_PUT_BACK; minute < until; minute += MINUTE) {
    furthest = Math.max(furthest, wall(time_zone, minute));
    if (minute < midnight) continue;
    const isOpen = spansAround(hours, furthest).some(([open, close]) => open <= furthest && furthest < close);
    if (isOpen) sum += Math.min(MINUTE, until - minute);
  }
  return sum;
}

const sums = new WeakMap<CalendarHours, number[]>();

/** Open milliseconds since 2009-01-01 UTC. */
export function openSince2009(hours: CalendarHours, at: number): number {
  if (at <= BEGINNING) return 0;
  const days = sums.get(hours) ?? [0];
  sums.set(hours, days);
  const wanted = Math.floor((at - BEGINNING) / DAY);
  while (days.length <= wanted) {
    const midnight = BEGINNING + (days.length - 1) * DAY;
    days.push(days.at(-1)! + openOfDay(hours, midnight, midnight + DAY));
  }
  return days[wanted]! + openOfDay(hours, BEGINNING + wanted * DAY, at);
}

/** Whether it is open in the millisecond that begins with the instant. */
export const isOpenAt = (hours: CalendarHours, at: number): boolean =>
  openSince2009(hours, at + 1) > openSince2009(hours, at);

/** By whose hours the wait of a customer of this account counts; null: nobody's. */
export function hoursOfAccount(schedule: Schedule, account_id: number): CalendarHours | null {
  const id = schedule.accounts[String(account_id)] ?? schedule.workspace;
  return id === null ? null : schedule.calendars[id]!;
}

/** The instants of a wait; 0 = never. */
interface Moments {
  account_id: number;
  /** Who answered, if anybody did. */
  agent_id: bigint | undefined;
  since: number;
  settled: number;
  handed_off: number;
  assigned: number;
  answered: number;
}

/** The columns of a wait that calendars fill in. */
export function businessCells(schedule: Schedule, wait: Moments): Row {
  const ofAccount = schedule.accounts[String(wait.account_id)] ?? schedule.workspace;
  const isAnswered = wait.answered > 0;
  const ofAgent = isAnswered ? (schedule.agents[String(wait.agent_id)] ?? ofAccount) : null;
  const read = (calendar: string | null, at: number) =>
    calendar === null || at === 0 ? 0 : openSince2009(schedule.calendars[calendar]!, at);
  const isOff = (at: number) =>
    ofAccount !== null && at > 0 && !isOpenAt(schedule.calendars[ofAccount]!, at) ? 1 : 0;
  return {
    calendar_id: Number(ofAccount ?? 0),
    since_business_ms: read(ofAccount, wait.since),
    settled_business_ms: read(ofAccount, wait.settled),
    answered_business_ms: read(ofAccount, wait.answered),
    began_off_hours: isOff(wait.since),
    answered_off_hours: isOff(wait.answered),
    agent_calendar_id: Number(ofAgent ?? 0),
    agent_since_business_ms: read(ofAgent, wait.since),
    agent_settled_business_ms: read(ofAgent, wait.settled),
    agent_handed_off_business_ms: read(ofAgent, wait.handed_off),
    agent_assigned_business_ms: read(ofAgent, wait.assigned),
    agent_answered_business_ms: read(ofAgent, wait.answered),
  };
}

/** The columns of a dialogue that the calendar of its account fills in; instants in milliseconds, 0 = never. */
export function closingCells(
  schedule: Schedule,
  dialogue: { account_id: number; incoming: number; resolved: number },
): Row {
  const calendar = schedule.accounts[String(dialogue.account_id)] ?? schedule.workspace;
  const read = (at: number) =>
    calendar === null || at === 0 ? 0 : openSince2009(schedule.calendars[calendar]!, at);
  return {
    calendar_id: Number(calendar ?? 0),
    incoming_business_ms: read(dialogue.incoming),
    resolved_business_ms: read(dialogue.resolved),
  };
}
