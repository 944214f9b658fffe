import { type CostDayFormat } from '@parley/contracts';

const MONTHS: Readonly<Record<string, number>> = {
  jan: 1, feb: 2, mar: 3, apr: 4, may: 5, jun: 6, jul: 7, aug: 8, sep: 9, oct: 10, nov: 11, dec: 12,
  янв: 1, фев: 2, мар: 3, апр: 4, май: 5, мая: 5, июн: 6, июл: 7, авг: 8, сен: 9, окт: 10, ноя: 11, дек: 12,
}; // prettier-ignore

/** What may stand behind a day: a time, which does not count. */
const TIME = String.raw`(?:[T ,]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s*[AaPp][Mm])?(?:Z|\s*UTC|[+-]\d{2}:?\d{2})?)?`;
const SHAPES: Readonly<Record<Exclude<CostDayFormat, 'words'>, { shape: RegExp; order: string }>> = {
  'yyyy-mm-dd': { shape: new RegExp(`^(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})${TIME}$`), order: 'ymd' },
  'dd.mm.yyyy': { shape: new RegExp(`^(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4}|\\d{2})${TIME}$`), order: 'dmy' },
  'dd/mm/yyyy': { shape: new RegExp(`^(\\d{1,2})[/-](\\d{1,2})[/-](\\d{4}|\\d{2})${TIME}$`), order: 'dmy' },
  'mm/dd/yyyy': { shape: new RegExp(`^(\\d{1,2})[/-](\\d{1,2})[/-](\\d{4}|\\d{2})${TIME}$`), order: 'mdy' },
  yyyymmdd: { shape: /^(\d{4})(\d{2})(\d{2})$/, order: 'ymd' },
};
const DAY_FIRST = new RegExp(
  String.raw`^(\d{1,2})[\s.-]+(\p{L}+)\.?[\s,.-]+(\d{4})(?:\s*г\.?)?${TIME}$`,
  'u',
);
const MONTH_FIRST = new RegExp(String.raw`^(\p{L}+)\.?\s+(\d{1,2}),?\s+(\d{4})${TIME}$`, 'u');

/** A day as `YYYY-MM-DD`; undefined for what is none of this format or none of the calendar. */
export function readDay(text: string, format: CostDayFormat): string | undefined {
  const bare = text.trim();
  if (format === 'words') {
    const day = DAY_FIRST.exec(bare);
    if (day) return dayOf(day[3], monthOf(day[2]), day[1]);
    const month = MONTH_FIRST.exec(bare);
    return month ? dayOf(month[3], monthOf(month[1]), month[2]) : undefined;
  }
  const { shape, order } = SHAPES[format];
  const match = shape.exec(bare);
  if (!match) return undefined;
  const part = (letter: string) => match[order.indexOf(letter) + 1];
  return dayOf(part('y'), Number(part('m')), part('d'));
}

const monthOf = (word = '') => MONTHS[word.toLowerCase().slice(0, 3)] ?? 0;

function dayOf(year = '', month: number, day = ''): string | undefined {
  const full = year.length === 2 ? `20${year}` : year;
  const text = `${full}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text ? undefined : text;
}

const FORMATS: readonly CostDayFormat[] = [
  'yyyy-mm-dd',
  'dd.mm.yyyy',
  'yyyymmdd',
  'words',
  'dd/mm/yyyy',
  'mm/dd/yyyy',
];

/**
 * The format that reads the most of these days. Where the day and the month could be either, the one that puts them
 * closer together: the days of a report follow each other.
 */
export function guessDayFormat(texts: readonly string[]): CostDayFormat {
  const tried = FORMATS.map((format) => {
    const days = texts.flatMap((text) => readDay(text, format) ?? []).sort();
    const span = Date.parse(days.at(-1) ?? '') - Date.parse(days[0] ?? '');
    return { format, read: days.length, span };
  });
  return tried.reduce((best, each) =>
    each.read > best.read || (each.read === best.read && each.span < best.span) ? each : best,
  ).format;
}
