import { isDeepStrictEqual } from 'node:util';
import {
  calendarHours,
  type CalendarHours,
  type OpenHours,
  WEEKDAYS,
  type WeekVersion,
} from '@parley/contracts';
import { ProblemError } from '../http/problem-error.js';

/**
 * The calendar that results when `wanted` holds from the local day `from` on: what was before that day stays. Null: it
 * holds since ever. Throws `invalid_request` when the zone would change in the midst of history, or too much came together.
 */
export function holdFrom(old: CalendarHours, wanted: CalendarHours, from: string | null): CalendarHours {
  if (from === null) return tidy(wanted);
  if (wanted.time_zone !== old.time_zone) throw otherZone();
  const both = tidy({
    time_zone: old.time_zone,
    versions: [
      ...old.versions.filter((one) => one.effective_from === null || one.effective_from < from),
      { effective_from: from, week: versionOn(wanted, from).week },
      ...wanted.versions.filter((one) => one.effective_from !== null && one.effective_from > from),
    ],
    days: [...old.days.filter(({ date }) => date < from), ...wanted.days.filter(({ date }) => date >= from)],
  });
  if (!calendarHours.safeParse(both).success) throw tooMany();
  return both;
}

/** Days in order, and no version that says what the one before says already. */
export const tidy = ({ time_zone, versions, days }: CalendarHours): CalendarHours => ({
  time_zone,
  versions: versions.filter(
    ({ week }, index) => index === 0 || !isDeepStrictEqual(week, versions[index - 1]?.week),
  ),
  days: [...days].sort((one, other) => (one.date < other.date ? -1 : 1)),
});

/** What a local day is like by the week that holds then; special days do not count. */
export function weekHoursOn(hours: CalendarHours, date: string): OpenHours[] {
  const day = WEEKDAYS[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7];
  return day === undefined ? [] : versionOn(hours, date).week[day];
}

function versionOn(hours: CalendarHours, date: string): WeekVersion {
  const version = hours.versions.findLast(
    ({ effective_from }) => effective_from === null || effective_from <= date,
  );
  if (version === undefined) throw new Error('A calendar begins with a version that holds since ever.');
  return version;
}

const otherZone = () =>
  new ProblemError(
    'invalid_request',
    {
      en: 'A calendar has one time zone for all its history. Change it for all history (effective_from: null), or make another calendar.',
      ru: 'У графика один часовой пояс на всю историю. Измените его для всей истории (effective_from: null) или создайте другой график.',
    },
    { errors: [{ path: 'hours.time_zone', message: 'can only change together with all history' }] },
  );

const tooMany = () =>
  new ProblemError(
    'invalid_request',
    {
      en: 'With what was before, the calendar would have more than 100 versions of its week or more than 2000 special days. Remove old ones first, or let the hours hold since ever.',
      ru: 'Вместе с прежними у графика стало бы больше 100 версий недели или больше 2000 особых дней. Сначала уберите старые или задайте часы для всей истории.',
    },
    { errors: [{ path: 'hours', message: 'has too many versions or days' }] },
  );
