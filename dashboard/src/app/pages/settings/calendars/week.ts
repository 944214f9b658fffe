import {
  type CalendarHours,
  type Language,
  type OpenHours,
  WEEKDAYS,
  type Weekday,
  type WeekVersion,
} from '@parley/contracts';
import { formatTime } from '../../../theme/dates';
import { localeOf } from '../../../theme/format';

export type Week = WeekVersion['week'];

/** Working days as most of the world has them; whoever works on others sets these by hand. */
export const WORKING_DAYS: readonly Weekday[] = ['tuesday', 'wednesday', 'thursday', 'friday'];
const MOST_SPANS = 6;
const MIDNIGHT = '24:00';

export const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** The week that holds on a local day. */
export function weekOn({ versions }: CalendarHours, day: string): Week {
  const version = versions.findLast(({ effective_from }) => effective_from === null || effective_from <= day);
  if (!version) throw new Error('A calendar begins with a week that holds since ever.');
  return version.week;
}

/** Monday's hours on other days too. */
export const copyMonday = (week: Week, to: readonly Weekday[]): Week => ({
  ...week,
  ...Object.fromEntries(to.map((day) => [day, week.monday])),
});

/** Why the spans of a day cannot be saved; null when they can. */
export function spansError(
  spans: readonly OpenHours[],
): 'calendars.wrong.over_midnight' | 'calendars.wrong.overlap' | null {
  if (spans.some(([from, to]) => from >= to)) return 'calendars.wrong.over_midnight';
  const isOrdered = spans.every(([from], index) => index === 0 || (spans[index - 1]?.[1] ?? '') <= from);
  return isOrdered ? null : 'calendars.wrong.overlap';
}

export const weekErrors = (week: Week) =>
  Object.fromEntries(
    WEEKDAYS.flatMap((day) => {
      const error = spansError(week[day]);
      return error ? [[`week.${day}`, error] as const] : [];
    }),
  );

/** One more span: an hour after the last one, an hour long; null where the day has no room for it. */
export function oneMore(spans: readonly OpenHours[]): OpenHours[] | null {
  const last = spans.at(-1)?.[1];
  if (last === undefined) return [['09:00', '18:00']];
  const hour = Number(last.slice(0, 2)) + 1;
  if (hour > 23 || spans.length >= MOST_SPANS) return null;
  return [...spans, [timeOf(hour), timeOf(hour + 1)]];
}
const timeOf = (hour: number) => `${String(hour).padStart(2, '0')}:00`;

/** One edge of a span is another one. As an end, midnight is the one that ends the day. */
export function withEdge(
  spans: readonly OpenHours[],
  index: number,
  edge: 'from' | 'to',
  time: string,
): OpenHours[] {
  const changed = spans.map(([from, to], at): OpenHours => {
    if (at !== index) return [from, to];
    return edge === 'from' ? [time, to] : [from, time === '00:00' ? MIDNIGHT : time];
  });
  return changed;
}

/** Hours over midnight as what they are: until midnight, and the rest on the day after, before what it has. */
export function splitOverMidnight(week: Week, day: Weekday): Week {
  const after = WEEKDAYS[(WEEKDAYS.indexOf(day) + 1) % WEEKDAYS.length] ?? day;
  const over = week[day].find(([from, to]) => from >= to);
  if (!over) return week;
  const [from, to] = over;
  const until = week[day].map((span): OpenHours => (span === over ? [from, MIDNIGHT] : span));
  return { ...week, [day]: until, [after]: [['00:00', to], ...week[after]] };
}

/** `09:00–18:00, 19:00–21:00`; empty for a closed day. */
export const spansText = (spans: readonly OpenHours[], language: Language): string =>
  spans.map(([from, to]) => `${timeText(from, language)}–${timeText(to, language)}`).join(', ');

function timeText(time: string, language: Language): string {
  const shown = formatTime(`2026-01-01T${time === MIDNIGHT ? '00:00' : time}:00Z`, 'UTC', language);
  return time === MIDNIGHT && shown === '00:00' ? MIDNIGHT : shown;
}

/** The days of a week with the same hours together: `Mon–Fri 09:00–18:00`; closed days are left out. */
export function weekText(week: Week, language: Language): string {
  const name = new Intl.DateTimeFormat(localeOf(language), { timeZone: 'UTC', weekday: 'short' });
  // 2024 began with a Monday.
  const nameOf = (index: number) => name.format(new Date(Date.UTC(2024, 0, 1 + index)));
  const groups: { first: number; last: number; hours: OpenHours[] }[] = [];
  WEEKDAYS.forEach((day, index) => {
    const group = groups.at(-1);
    if (group && isSame(group.hours, week[day])) group.last = index;
    else groups.push({ first: index, last: index, hours: week[day] });
  });
  return groups
    .filter(({ hours }) => hours.length > 0)
    .map(({ first, last, hours }) => {
      const days = first === last ? nameOf(first) : `${nameOf(first)}–${nameOf(last)}`;
      return `${days} ${spansText(hours, language)}`;
    })
    .join('; ');
}
