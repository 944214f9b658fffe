import type { Language, Metric } from '@parley/contracts';

const LOCALES: Record<Language, string> = { en: 'en-GB', ru: 'ru-RU' };
/** The Intl locale of a language; hours and weeks are the workspace's. */
export const localeOf = (language: Language): string => LOCALES[language];

const NBSP = '\u00a0';
const NARROW_NBSP = '\u202f';
const MINUS = '\u2212';

const formatters = new Map<string, Intl.NumberFormat>();
function numberFormat(language: Language, digits: number): Intl.NumberFormat {
  const key = `${language}${digits}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: digits });
  formatters.set(key, made);
  return made;
}

/** A number with grouped digits: `1 861` (narrow no-break space) in Russian, `1,861` in English. */
export function formatNumber(value: number, language: Language, digits = 0): string {
  const text = numberFormat(language, digits).format(Object.is(value, -0) ? 0 : value);
  return text.replaceAll(NBSP, NARROW_NBSP).replace(/^-/, MINUS);
}

/** A rate (0–1) as a percentage, with one digit unless others are asked for: `16,7 %`, `16.7%`. */
export function formatRate(rate: number, language: Language, digits = 1): string {
  const text = formatNumber(rate * 100, language, digits);
  return language === 'ru' ? `${text}${NBSP}%` : `${text}%`;
}

const UNITS: Record<Language, Record<'day' | 'hour' | 'minute' | 'second', string>> = {
  en: { day: 'd', hour: 'h', minute: 'min', second: 's' },
  ru: { day: 'д', hour: 'ч', minute: 'мин', second: 'с' },
};

/** A length of time in its two largest units: `3 h 30 min`, `2 d 4 h` (days from 48 h), `11 min 20 s`, `45 s`. Rounded, never cut. */
export function formatDuration(seconds: number, language: Language): string {
  const unit = UNITS[language];
  const sign = seconds < 0 ? MINUS : '';
  const length = Math.abs(seconds);
  const part = (value: number, name: keyof typeof unit) =>
    `${formatNumber(value, language, name === 'second' && value < 10 ? 1 : 0)}${NBSP}${unit[name]}`;
  const pair = (big: number, bigName: keyof typeof unit, small: number, smallName: keyof typeof unit) =>
    sign + part(big, bigName) + (small ? ` ${part(small, smallName)}` : '');
  if (length < 59.5) return sign + part(length, 'second');
  const wholeSeconds = Math.round(length);
  if (wholeSeconds < 3600) return pair(Math.floor(wholeSeconds / 60), 'minute', wholeSeconds % 60, 'second');
  const minutes = Math.round(length / 60);
  if (minutes < 48 * 60) return pair(Math.floor(minutes / 60), 'hour', minutes % 60, 'minute');
  const hours = Math.round(length / 3600);
  return pair(Math.floor(hours / 24), 'day', hours % 24, 'hour');
}

/** The same length exactly, for the tooltip: `3.5 h = 12,600 s`. */
export function formatExactDuration(seconds: number, language: Language): string {
  const unit = UNITS[language];
  const exact = `${formatNumber(seconds, language, 3)}${NBSP}${unit.second}`;
  if (Math.abs(seconds) < 60) return exact;
  const [size, name] = Math.abs(seconds) < 3600 ? ([60, unit.minute] as const) : ([3600, unit.hour] as const);
  return `${formatNumber(seconds / size, language, 2)}${NBSP}${name} = ${exact}`;
}

/** A value in the unit of its metric; null is `—`. */
export function formatValue(
  value: number | null | undefined,
  unit: Metric['unit'],
  language: Language,
): string {
  if (value === null || value === undefined) return '—';
  if (unit === 'rate') return formatRate(value, language);
  if (unit === 'seconds') return formatDuration(value, language);
  return formatNumber(value, language, digitsOf(value, unit));
}

/** Decimals that are shown: of parts of things and of small money two. */
const digitsOf = (value: number, unit: Metric['unit']): number =>
  unit === 'credit' || unit === 'number' || (unit === 'money' && Math.abs(value) < 1000) ? 2 : 0;

/** The whole value, where the shown one is rounded; empty where it is not. */
export function formatExact(value: number | null, unit: Metric['unit'], language: Language): string {
  if (value === null || unit === 'count') return '';
  if (unit === 'seconds') return formatExactDuration(value, language);
  if (unit === 'credit' || unit === 'number' || unit === 'money') {
    const exact = formatNumber(value, language, 4);
    return exact === formatValue(value, unit, language) ? '' : exact;
  }
  const text = formatNumber(value * 100, language, 4);
  return language === 'ru' ? `${text}${NBSP}%` : `${text}%`;
}

/** A signed difference in the unit of the metric; a rate changes by percentage points. */
export function formatChange(change: number, unit: Metric['unit'], language: Language): string {
  const sign = change > 0 ? '+' : change < 0 ? MINUS : '±';
  const size = Math.abs(change);
  if (unit === 'rate') {
    const points = formatNumber(size * 100, language, 1);
    return `${sign}${points}${NBSP}${language === 'ru' ? 'п.п.' : 'pp'}`;
  }
  return sign + formatValue(size, unit, language);
}

/** Whether a change is too small to be seen: it would read «−0». */
export function isUnseen(change: number, unit: Metric['unit']): boolean {
  const smallest = { count: 0.5, number: 0.005, credit: 0.005, money: 0.005, rate: 0.0005, seconds: 0.05 }[
    unit
  ];
  return Math.abs(change) < smallest;
}

/** A signed relative change: `+3,4 %`; what rounds to nothing has no direction: `±0 %`. */
export function formatRelativeChange(share: number, language: Language): string {
  const sign = isUnseen(share, 'rate') ? '±' : share > 0 ? '+' : MINUS;
  return sign + formatRate(Math.abs(share), language);
}
