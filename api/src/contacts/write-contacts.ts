import { CONTACT_COLUMNS, type ContactColumn, type ContactRow } from '@parley/contracts';
import { csvOf } from '../reports/write-answer.js';

const COLUMNS = Object.keys(CONTACT_COLUMNS) as ContactColumn[];

/** A cell of the list; several things of one contact stand with `; ` in between. */
function cellOf(row: ContactRow, column: ContactColumn): unknown {
  switch (column) {
    case 'channels':
      return [...new Set(row.identities.map(({ channel }) => channel))];
    case 'accounts':
      return [...new Set(row.identities.map(({ account_name }) => account_name ?? ''))];
    case 'identities':
      return row.identities.length;
    case 'amounts':
      return row.amounts.map(({ amount, currency }) => `${amount} ${currency}`);
    case 'refunded':
      return row.amounts
        .filter(({ refunded }) => refunded !== 0)
        .map(({ refunded, currency }) => `${refunded} ${currency}`);
    default:
      return row[column];
  }
}

export const contactsCsvHead = (bom: boolean): string => `${bom ? '\uFEFF' : ''}${csvOf([COLUMNS])}`;

export const contactsCsv = (rows: readonly ContactRow[]): string =>
  csvOf(rows.map((row) => COLUMNS.map((column) => cellOf(row, column))));

/** One JSON object a line, whole: as the list gives it. */
export const contactsNdjson = (rows: readonly ContactRow[]): string =>
  rows.map((row) => `${JSON.stringify(row)}\n`).join('');
