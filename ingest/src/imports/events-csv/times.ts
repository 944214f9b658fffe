import type { CsvTimeFormat } from '@parley/contracts';
import { DateTime } from 'luxon';

const TIME = String.raw`(?:[ T,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,3})\d*)?)?(?: ?([AaPp])[Mm])?)?`;
const SHAPES: Readonly<Record<string, { shape: RegExp; order: readonly ['y' | 'm' | 'd', string, string] }>> =
  {
    'dd.mm.yyyy': {
      shape: new RegExp(String.raw`^(\d{1,2})\.(\d{1,2})\.(\d{2}|\d{4})${TIME}$`),
      order: ['d', 'm', 'y'],
    },
    'dd/mm/yyyy': {
      shape: new RegExp(String.raw`^(\d{1,2})/(\d{1,2})/(\d{2}|\d{4})${TIME}$`),
      order: ['d', 'm', 'y'],
    },
    'mm/dd/yyyy': {
      shape: new RegExp(String.raw`^(\d{1,2})/(\d{1,2})/(\d{2}|\d{4})${TIME}$`),
      order: ['m', 'd', 'y'],
    },
    'yyyy-mm-dd': {
      shape: new RegExp(String.raw`^(\d{4})-(\d{1,2})-(\d{1,2})${TIME}$`),
      order: ['y', 'm', 'd'],
    },
  };

/** The instant that a cell gives, milliseconds UTC; NaN where it gives none. `zone`: of times without one. */
export function readTime(text: string, format: CsvTimeFormat, zone: string): number {
  const given = text.trim();
  if (format === 'seconds')
    return /^-?\d{1,11}(\.\d+)?$/.test(given) ? Math.round(Number(given) * 1000) : NaN;
  if (format === 'milliseconds') return /^-?\d{1,14}$/.test(given) ? Number(given) : NaN;
  if (format === 'iso') return DateTime.fromISO(given.replace(' ', 'T'), { zone }).toMillis();
  const { shape, order } = SHAPES[format] ?? {};
  const found = shape?.exec(given);
  if (!found || !order) return NaN;
  const date = { y: 0, m: 0, d: 0 };
  order.forEach((part, index) => (date[part as 'y'] = Number(found[index + 1])));
  const [, , , , hours, minutes, seconds, fraction, half] = found;
  const hour = Number(hours ?? 0);
  return DateTime.fromObject(
    {
      year: date.y < 100 ? 2000 + date.y : date.y,
      month: date.m,
      day: date.d,
      hour: half === undefined ? hour : (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0),
      minute: Number(minutes ?? 0),
      second: Number(seconds ?? 0),
      millisecond: Number((fraction ?? '').padEnd(3, '0')),
    },
    { zone },
  ).toMillis();
}

/** The first format in which all of these are times; `iso` where none fits. A day above the 12th decides its order. */
export function guessFormat(samples: readonly string[]): CsvTimeFormat {
  const given = samples.filter((text) => text.trim() !== '');
  const fits = (format: CsvTimeFormat) =>
    given.length > 0 && given.every((text) => !Number.isNaN(readTime(text, format, 'UTC')));
  if (given.length > 0 && given.every((text) => /^\d{12,14}$/.test(text.trim()))) return 'milliseconds';
  if (given.length > 0 && given.every((text) => /^\d{9,11}(\.\d+)?$/.test(text.trim()))) return 'seconds';
  const order: CsvTimeFormat[] = ['iso', 'dd.mm.yyyy', 'dd/mm/yyyy', 'mm/dd/yyyy', 'yyyy-mm-dd'];
  return order.find(fits) ?? 'iso';
}
