import { creditedTouch, heldBy, type Report, type WithParams } from '@parley/contracts';
import { stringify } from 'csv-stringify/sync';

export type Row = Record<string, unknown>;

/** The columns of a report, in the order of its contract. */
export const columnsOfReport = (report: Report): string[] => Object.keys(report.row.shape);

/** One JSON object a line, columns in the order of the contract. */
export function toNdjson(report: Report, rows: readonly Row[]): string {
  const columns = columnsOfReport(report);
  return rows
    .map(
      (row) =>
        `${JSON.stringify(Object.fromEntries(columns.map((column) => [column, row[column] ?? null])))}\n`,
    )
    .join('');
}

/** RFC 4180, a header line, an empty cell for null. `bom`: begins with U+FEFF. */
export const toCsv = (report: Report, rows: readonly Row[], bom: boolean): string =>
  csvHead(report, bom) + csvLines(report, rows);

/** The header line of a CSV. */
export const csvHead = (report: Report, bom: boolean): string =>
  `${bom ? '\uFEFF' : ''}${lines([columnsOfReport(report)])}`;

/** The lines of these rows. */
export function csvLines(report: Report, rows: readonly Row[]): string {
  const columns = columnsOfReport(report);
  return lines(rows.map((row) => columns.map((column) => cell(row[column]))));
}

/** Lines of a CSV, each cell as it may stand in a spreadsheet. */
export const csvOf = (rows: readonly (readonly unknown[])[]): string =>
  lines(rows.map((row) => row.map(cell)));

const lines = (cells: readonly (readonly string[])[]): string =>
  // Without `quoted_match` a lone line break would be left bare, because lines end in two characters.
  stringify([...cells], { record_delimiter: '\r\n', quoted_match: /[\r\n]/ });

/**
 * A cell that a spreadsheet cannot take for a formula: text that begins with one of `= + - @` (also full-width, also
 * behind white space), a tab or a line break gets an apostrophe before it, as OWASP advises. Numbers stay numbers,
 * also negative ones.
 */
function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return cell(value.map(oneOfList).join('; '));
  if (typeof value !== 'string') return String(value);
  return /^(\s*[=+\-@＝＋－＠]|[\t\r\n])/.test(value) ? `'${value}` : value;
}

/** An agent who held a wait, with the seconds: `Anna 300`; a touch, with its share of the credit: `vk 0.5`. */
function oneOfList(value: unknown): string {
  const touch = creditedTouch.safeParse(value);
  if (touch.success) return `${touch.data.value ?? `<${touch.data.arrival}>`} ${touch.data.weight}`;
  const held = heldBy.safeParse(value);
  if (!held.success) return String(value);
  const { agent_name, agent_id, held_seconds } = held.data;
  return `${agent_name ?? agent_id} ${held_seconds}`;
}

/**
 * Such as `parley-overview_2026-10-01_2026-11-01_Europe-Moscow.csv`: the end is the first day that does not count. A file
 * with other definitions than the workspace's names them: `…_with-clock-starts-last.csv`.
 */
export function fileName(
  report: Report,
  asked: { from: string; to: string },
  zone: string,
  extension: string,
  other: WithParams = {},
): string {
  const plain = (text: string) => text.replaceAll(/[^\w.-]+/g, '-');
  const marks = Object.entries(other)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `_${key.replaceAll('_', '-')}-${value}`)
    .join('');
  return `parley-${report.name}_${plain(asked.from)}_${plain(asked.to)}_${plain(zone)}${marks}.${extension}`;
}
