import { type Comparison, type Granularity } from '@parley/contracts';
import { DateTime } from 'luxon';
import { ProblemError } from '../http/problem-error.js';

/** More points than this no chart can show and no reader can read. */
export const MAX_BUCKETS = 5_000;

/**
 * What ClickHouse can cut into calendar units: they are kept as seconds in 32 bits, which begin in 1970 and end in
 * February 2106. Nothing of ours lies outside 2009–2105.
 */
const EARLIEST_YEAR = 1971;
const LATEST_YEAR = 2105;

/** [from, to): instants, in the zone in which they are cut. */
export interface Period {
  from: DateTime;
  to: DateTime;
}

export interface AskedPeriod {
  /** `YYYY-MM-DD`, a day of the zone, or an instant, ISO 8601 with `Z` or an offset. */
  from: string;
  to: string;
  compare_to: Comparison;
}

/** Gives the period as instants. A day begins at its first moment, also where midnight does not exist. */
export function resolvePeriod(
  asked: Pick<AskedPeriod, 'from' | 'to'> & Partial<AskedPeriod>,
  zone: string,
): Period {
  const from = momentOf(asked.from, zone);
  const to = momentOf(asked.to, zone);
  if (from >= to) {
    throw wrongPeriod('from', {
      en: 'The period must begin before it ends; the end does not count (a single day is from=2026-11-22, to=2026-11-23).',
      ru: 'Начало периода должно быть раньше конца; конец не входит (один день — from=2026-11-22, to=2026-11-23).',
    });
  }
  const isTooEarly = from.year < EARLIEST_YEAR;
  if (isTooEarly || to > DateTime.fromObject({ year: LATEST_YEAR + 1 }, { zone })) {
    throw wrongPeriod(isTooEarly ? 'from' : 'to', {
      en: `Choose a period between the beginning of ${EARLIEST_YEAR} and the end of ${LATEST_YEAR}.`,
      ru: `Выберите период между началом ${EARLIEST_YEAR} и концом ${LATEST_YEAR} года.`,
    });
  }
  return { from, to };
}

/**
 * Gives the period to compare with; null when none is asked for, or when it would begin before 1971. `previous_period`
 * is what lies directly before: whole calendar months before whole calendar months, as many local days before whole
 * local days (so whole weeks meet the same weekdays), else the same length. `previous_weekdays` is the last that lies before
 * and has the same weekdays: whole weeks earlier, by the local clock. `previous_year` is the same dates a year earlier; 29
 * February is its 28th there.
 */
export function previousOf(period: Period, compareTo: Comparison): Period | null {
  if (compareTo === 'none') return null;
  const previous = BEFORE[compareTo](period);
  return previous.from.year < EARLIEST_YEAR ? null : previous;
}

function directlyBefore({ from, to }: Period): Period {
  const months = wholeMonths(from, to);
  if (months > 0) return { from: from.minus({ months }), to: from };
  if (isMidnight(from) && isMidnight(to)) {
    return { from: from.minus({ days: daysBetween(from, to) }).startOf('day'), to: from };
  }
  return { from: from.minus(to.diff(from)), to: from };
}

/** Calendar weeks: one in which the clocks change has as many days as any other. */
function weeksBefore({ from, to }: Period): Period {
  const weeks = Math.ceil(to.diff(from, 'weeks').weeks);
  return { from: from.minus({ weeks }), to: to.minus({ weeks }) };
}

const BEFORE: Record<Exclude<Comparison, 'none'>, (period: Period) => Period> = {
  previous_period: directlyBefore,
  previous_weekdays: weeksBefore,
  previous_year: yearBefore,
};

/** Refuses a period that would be cut into more than {@link MAX_BUCKETS} pieces. */
export function checkBuckets({ from, to }: Period, granularity: Granularity): void {
  const unit = `${granularity}s` as const;
  const buckets = Math.ceil(to.diff(from, unit).as(unit));
  if (buckets <= MAX_BUCKETS) return;
  throw new ProblemError(
    'too_many_buckets',
    {
      en: `That would be ${buckets} points; at most ${MAX_BUCKETS} are drawn. Choose a coarser granularity or a shorter period.`,
      ru: `Получилось бы ${buckets} точек, а рисуется не больше ${MAX_BUCKETS}. Выберите более крупный шаг или период короче.`,
    },
    { errors: [{ path: 'granularity', message: `gives ${buckets} buckets, at most ${MAX_BUCKETS}` }] },
  );
}

/** The moment that a day (its beginning in the zone) or an instant means. */
export function momentOf(text: string, zone: string): DateTime {
  // setZone: an instant keeps its moment and is shown in the zone; a day is a day of the zone.
  const moment = DateTime.fromISO(text, { zone });
  if (!moment.isValid) throw new Error(`Unreadable instant after validation: ${text}`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? moment.startOf('day') : moment;
}

function wholeMonths(from: DateTime, to: DateTime): number {
  if (from.day !== 1 || to.day !== 1 || !isMidnight(from) || !isMidnight(to)) return 0;
  return (to.year - from.year) * 12 + to.month - from.month;
}

const isMidnight = (moment: DateTime) => moment.equals(moment.startOf('day'));

/** Local calendar days, whatever their length in hours. */
const daysBetween = (from: DateTime, to: DateTime): number => {
  const day = (moment: DateTime) => Date.UTC(moment.year, moment.month - 1, moment.day);
  return Math.round((day(to) - day(from)) / 86_400_000);
};

function yearBefore({ from, to }: Period): Period {
  const year = { years: 1 };
  // An end at the beginning of 29 February includes all of the 28th, so it must a year earlier as well.
  const isLeapEnd = to.month === 2 && to.day === 29 && isMidnight(to);
  return { from: from.minus(year), to: isLeapEnd ? to.plus({ days: 1 }).minus(year) : to.minus(year) };
}

function wrongPeriod(path: string, detail: { en: string; ru: string }): ProblemError {
  return new ProblemError('period_invalid', detail, { errors: [{ path, message: detail.en }] });
}
