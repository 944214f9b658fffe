import { type MetricKey, type UnavailableReason, metric, whyEmpty } from '@parley/contracts';
import { type Change, SMALL_SAMPLE, changeOf } from '../theme/change';

export type Row = Readonly<Record<string, unknown>>;

/** One number of a row beside the one it is compared with, and how far both can be trusted. */
export interface Reading {
  key: MetricKey;
  value: number | null;
  previous: number | null;
  change: Change | null;
  /** From how many things it is computed; null where that is not said or the number is a count itself. */
  sample: number | null;
  /** Computed from so few things that it may be chance. */
  isSmall: boolean;
  /** Why there is no value. */
  reason: UnavailableReason | null;
  /** Below 1 where the number speaks of a part of the row only. */
  coveredShare: number;
}

export function numberIn(row: Row | undefined, key: string): number | null {
  const value = row?.[key];
  return typeof value === 'number' ? value : null;
}

/** A share that would be written as 100 % is all. */
export const seenShare = (share: number): number => (share >= 0.9995 ? 1 : share);

/** Reads one number of a row; of an answer without rows, that nothing happened. */
export function readingOf(row: Row | undefined, previous: Row | undefined, key: MetricKey): Reading {
  const { needs, sample: sampleKey, good } = metric(key);
  const value = numberIn(row, key);
  const sample = sampleKey ? numberIn(row, sampleKey) : null;
  const covered = needs === 'nothing' ? null : numberIn(row, `${needs}_covered_share`);
  const before = numberIn(previous, key);
  return {
    key,
    value,
    previous: before,
    change: changeOf(value, before, good),
    sample,
    isSmall: value !== null && sample !== null && sample < SMALL_SAMPLE,
    reason: row ? whyEmpty(key, row) : 'nothing_to_divide',
    coveredShare: value === null ? 1 : seenShare(covered ?? 1),
  };
}

export interface PeriodRow extends Row {
  period: 'current' | 'previous';
  is_total?: boolean;
}

/** The rows of the two periods; totals apart. `idOf` names what a row is of, so that the two periods are paired. */
export function pairedRows<R extends PeriodRow>(
  rows: readonly R[],
  idOf: (row: R) => string,
): {
  lines: { id: string; row: R; previous: R | undefined }[];
  total: { row: R; previous: R | undefined } | null;
} {
  const before = new Map(
    rows.filter(({ period }) => period === 'previous').map((row) => [keyOf(row, idOf), row]),
  );
  const current = rows.filter(({ period }) => period === 'current');
  const pair = (row: R) => ({ row, previous: before.get(keyOf(row, idOf)) });
  const total = current.find((row) => row.is_total);
  return {
    lines: current.filter((row) => !row.is_total).map((row) => ({ id: idOf(row), ...pair(row) })),
    total: total ? pair(total) : null,
  };
}

const keyOf = <R extends PeriodRow>(row: R, idOf: (row: R) => string) =>
  row.is_total ? '\u0000total' : idOf(row);
