import type { Granularity, PeriodPreset, WeekStart } from '@parley/contracts';

/** The edges of a period as the api takes them: days local to the zone, or instants; the end excluded. */
export interface Edges {
  from: string;
  to: string;
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** The local calendar day of a moment, `YYYY-MM-DD`. */
export function dayIn(zone: string, at: Date): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(at);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}

/** Calendar arithmetic on days; it knows no zones, so a clock change cannot move it. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

const firstOfMonth = (day: string, months = 0): string => {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
};

/** How many days of its week lie before a day. */
const weekday = (day: string, start: WeekStart): number =>
  (new Date(`${day}T00:00:00Z`).getUTCDay() + (start === 'sunday' ? 0 : 6)) % 7;

/**
 * The edges of a preset at a moment. «Last N days» hold today, so that what happens now is seen.
 * `last_24_hours` are instants, to the minute; all others are local days.
 */
export function resolvePreset(
  preset: PeriodPreset,
  now: Date,
  zone: string,
  weekStart: WeekStart = 'monday',
): Edges {
  const today = dayIn(zone, now);
  const tomorrow = addDays(today, 1);
  switch (preset) {
    case 'today':
      return { from: today, to: tomorrow };
    case 'yesterday':
      return { from: addDays(today, -1), to: today };
    case 'last_24_hours': {
      const to = Math.ceil((now.getTime() + 1) / MINUTE_MS) * MINUTE_MS;
      return { from: new Date(to - DAY_MS).toISOString(), to: new Date(to).toISOString() };
    }
    case 'last_7_days':
      return { from: addDays(today, -6), to: tomorrow };
    case 'last_30_days':
      return { from: addDays(today, -29), to: tomorrow };
    case 'last_90_days':
      return { from: addDays(today, -89), to: tomorrow };
    case 'this_week': {
      const first = addDays(today, -weekday(today, weekStart));
      return { from: first, to: addDays(first, 7) };
    }
    case 'this_month':
      return { from: firstOfMonth(today), to: firstOfMonth(today, 1) };
    case 'last_month':
      return { from: firstOfMonth(today, -1), to: firstOfMonth(today) };
    case 'this_year':
      return { from: `${today.slice(0, 4)}-01-01`, to: `${Number(today.slice(0, 4)) + 1}-01-01` };
  }
}

/** The length of a period in days, give or take a clock change. */
export function lengthInDays({ from, to }: Edges): number {
  const at = (edge: string) => Date.parse(edge.length === 10 ? `${edge}T00:00:00Z` : edge);
  return (at(to) - at(from)) / DAY_MS;
}

/** The longest period, in days, for which a granularity still makes a readable chart. */
const LONGEST: Record<Granularity, number> = {
  hour: 14,
  day: 370,
  week: 1100,
  month: 3700,
  quarter: 7400,
  year: Infinity,
};
const SHORTEST: Record<Granularity, number> = { hour: 0, day: 2, week: 8, month: 32, quarter: 93, year: 370 };

/** The granularities that suit a period, finest first; never none. */
export function granularitiesFor(edges: Edges): Granularity[] {
  const days = lengthInDays(edges);
  const all = Object.keys(LONGEST) as Granularity[];
  return all.filter((each) => days <= LONGEST[each] && days >= SHORTEST[each]);
}

/** The granularity that is taken when none is chosen. */
export function autoGranularity(edges: Edges): Granularity {
  const days = lengthInDays(edges);
  if (days <= 2) return 'hour';
  if (days <= 92) return 'day';
  if (days <= 370) return 'week';
  if (days <= 1500) return 'month';
  return days <= 3700 ? 'quarter' : 'year';
}
