import { type Localized, type SpecialDay } from '@parley/contracts';
import { isDay, plusDays, refuseTooMany, type WrongLine, wrongLines } from './lines.js';

/** Yearly repetitions are written out until the end of the year so many years from now. */
const YEARS_AHEAD = 2;
const LONGEST_DAYS = 366;
/** No event of ours lies before. */
const EARLIEST = '1971-01-01';

interface Property {
  line: number;
  name: string;
  parameters: string;
  value: string;
}

/**
 * Reads an iCalendar file of holidays (RFC 5545): every event that lasts whole days closes them. Events that repeat
 * every year are written out until two years after `now`. Throws `invalid_request` that names the lines of what it
 * cannot take: events with a time of day, other repetitions.
 */
export function readIcs(text: string, now = new Date()): SpecialDay[] {
  const properties = unfold(text);
  if (!properties.some(({ name, value }) => name === 'BEGIN' && /^VCALENDAR$/i.test(value))) {
    throw wrongLines([{ line: 1, says: NO_CALENDAR }]);
  }
  const wrong: WrongLine[] = [];
  const days = new Map<string, string>();
  for (const event of eventsOf(properties)) {
    try {
      for (const [date, name] of daysOf(event, now.getUTCFullYear() + YEARS_AHEAD)) days.set(date, name);
      refuseTooMany(days.size);
    } catch (error) {
      if (!(error instanceof Wrong)) throw error;
      wrong.push(error.at);
    }
  }
  if (wrong.length > 0) throw wrongLines(wrong);
  if (days.size === 0) throw wrongLines([{ line: 1, says: NO_EVENTS }]);
  return [...days]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([date, name]) => ({ date, name, hours: [] }));
}

