import { openingOf } from '../../acquisition/acquisition';
import type { AcquisitionState, NamedValue } from '../../acquisition/acquisition-state';
import { pairedRows, type PeriodRow } from '../reading';
import type { NamedRow } from '../report-lines';

type CreditedRow = PeriodRow & NamedValue;

const idOf = ({ value, arrival }: NamedValue): string =>
  value === null ? `arrival ${arrival}` : `value ${value}`;

/** The rows of the period beside those of the period before, under the names of the screen; the total apart. */
export function creditedRows<R extends CreditedRow>(
  rows: readonly R[],
  acquisition: AcquisitionState,
  total: string,
): { rows: NamedRow[]; total: NamedRow | null } {
  const { group } = acquisition.asked();
  const paired = pairedRows(rows, idOf);
  return {
    rows: paired.lines.map((line) => ({
      ...line,
      name: acquisition.nameOf(group, line.row),
      isOurs: line.row.value === null,
      // What no touch earned opens into nothing.
      only: isEarned(line.row) ? openingOf(group, line.row) : null,
    })),
    total: paired.total && { ...paired.total, id: 'total', name: total, isOurs: true, only: null },
  };
}

const isEarned = ({ value, arrival }: NamedValue): boolean =>
  value !== null || (arrival !== 'expired' && arrival !== 'unattributed');
