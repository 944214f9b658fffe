import { DEFAULT_BUCKETS, type Language } from '@parley/contracts';

/** The contract of the report: whole seconds, rising, 1 to 30 of them, none above 366 days. */
const MOST = 30;
const LONGEST = 366 * 86_400;

/** The limits named in the URL, in seconds; the usual ones when they are none that the report would take. */
export function limitsFrom(name: string | null): readonly number[] {
  const limits = (name ?? '').split(',').map(Number);
  return name !== null && areLimits(limits) ? limits : DEFAULT_BUCKETS;
}

/** What stands in the URL for these limits; null for the usual ones. */
export const limitsName = (limits: readonly number[]): string | null =>
  limits.join(',') === DEFAULT_BUCKETS.join(',') ? null : limits.join(',');

export const areLimits = (limits: readonly number[]): boolean =>
  limits.length > 0 &&
  limits.length <= MOST &&
  limits.every((limit, index) => {
    const before = limits[index - 1] ?? 0;
    return Number.isInteger(limit) && limit > before && limit <= LONGEST;
  });

const UNITS: readonly { seconds: number; names: RegExp; write: Record<Language, string> }[] = [
  { seconds: 86_400, names: /^(d|days?|д|дн|день|дня|дней|сут|сутки)$/, write: { en: 'd', ru: 'д' } },
  { seconds: 3600, names: /^(h|hrs?|hours?|ч|час|часа|часов)$/, write: { en: 'h', ru: 'ч' } },
  { seconds: 60, names: /^(m|mins?|minutes?|м|мин|минут|минута|минуты)$/, write: { en: 'min', ru: 'мин' } },
  { seconds: 1, names: /^(s|secs?|seconds?|с|сек|секунд|секунда|секунды)$/, write: { en: 's', ru: 'с' } },
];

/** `1 min, 5 min, 1 h`: limits as people type them. */
export const writeLimits = (limits: readonly number[], language: Language): string =>
  limits.map((limit) => writeLength(limit, language)).join(', ');

function writeLength(seconds: number, language: Language): string {
  const unit = UNITS.find((each) => seconds % each.seconds === 0);
  return unit ? `${seconds / unit.seconds}\u00a0${unit.write[language]}` : String(seconds);
}

/**
 * Reads limits as people type them: `30 s, 1 min, 1h 30m; 2 ч`, in either language, in any order. A number without a
 * unit has that of the one after it, seconds at the end. Null: not understood, or none that the report would take.
 */
export function readLimits(text: string): number[] | null {
  const parts = text
    .split(/[,;\n]/)
    .map((part) => part.trim().toLowerCase())
    .filter(Boolean);
  let unit = 1;
  const lengths = parts.reverse().map((part) => {
    const bare = /^\d+(?:\.\d+)?$/.exec(part);
    if (bare) return Number(part) * unit;
    let rest = part;
    let sum = 0;
    while (rest) {
      const found = /^(\d+(?:\.\d+)?)\s*([a-zа-я]+)\.?\s*/.exec(rest);
      const known = UNITS.find(({ names }) => names.test(found?.[2] ?? ''));
      if (!found || !known) return NaN;
      unit = known.seconds;
      sum += Number(found[1]) * known.seconds;
      rest = rest.slice(found[0].length);
    }
    return sum;
  });
  const limits = [...new Set(lengths)].sort((a, b) => a - b);
  return areLimits(limits) ? limits : null;
}
