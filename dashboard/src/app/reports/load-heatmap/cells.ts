import { type Language, type MetricKey, type loadHeatmap, metric } from '@parley/contracts';
import type { z } from 'zod';
import { SMALL_SAMPLE } from '../../theme/change';
import { formatDuration, formatNumber } from '../../theme/format';
import { numberIn } from '../reading';

export type HeatRow = z.infer<typeof loadHeatmap.row>;

/** What the map can show. */
export const SHOWN = [
  'waits_begun',
  'messages_received',
  'waits_answered',
  'response_median_seconds',
] as const satisfies readonly MetricKey[];
export type Shown = (typeof SHOWN)[number];
/** The number named in the URL; what people begin to wait for when it is not one of ours. */
export const shownFrom = (name: string | null): Shown => SHOWN.find((key) => key === name) ?? 'waits_begun';

/** How many shades there are beside none. */
export const SHADES = 5;

export interface HeatCell {
  weekday: number;
  hour: number;
  value: number | null;
  /** 0 (nothing) to {@link SHADES}. */
  shade: number;
  /** A time computed from so few waits that it may be chance. */
  isSmall: boolean;
  row: HeatRow;
}

/**
 * The 168 hours of the week in order. Shades are even steps up to the largest value; times up to the largest that is no
 * chance, if there is one, so that one night message does not make the rest pale.
 */
export function cellsOf(rows: readonly HeatRow[], shown: Shown): HeatCell[] {
  const current = rows
    .filter((row) => row.period === 'current')
    .sort((a, b) => a.weekday - b.weekday || a.hour_of_day - b.hour_of_day);
  const isSmall = (row: HeatRow) =>
    metric(shown).unit === 'seconds' && (numberIn(row, 'waits_begun') ?? 0) < SMALL_SAMPLE;
  const values = current.flatMap((row) => row[shown] ?? []);
  const sure = current.filter((row) => !isSmall(row)).flatMap((row) => row[shown] ?? []);
  const largest = Math.max(0, ...(sure.length > 0 ? sure : values));
  return current.map((row) => {
    const value = row[shown];
    const part = value && largest > 0 ? Math.min(1, value / largest) : 0;
    return {
      weekday: row.weekday,
      hour: row.hour_of_day,
      value,
      shade: Math.ceil(part * SHADES),
      isSmall: value !== null && isSmall(row),
      row,
    };
  });
}

/** The cell with the largest value; null where nothing happened. */
export function peakOf(cells: readonly HeatCell[]): HeatCell | null {
  const sure = cells.filter((cell) => !cell.isSmall && (cell.value ?? 0) > 0);
  const from = sure.length > 0 ? sure : cells.filter((cell) => (cell.value ?? 0) > 0);
  return from.reduce<HeatCell | null>(
    (best, cell) => (best === null || (cell.value ?? 0) > (best.value ?? 0) ? cell : best),
    null,
  );
}

/** A value in the few letters that fit into a cell: `1.2k`, `4 min`. */
export function shortly(value: number | null, shown: Shown, language: Language): string {
  if (value === null) return '';
  if (shown === 'response_median_seconds') {
    const [whole = ''] = formatDuration(coarse(value), language).split(' ');
    return whole;
  }
  if (value === 0) return '';
  return value < 10_000 ? formatNumber(value, language) : `${formatNumber(value / 1000, language)}k`;
}

/** A length rounded to its largest unit, so that one unit says it. */
function coarse(seconds: number): number {
  const unit = seconds < 59.5 ? 1 : seconds < 3570 ? 60 : seconds < 48 * 3600 - 1800 ? 3600 : 86_400;
  return Math.round(seconds / unit) * unit;
}
