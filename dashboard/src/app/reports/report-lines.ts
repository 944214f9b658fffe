import type { MetricKey } from '@parley/contracts';
import type { OwnQuery } from '../shell/view-state';
import { BY_NAME, type Sort, compareValues } from '../ui/table/sorting';
import { type Reading, type Row, readingOf } from './reading';

/** One thing that numbers are split by, with its row and the row of the period it is compared with. */
export interface NamedRow {
  /** Stays the same for the same thing. */
  id: string;
  name: string;
  /** Named by us, such as «without a team»: comes last in the order of names. */
  isOurs: boolean;
  row: Row;
  previous: Row | undefined;
  /** The part of the URL that shows only this; null where there is none. */
  only: OwnQuery | null;
  /** The address of its own page, where it has one. */
  page?: readonly string[];
}

export interface Line extends NamedRow {
  isTotal: boolean;
  readings: ReadonlyMap<string, Reading>;
  /** Every time in the row is computed from so few things that it may be chance. */
  isSmall: boolean;
}

export function lineOf(named: NamedRow, keys: readonly MetricKey[], isTotal = false): Line {
  const readings = new Map(keys.map((key) => [key as string, readingOf(named.row, named.previous, key)]));
  const sampled = [...readings.values()].filter(({ sample }) => sample !== null);
  return {
    ...named,
    isTotal,
    readings,
    isSmall:
      sampled.some((each) => each.isSmall) && sampled.every((each) => each.isSmall || each.value === null),
  };
}

/** What a row says beside its numbers, such as its busiest hour. */
export interface Fact {
  key: string;
  label: string;
  /** As it is shown; null where there is none. */
  shown: (row: Row) => string | null;
  /** What the order goes by. */
  value: (row: Row) => string | number | null;
}

/** The lines in an order; what does not exist comes last. */
export function sorted(
  lines: readonly Line[],
  { by, isDescending }: Sort,
  locale: string,
  facts: readonly Fact[] = [],
): Line[] {
  const fact = facts.find(({ key }) => key === by);
  const valueOf = (line: Line) => {
    if (by === BY_NAME) return line.isOurs ? null : line.name;
    return fact ? fact.value(line.row) : (line.readings.get(by)?.value ?? null);
  };
  return [...lines].sort((a, b) => compareValues(valueOf(a), valueOf(b), isDescending, locale));
}

/** So many rows are shown before somebody asks for all, and so many at most: a page is no place for thousands. */
export const FEW_ROWS = 12;
export const MOST_ROWS = 300;

/** The rows of a folded table; one or two more than a few are not worth folding. */
export const folded = (lines: readonly Line[]): readonly Line[] =>
  lines.length <= FEW_ROWS + 2 ? lines : lines.slice(0, FEW_ROWS);
