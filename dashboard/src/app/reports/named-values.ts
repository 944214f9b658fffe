import type { NamedValue } from '../acquisition/acquisition-state';
import type { OwnQuery } from '../shell/view-state';
import { type Row, pairedRows } from './reading';
import type { NamedRow } from './report-lines';

const TOTAL = 'total';

/** What stays the same for the same value or way of arriving. */
export const idOfValue = ({ value, arrival }: NamedValue): string =>
  value === null ? `arrival ${arrival}` : `value ${value}`;

export interface NameTexts {
  total: string;
  nameOf: (row: NamedValue) => string;
  openingOf: (row: NamedValue) => OwnQuery;
}

type ValueRow = Row & NamedValue & { period: 'current' | 'previous'; is_total: boolean };

/** The rows of a report of acquisition beside those of the period before, and the total, which the api computed anew. */
export function namedLines<R extends ValueRow>(
  rows: readonly R[],
  texts: NameTexts,
): { rows: NamedRow[]; total: NamedRow | null } {
  const { lines, total } = pairedRows(rows, idOfValue);
  return {
    rows: lines.map((line) => ({
      ...line,
      name: texts.nameOf(line.row),
      isOurs: line.row.value === null,
      only: texts.openingOf(line.row),
    })),
    total: total && { ...total, id: TOTAL, name: texts.total, isOurs: true, only: null },
  };
}
