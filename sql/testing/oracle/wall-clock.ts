const formats = new Map<string, Intl.DateTimeFormat>();
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** What the wall of a zone shows at an instant: the hour, 0 to 23, and the day of the week, 1 = Monday. */
export function clockOnTheWall(time_zone: string, at: number): { hour: number; weekday: number } {
  let format = formats.get(time_zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: time_zone,
      hour: 'numeric',
      hourCycle: 'h23',
      weekday: 'short',
    });
    formats.set(time_zone, format);
  }
  const parts = format.formatToParts(at);
  const shown = (type: string) => parts.find((part) => part.type === type)!.value;
  return { hour: Number(shown('hour')), weekday: DAYS.indexOf(shown('weekday')) + 1 };
}

/** A period `[from, to)` in milliseconds UTC, and in which hours and on which weekdays; of none listed: in all. */
export interface AskedMoments {
  from: number;
  to: number;
  /** UTC where nothing is stated. */
  time_zone?: string;
  hours_of_day?: readonly number[];
  weekdays?: readonly number[];
}

/** Whether something that began then is asked for. */
export function isAskedAt(question: AskedMoments, at: number): boolean {
  if (at < question.from || at >= question.to) return false;
  const { hours_of_day = [], weekdays = [], time_zone = 'UTC' } = question;
  if (hours_of_day.length === 0 && weekdays.length === 0) return true;
  const { hour, weekday } = clockOnTheWall(time_zone, at);
  return (
    (hours_of_day.length === 0 || hours_of_day.includes(hour)) &&
    (weekdays.length === 0 || weekdays.includes(weekday))
  );
}
