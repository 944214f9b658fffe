import type { Granularity, Language, ResolvedPeriod } from '@parley/contracts';
import { localeOf } from './format';
import { hourFormat } from './habits';

interface Format {
  format(at: Date): string;
}

const made = new Map<string, Format>();
function format(language: Language, zone: string, options: Intl.DateTimeFormatOptions): Format {
  const hours = hourFormat();
  const key = `${language} ${zone} ${hours} ${JSON.stringify(options)}`;
  const known = made.get(key);
  if (known) return known;
  const intl = new Intl.DateTimeFormat(localeOf(language), {
    timeZone: zone,
    hourCycle: hours === 12 ? 'h12' : 'h23',
    ...options,
    ...(hours === 12 && options.hour !== undefined ? { hour: 'numeric' } : {}),
    ...(options.hourCycle === undefined ? {} : { hourCycle: options.hourCycle, hour: '2-digit' }),
  });
  // «2026 г.» reads as «2026» in a table, on an axis and beside another date.
  const next = { format: (at: Date) => intl.format(at).replace(/\sг\./, '') };
  made.set(key, next);
  return next;
}

const DAY: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short' };
const TIME: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' };
const YEAR: Intl.DateTimeFormatOptions = { year: 'numeric' };

const yearIn = (at: Date, zone: string) => format('en', zone, YEAR).format(at);
const dayIn = (at: Date, zone: string) => format('en', zone, { ...DAY, ...YEAR }).format(at);
const isMidnight = (at: Date, zone: string) =>
  format('en', zone, { ...TIME, hourCycle: 'h23' }).format(at) === '00:00';

/** `14:03` in the zone, or `2:03 pm` where the workspace counts to twelve; so wherever a time of day is shown. */
export const formatTime = (at: string, zone: string, language: Language): string =>
  format(language, zone, TIME).format(new Date(at));

/** `22 Nov 2026, 14:03` in the zone. */
export const formatMoment = (at: string, zone: string, language: Language): string =>
  format(language, zone, { ...DAY, ...YEAR, ...TIME }).format(new Date(at));

/** `14:03` when `at` lies on the same local day as `now`, else `21 Nov 2026, 14:03`. */
export function formatRecently(at: string, now: Date, zone: string, language: Language): string {
  return dayIn(new Date(at), zone) === dayIn(now, zone)
    ? formatTime(at, zone, language)
    : formatMoment(at, zone, language);
}

/** A moment of something that lasted from `from` to `to`: by its time of day when all of that lies on one local day, else with the date. */
export function formatWithin(
  at: string,
  { from, to }: { from: string; to: string },
  zone: string,
  language: Language,
): string {
  const day = dayIn(new Date(at), zone);
  return [from, to].every((edge) => dayIn(new Date(edge), zone) === day)
    ? formatTime(at, zone, language)
    : formatMoment(at, zone, language);
}

/** A half-open period as people say it, the last day included: `24 Oct – 22 Nov 2026`; with times where it is cut inside a day. */
export function formatPeriod(period: ResolvedPeriod, zone: string, language: Language): string {
  const from = new Date(period.from);
  const to = new Date(period.to);
  if (isMidnight(from, zone) && isMidnight(to, zone)) {
    const last = new Date(to.getTime() - 1);
    const whole = { ...DAY, ...YEAR };
    const end = format(language, zone, whole).format(last);
    const start = format(language, zone, whole).format(from);
    if (start === end) return end;
    return yearIn(from, zone) === yearIn(last, zone)
      ? `${format(language, zone, DAY).format(from)} – ${end}`
      : `${start} – ${end}`;
  }
  const moment = { ...DAY, ...YEAR, ...TIME };
  return `${format(language, zone, moment).format(from)} – ${format(language, zone, moment).format(to)}`;
}

/** The name of a bucket on an axis or in a table, by its first instant. */
export function formatBucket(
  start: string,
  granularity: Granularity,
  zone: string,
  language: Language,
): string {
  const at = new Date(start);
  switch (granularity) {
    case 'hour':
      return format(language, zone, { ...DAY, ...TIME }).format(at);
    case 'day':
      return format(language, zone, DAY).format(at);
    case 'week': {
      const last = new Date(at.getTime() + 6.5 * 86_400_000);
      return `${format(language, zone, DAY).format(at)} – ${format(language, zone, DAY).format(last)}`;
    }
    case 'month':
      return format(language, zone, { month: 'short', year: 'numeric' }).format(at);
    case 'quarter': {
      const month = Number(format('en', zone, { month: 'numeric' }).format(at));
      const number = Math.floor((month - 1) / 3) + 1;
      return language === 'ru' ? `${number} кв. ${yearIn(at, zone)}` : `Q${number} ${yearIn(at, zone)}`;
    }
    case 'year':
      return yearIn(at, zone);
  }
}

/** The bucket's name with the weekday, for tooltips: `Mon, 9 Nov`. */
export function formatBucketLong(
  start: string,
  granularity: Granularity,
  zone: string,
  language: Language,
): string {
  if (granularity !== 'day' && granularity !== 'hour')
    return formatBucket(start, granularity, zone, language);
  const weekday = format(language, zone, { weekday: 'short' }).format(new Date(start));
  return `${weekday}, ${formatBucket(start, granularity, zone, language)}`;
}

/** `UTC+3`, `UTC−4:30`: how far the zone is from UTC at that moment. */
export function formatOffset(zone: string, at: Date): string {
  const part = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
    .formatToParts(at)
    .find((each) => each.type === 'timeZoneName')?.value;
  const match = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(part ?? '');
  if (!match?.[1] || (match[2] === '00' && match[3] === '00')) return 'UTC';
  const minutes = match[3] === '00' ? '' : `:${match[3]}`;
  return `UTC${match[1] === '-' ? '\u2212' : '+'}${Number(match[2])}${minutes}`;
}
