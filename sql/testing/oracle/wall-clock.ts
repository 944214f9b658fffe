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
