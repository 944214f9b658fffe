const DAY_MS = 86_400_000;
const TWO = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'));
const THREE = Array.from({ length: 1000 }, (_, n) => String(n).padStart(3, '0'));

interface Day {
  day: number;
  date: string;
  month: string;
}

/** Days that were formatted lately: a calendar costs ten times the clock. */
const days = new Map<number, Day>();
const DAYS_AT_MOST = 1000;

function dayOf(ms: number): Day {
  const day = Math.floor(ms / DAY_MS);
  const known = days.get(day);
  if (known) return known;
  if (days.size >= DAYS_AT_MOST) days.clear();
  const date = new Date(day * DAY_MS).toISOString().slice(0, 10);
  const one = { day, date, month: date.slice(0, 4) + date.slice(5, 7) };
  days.set(day, one);
  return one;
}

/** Whole milliseconds UTC as ClickHouse's DateTime64(3, 'UTC') reads it: `2026-11-22 09:00:05.123`. */
export function formatTime(ms: number): string {
  return `${formatSecond(ms)}.${THREE[ms - Math.floor(ms / 1000) * 1000]}`;
}

/** Whole milliseconds UTC as ClickHouse's DateTime('UTC') reads it, cut to the second. */
export function formatSecond(ms: number): string {
  const { day, date } = dayOf(ms);
  const second = Math.floor((ms - day * DAY_MS) / 1000);
  return `${date} ${TWO[Math.floor(second / 3600)]}:${TWO[Math.floor(second / 60) % 60]}:${TWO[second % 60]}`;
}

/** The month of an instant in UTC as `YYYYMM`: the partition it is stored in. */
export const monthOf = (ms: number): string => dayOf(ms).month;