/** A line that begins with white space goes on with the one before. */
function unfold(text: string): Property[] {
  const unfolded: { line: number; text: string }[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    const last = unfolded.at(-1);
    if (/^[ \t]/.test(line) && last !== undefined) last.text += line.slice(1);
    else if (line !== '') unfolded.push({ line: index + 1, text: line });
  }
  return unfolded.flatMap(({ line, text: whole }) => {
    const found = /^([A-Za-z0-9-]+)((?:;[^:"]*(?:"[^"]*"[^:"]*)*)?):(.*)$/.exec(whole);
    return found === null
      ? []
      : [
          {
            line,
            name: (found[1] ?? '').toUpperCase(),
            parameters: found[2] ?? '',
            value: (found[3] ?? '').trim(),
          },
        ];
  });
}

function eventsOf(properties: readonly Property[]): Map<string, Property>[] {
  const events: Map<string, Property>[] = [];
  let event: Map<string, Property> | undefined;
  for (const property of properties) {
    const { name, value } = property;
    if (name === 'BEGIN' && value.toUpperCase() === 'VEVENT') event = new Map([['BEGIN', property]]);
    else if (name === 'END' && value.toUpperCase() === 'VEVENT' && event !== undefined) {
      events.push(event);
      event = undefined;
    } else if (event !== undefined && !event.has(name)) event.set(name, property);
  }
  return events.filter((one) => one.get('STATUS')?.value.toUpperCase() !== 'CANCELLED');
}

function daysOf(event: Map<string, Property>, lastYear: number): [string, string][] {
  const begin = event.get('BEGIN');
  const start = event.get('DTSTART');
  if (start === undefined) throw new Wrong({ line: begin?.line ?? 1, says: NO_START });
  const first = wholeDay(start);
  const end = event.get('DTEND');
  // The end does not count; without one it is a single day, unless a length is given.
  const after = end === undefined ? lengthOf(event.get('DURATION'), first) : wholeDay(end);
  const count = Math.max(1, Math.round((Date.parse(after) - Date.parse(first)) / 86_400_000));
  if (count > LONGEST_DAYS) throw new Wrong({ line: end?.line ?? start.line, says: TOO_LONG });
  const name = plainText(event.get('SUMMARY')?.value ?? '').slice(0, 120);
  const skipped = new Set([event.get('EXDATE')?.value ?? ''].flatMap((all) => all.split(',')).map(dashed));
  return starts(event, first, lastYear)
    .filter((day) => !skipped.has(day))
    .flatMap((day) =>
      Array.from({ length: count }, (_, index) => [plusDays(day, index), name] as [string, string]),
    );
}

function starts(event: Map<string, Property>, first: string, lastYear: number): string[] {
  const other = event.get('RDATE');
  if (other !== undefined) throw new Wrong({ line: other.line, says: NO_RULE });
  const rule = event.get('RRULE');
  if (rule === undefined) return [first];
  const parts = new Map(
    rule.value
      .toUpperCase()
      .split(';')
      .map((part) => part.split('=', 2) as [string, string]),
  );
  const [, month, day] = first.split('-');
  const isPlain =
    parts.get('FREQ') === 'YEARLY' &&
    [...parts].every(
      ([key, value]) =>
        ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'WKST'].includes(key) ||
        (key === 'BYMONTH' && Number(value) === Number(month)) ||
        (key === 'BYMONTHDAY' && Number(value) === Number(day)),
    );
  const every = Number(parts.get('INTERVAL') ?? 1);
  if (!isPlain || !(every >= 1)) throw new Wrong({ line: rule.line, says: NO_RULE });
  const most = Number(parts.get('COUNT') ?? Infinity);
  const until = parts.has('UNTIL') ? dashed(parts.get('UNTIL') ?? '') : '9999-12-31';
  const found: string[] = [];
  for (let year = Number(first.slice(0, 4)); year <= lastYear && found.length < most; year += every) {
    const date = `${year}-${month}-${day}`;
    if (date > until) break;
    // 29 February comes only in its years.
    if (isDay(date)) found.push(date);
  }
  return found;
}

const dashed = (value: string) => `${value.slice(0, 4)}-${value.slice(4, 6)}-${value.slice(6, 8)}`;

function wholeDay({ line, value }: Property): string {
  if (!/^\d{8}$/.test(value)) throw new Wrong({ line, says: /^\d{8}T/.test(value) ? NOT_WHOLE : NO_DATE });
  const date = dashed(value);
  if (!isDay(date) || date < EARLIEST) throw new Wrong({ line, says: NO_DATE });
  return date;
}

function lengthOf(duration: Property | undefined, first: string): string {
  if (duration === undefined) return plusDays(first, 1);
  const found = /^\+?P(?:(\d+)W)?(?:(\d+)D)?$/i.exec(duration.value);
  if (found === null) throw new Wrong({ line: duration.line, says: NOT_WHOLE });
  return plusDays(first, Number(found[1] ?? 0) * 7 + Number(found[2] ?? 0));
}

const plainText = (value: string) =>
  value
    .replaceAll(/\\n/gi, ' ')
    .replaceAll(/\\([,;\\])/g, '$1')
    .trim();

class Wrong extends Error {
  constructor(readonly at: WrongLine) {
    super(at.says.en);
  }
}

const NO_CALENDAR: Localized = {
  en: 'this is not an iCalendar file: BEGIN:VCALENDAR is missing.',
  ru: 'это не файл iCalendar: нет BEGIN:VCALENDAR.',
};
const NO_EVENTS: Localized = {
  en: 'there is no event in the file.',
  ru: 'в файле нет ни одного события.',
};
const NO_START: Localized = {
  en: 'the event has no DTSTART.',
  ru: 'у события нет DTSTART.',
};
const NOT_WHOLE: Localized = {
  en: 'the event has a time of day; only whole days are taken, such as DTSTART;VALUE=DATE:20261231.',
  ru: 'у события есть время суток; подходят только целые дни, например DTSTART;VALUE=DATE:20261231.',
};
const NO_DATE: Localized = {
  en: 'this is not a day; it is written as 20261231.',
  ru: 'это не дата; её записывают как 20261231.',
};
const NO_RULE: Localized = {
  en: 'only repetitions every year on the same day are taken; write other days out one by one.',
  ru: 'подходит только ежегодное повторение в тот же день; остальные дни перечислите по одному.',
};
const TOO_LONG: Localized = {
  en: 'the event lasts longer than a year.',
  ru: 'событие длится больше года.',
};
