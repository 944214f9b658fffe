import {
  COST_PRESET_DEFINITIONS,
  COST_PRESETS,
  type CostFieldFrom,
  type CostFieldName,
  type CostMapping,
  type CostPreset,
  currencyOfHeader,
  isCostCurrency,
  OTHER_COLUMNS,
  plainHeader,
} from '@parley/contracts';
import { csvRows, type CsvRow, encodingOf, textOf, WrongCostFile } from './decode.js';
import { guessDayFormat } from './read-day.js';
import { guessDecimal, isNothing } from './read-number.js';

/** How many rows are looked at for the header, and for how days and amounts are written. */
const LOOKED_AT = 400;
const LINES_ABOVE = 20;
const DELIMITERS = [',', ';', '\t'] as const;

/** What a file tells before it is told anything. */
export interface Recognised {
  columns: string[];
  mapping: CostMapping;
}

/**
 * Finds out what a cost file is: encoding, delimiter, header, advertising system, and which column is what. What it
 * cannot find stays open. Throws {@link WrongCostFile} where it is no table.
 */
export async function recognise(bytes: Uint8Array): Promise<Recognised> {
  const encoding = encodingOf(bytes);
  const text = textOf(bytes, encoding);
  let best: Candidate | undefined;
  for (const delimiter of DELIMITERS) {
    const rows: CsvRow[] = [];
    try {
      for await (const row of csvRows(text, delimiter, LOOKED_AT)) rows.push(row);
    } catch (error) {
      // With a wrong delimiter quotation marks may make no sense.
      if (!(error instanceof WrongCostFile)) throw error;
    }
    rows.slice(0, LINES_ABOVE).forEach((row, at) => {
      const candidate = { ...headerOf(row), delimiter, rows: rows.slice(at + 1) };
      if (!best || isBetter(candidate, best)) best = candidate;
    });
  }
  if (!best || best.columns.length < 2) throw new WrongCostFile('no_header');
  return { columns: best.columns, mapping: mappingOf(best, encoding) };
}

/** The header as it is, by a mapping that was told. Throws {@link WrongCostFile}. */
export async function headerBy(text: string, mapping: CostMapping): Promise<string[]> {
  for await (const row of csvRows(text, mapping.delimiter)) {
    if (row.line === mapping.header_line) return trimmed(row.cells);
    if (row.line > mapping.header_line) break;
  }
  throw new WrongCostFile('no_header', mapping.header_line);
}

interface Candidate {
  columns: string[];
  line: number;
  preset: CostPreset | null;
  fields: Partial<Record<CostFieldName, string>>;
  delimiter: CostMapping['delimiter'];
  rows: readonly CsvRow[];
}

const trimmed = (cells: readonly string[]) => cells.map((cell) => cell.replace(/^\uFEFF/, '').trim());

function headerOf({ line, cells }: CsvRow): Pick<Candidate, 'columns' | 'line' | 'preset' | 'fields'> {
  const columns = trimmed(cells);
  const plain = new Set(columns.map(plainHeader));
  const known = COST_PRESETS.filter((preset) =>
    COST_PRESET_DEFINITIONS[preset].signatures.some((signature) =>
      signature.every((each) => plain.has(each)),
    ),
  ).map((preset) => ({ preset, fields: fieldsBy(columns, COST_PRESET_DEFINITIONS[preset].columns) }));
  const best = known.reduce<(typeof known)[number] | undefined>(
    (found, each) => (!found || size(each.fields) > size(found.fields) ? each : found),
    undefined,
  );
  if (best) return { columns, line, ...best };
  return { columns, line, preset: null, fields: fieldsBy(columns, OTHER_COLUMNS) };
}

const size = (fields: object) => Object.keys(fields).length;

/** A header of a known system, then the most fields; of equals the earlier one. */
const isBetter = (one: Candidate, other: Candidate): boolean => {
  const score = ({ preset, fields, columns }: Candidate) =>
    (preset ? 1000 : 0) + size(fields) * 10 + (columns.length > 1 ? 1 : 0);
  return score(one) > score(other);
};

/** How reports by day call their days. */
const REPORT_DAYS = new Set(['day', 'день']);

function fieldsBy(
  columns: readonly string[],
  names: Partial<Record<CostFieldName, readonly string[]>>,
): Candidate['fields'] {
  const found: Candidate['fields'] = {};
  for (const [field, headers] of Object.entries(names) as [CostFieldName, readonly string[]][]) {
    const header = headers.flatMap((name) => columns.find((column) => plainHeader(column) === name) ?? [])[0];
    if (header !== undefined) found[field] = header;
  }
  // In a report by day each row is one day, whatever period the report as a whole says beside it.
  if (REPORT_DAYS.has(plainHeader(found.day ?? ''))) delete found.last_day;
  return found;
}

function mappingOf(
  { preset, fields, columns, line, delimiter, rows }: Candidate,
  encoding: CostMapping['encoding'],
): CostMapping {
  const cellsOf = (field: CostFieldName) => {
    const place = columns.indexOf(fields[field] ?? '\u0000');
    return place < 0
      ? []
      : rows.flatMap(({ cells }) => (isNothing(cells[place] ?? '') ? [] : [cells[place] ?? '']));
  };
  const from: CostMapping['fields'] = {};
  for (const [field, column] of Object.entries(fields) as [CostFieldName, string][]) from[field] = { column };
  if (preset) {
    const { source, medium } = COST_PRESET_DEFINITIONS[preset];
    from.source = withValue(from.source, source);
    from.medium = withValue(from.medium, medium);
  }
  const currency = currencyOfHeader(fields.amount ?? '');
  if (currency !== undefined && isCostCurrency(currency)) from.currency = withValue(from.currency, currency);
  return {
    preset,
    encoding,
    delimiter,
    header_line: line,
    day_format: guessDayFormat(cellsOf('day')),
    decimal: guessDecimal(cellsOf('amount')),
    fields: from,
  };
}

const withValue = (from: CostFieldFrom | undefined, value: string): CostFieldFrom => ({ ...from, value });
