import {
  type DaysAnswer,
  type DaysInput,
  type Language,
  type Localized,
  type OfficialDay,
  type OpenHours,
  type SpecialDay,
} from '@parley/contracts';
import { ProblemError } from '../../http/problem-error.js';
import { weekHoursOn } from '../hold-from.js';
import { refuseTooMany } from './lines.js';
import { OFFICIAL_DAYS } from './official-days.js';
import { readCsv } from './read-csv.js';
import { readIcs } from './read-ics.js';

const HOUR_MINUTES = 60;

/**
 * Puts the days of a source into hours that are being edited. `language`: in which official days are named. Throws
 * `invalid_request` that names the lines of a file, or the years that are not known.
 */
export function putDays({ hours, source, replaces }: DaysInput, language: Language): DaysAnswer {
  const read =
    source.from === 'csv'
      ? readCsv(source.text)
      : source.from === 'ics'
        ? readIcs(source.text)
        : officialDays(source).flatMap((day) => {
            const special = inHours(day, hours, source.shortens, language);
            return special === null ? [] : [special];
          });
  const before = new Map(hours.days.map((day) => [day.date, day]));
  const fresh = read.filter(({ date }) => !before.has(date));
  const there = read.filter(({ date }) => before.has(date));
  const put = replaces ? read : fresh;
  const days = new Map([...before, ...put.map((day) => [day.date, day] as const)]);
  refuseTooMany(days.size);
  return {
    hours: {
      ...hours,
      days: [...days.values()].sort((one, other) => (one.date < other.date ? -1 : 1)),
    },
    read,
    added: fresh.length,
    replaced: replaces ? there.length : 0,
    kept: replaces ? 0 : there.length,
  };
}

function officialDays({ country, years }: Extract<DaysInput['source'], { from: 'official' }>): OfficialDay[] {
  const known = OFFICIAL_DAYS.countries.find((one) => one.country === country)?.years ?? [];
  const unknown = years.filter((year) => !known.some((one) => one.year === year));
  if (unknown.length > 0)
    throw unknownYears(
      unknown,
      known.map(({ year }) => year),
    );
  return known.filter(({ year }) => years.includes(year)).flatMap(({ days }) => days);
}

/** What an official day is in these hours; null where it is as its weekday says. */
function inHours(
  day: OfficialDay,
  hours: DaysInput['hours'],
  shortens: boolean,
  language: Language,
): SpecialDay | null {
  const named = (open: OpenHours[]) => ({ date: day.date, name: day.name[language], hours: open });
  if (day.kind !== 'working') return named([]);
  if (day.as === undefined && !shortens) return null;
  const usual = weekHoursOn(hours, day.as ?? day.date);
  // Who is closed on that weekday anyway does not open for it.
  if (day.as === undefined && usual.length === 0) return null;
  return named(day.is_short && shortens ? anHourShorter(usual) : usual);
}

/** The same hours, ending an hour of open time earlier. */
export function anHourShorter(hours: readonly OpenHours[]): OpenHours[] {
  let left = HOUR_MINUTES;
  return hours
    .toReversed()
    .flatMap(([from, to]): OpenHours[] => {
      const taken = Math.min(left, minutesOf(to) - minutesOf(from));
      left -= taken;
      const end = minutesOf(to) - taken;
      return end > minutesOf(from) ? [[from, timeOf(end)]] : [];
    })
    .toReversed();
}

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const timeOf = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

function unknownYears(unknown: readonly number[], known: readonly number[]): ProblemError {
  const detail: Localized = {
    en: `The official days of ${unknown.join(', ')} are not known here; known: ${known.join(', ')}. Import them as a file.`,
    ru: `Официальные дни за ${unknown.join(', ')} здесь не известны; известны: ${known.join(', ')}. Загрузите их файлом.`,
  };
  return new ProblemError('invalid_request', detail, {
    errors: [{ path: 'source.years', message: `unknown: ${unknown.join(', ')}` }],
  });
}
