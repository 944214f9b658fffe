import { dayHours, type Localized, type OpenHours, type SpecialDay } from '@parley/contracts';
import { CsvError, parse } from 'csv-parse/sync';
import { isDay, type WrongLine, wrongLines } from './lines.js';

const SEPARATORS = [';', '\t', ','];

/**
 * Reads lines `date;name;hours`, separated by semicolons, tabs or commas; a line of headings may stand first. Days:
 * `2026-12-31` or `31.12.2026`. Hours: `10:00-16:00`, several separated by a space; none = closed. Throws
 * `invalid_request` that names the lines.
 */
export function readCsv(text: string): SpecialDay[] {
  const lines = linesOf(text);
  const wrong: WrongLine[] = [];
  const seen = new Map<string, number>();
  const days = lines.flatMap(({ line, cells: [first = '', name = '', hours = '', ...rest] }, index) => {
    if (index === 0 && !/\d/.test(first)) return [];
    const refuse = (says: Localized): SpecialDay[] => {
      wrong.push({ line, says });
      return [];
    };
    const date = dayOf(first);
    if (date === undefined) return refuse(NO_DAY(first));
    const before = seen.get(date);
    if (before !== undefined) return refuse(TWICE(date, before));
    seen.set(date, line);
    if (name.length > 120) return refuse(LONG_NAME);
    const open = hoursOf([hours, ...rest].join(' '));
    return open === undefined ? refuse(NO_HOURS(hours)) : [{ date, name, hours: open }];
  });
  if (wrong.length > 0) throw wrongLines(wrong);
  if (days.length === 0) throw wrongLines([{ line: 1, says: EMPTY }]);
  return days;
}

function linesOf(text: string): { line: number; cells: string[] }[] {
  const head = text.split(/\r?\n/, 1)[0] ?? '';
  const delimiter = SEPARATORS.find((one) => head.includes(one)) ?? ';';
  try {
    const records = parse(text, {
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return records.map(({ record, info }) => ({ line: info.lines, cells: record }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number(error['lines']) || 1;
    throw wrongLines([{ line, says: QUOTES }]);
  }
}

function dayOf(cell: string): string | undefined {
  const russian = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(cell);
  const date = russian
    ? [russian[3], russian[2]?.padStart(2, '0'), russian[1]?.padStart(2, '0')].join('-')
    : cell;
  return /^\d{4}-\d{2}-\d{2}$/.test(date) && isDay(date) ? date : undefined;
}

/** Undefined when it cannot be read. */
function hoursOf(cell: string): OpenHours[] | undefined {
  const plain = cell.replaceAll(/\s*[-–—]\s*/g, '-').trim();
  if (plain === '' || plain === '-') return [];
  const spans = plain.split(/[\s,+]+/).map((span) => span.split('-').map(withZero));
  const read = dayHours.safeParse(spans);
  return read.success ? read.data : undefined;
}

/** `9:00` is `09:00`. */
const withZero = (time: string) => (/^\d:/.test(time) ? `0${time}` : time);

const NO_DAY = (cell: string): Localized => ({
  en: `«${cell.slice(0, 40)}» is not a day; write it as 2026-12-31 or 31.12.2026.`,
  ru: `«${cell.slice(0, 40)}» — не дата; запишите её как 31.12.2026 или 2026-12-31.`,
});
const TWICE = (date: string, line: number): Localized => ({
  en: `${date} stands in line ${line} already.`,
  ru: `день ${date} уже есть в строке ${line}.`,
});
const LONG_NAME: Localized = {
  en: 'the name is longer than 120 characters.',
  ru: 'название длиннее 120 символов.',
};
const NO_HOURS = (cell: string): Localized => ({
  en: `«${cell.slice(0, 40)}» are not hours; write them as 10:00-16:00, several in their order with a space between, none for a closed day.`,
  ru: `«${cell.slice(0, 40)}» — не часы; запишите их как 10:00-16:00, несколько — по порядку через пробел; для выходного оставьте пустыми.`,
});
const QUOTES: Localized = {
  en: 'the quotation marks do not close.',
  ru: 'кавычки не закрыты.',
};
const EMPTY: Localized = {
  en: 'there is no day in the file; a line is 2026-12-31;New Year’s Eve;10:00-16:00.',
  ru: 'в файле нет ни одного дня; строка выглядит так: 31.12.2026;Канун Нового года;10:00-16:00.',
};
