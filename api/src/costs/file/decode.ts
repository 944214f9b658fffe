import { type CostFailure, type CostMapping } from '@parley/contracts';
import { CsvError, parse } from 'csv-parse';

/** The file as a whole is none that can be read, or not from some line on. */
export class WrongCostFile extends Error {
  override readonly name = 'WrongCostFile';
  constructor(
    readonly code: CostFailure['code'],
    readonly line: number | null = null,
  ) {
    super(line === null ? code : `${code} in line ${line}`);
  }
}

export interface CsvRow {
  /** On which it begins, from 1. */
  line: number;
  cells: string[];
}

/** A longer row is an open quotation mark that swallows the rest of the file. UTF-16 units. */
const LONGEST_ROW = 256 * 1024;
/** So many rows are read before others get their turn. */
const ROWS_A_TURN = 2_000;

const ZIP = [0x50, 0x4b, 0x03, 0x04];
const OLD_EXCEL = [0xd0, 0xcf, 0x11, 0xe0];
const startsWith = (bytes: Uint8Array, head: readonly number[]) =>
  head.every((byte, at) => bytes[at] === byte);

/**
 * How the bytes of a file are text. Google Ads and Excel write UTF-16 as «Excel CSV» and «Unicode text», Excel in Russia
 * windows-1251, everything else UTF-8. Throws {@link WrongCostFile} for a workbook and for nothing at all.
 */
export function encodingOf(bytes: Uint8Array): CostMapping['encoding'] {
  if (bytes.length === 0) throw new WrongCostFile('empty_file');
  if (startsWith(bytes, ZIP) || startsWith(bytes, OLD_EXCEL)) throw new WrongCostFile('is_a_spreadsheet');
  const head = bytes.subarray(0, 4096);
  const isUtf16 = startsWith(head, [0xff, 0xfe]) || (head.length > 3 && head[1] === 0 && head[3] === 0);
  if (isUtf16) return 'utf-16le';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch {
    return 'windows-1251';
  }
}

/** The text of a file, without a byte order mark. Throws {@link WrongCostFile} with the line that is no UTF-8. */
export function textOf(bytes: Uint8Array, encoding: CostMapping['encoding']): string {
  try {
    return new TextDecoder(encoding, { fatal: encoding === 'utf-8' }).decode(bytes);
  } catch {
    throw new WrongCostFile('not_utf8', firstBrokenLine(bytes));
  }
}

function firstBrokenLine(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(10, start);
    try {
      decoder.decode(bytes.subarray(start, end < 0 ? bytes.length : end));
    } catch {
      return line;
    }
    if (end < 0) break;
    start = end + 1;
  }
  return line;
}

/**
 * The rows of a CSV with the lines on which they begin; empty lines do not count. Gives way to others every few thousand
 * rows. Throws {@link WrongCostFile} with the line where it cannot be read on.
 */
export async function* csvRows(text: string, delimiter: string, atMost = Infinity): AsyncGenerator<CsvRow> {
  const parser = parse({
    delimiter,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_ROW,
    ...(atMost === Infinity ? {} : { to: atMost }),
  });
  parser.end(text);
  let read = 0;
  try {
    for await (const each of parser as AsyncIterable<{ info: { lines: number }; record: string[] }>) {
      const { info, record } = each;
      yield { line: info.lines - record.reduce((sum, cell) => sum + breaksIn(cell), 0), cells: record };
      if (++read % ROWS_A_TURN === 0) await new Promise((resolve) => setImmediate(resolve));
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new WrongCostFile('broken_csv', Number((error as CsvError & { lines?: number }).lines ?? 1));
  }
}

const breaksIn = (cell: string) => cell.split('\n').length - 1;
