import { type CalendarHours, type OpenHours, WEEKDAYS, type WeekVersion } from '@parley/contracts';

/** For specs: instants, and calendars in few words. */
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const utc = (text: string): number => Date.parse(`${text}Z`);

export const NINE_TO_SIX: OpenHours[] = [['09:00', '18:00']];
export const AROUND_THE_CLOCK: OpenHours[] = [['00:00', '24:00']];

/** The same hours from Monday to Friday, and other ones on both days of the weekend; closed unless stated. */
export const weekOf = (work: OpenHours[], weekend: OpenHours[] = []): WeekVersion['week'] => {
  const days = WEEKDAYS.map((day) => [day, day === 'saturday' || day === 'sunday' ? weekend : work]);
  return Object.fromEntries(days) as WeekVersion['week'];
};

/** Monday to Friday 09:00–18:00 by the clock of Moscow, which has not changed since 2014. */
export const calendarHours = (stated: Partial<CalendarHours> = {}): CalendarHours => ({
  time_zone: 'Europe/Moscow',
  versions: [{ effective_from: null, week: weekOf(NINE_TO_SIX) }],
  days: [],
  ...stated,
});
