import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { CsvMapping } from '@parley/contracts';
import { CsvError, parse } from 'csv-parse';
import { WrongFileError } from '../import-report.js';

export interface CsvRow {
  /** Where it begins, from 1. */
  line: number;
  cells: string[];
}

const CHUNK_BYTES = 256 * 1024;
/** A longer row is an open quotation mark that swallows the rest of the file. UTF-16 units. */
const LONGEST_ROW = 1024 * 1024;

/**
 * The rows of a CSV with the lines on which they begin, the header first, in flat memory. Empty lines do not count.
 * Throws {@link WrongFileError} with the line where it cannot be read on.
 */
export async function* csvRows(
  path: string,
  { encoding, delimiter }: Pick<CsvMapping, 'encoding' | 'delimiter'>,
  onBytes?: (bytes: number) => void,
): AsyncGenerator<CsvRow> {
  const parser = parse({
    delimiter,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_ROW,
  });
  const source = Readable.from(decoded(path, encoding, onBytes));
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  try {
    for await (const each of parser as AsyncIterable<{ info: { lines: number }; record: string[] }>) {
      const { info, record } = each;
      yield { line: info.lines - record.reduce((sum, cell) => sum + breaksIn(cell), 0), cells: record };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number((error as CsvError & { lines?: number }).lines ?? 1);
    throw new WrongFileError(
      `line ${line}: a quotation mark is opened and never closed, or the row has no end`,
      'broken_csv',
      line,
    );
  } finally {
    source.destroy();
  }
}

const breaksIn = (cell: string) => cell.split('\n').length - 1;

async function* decoded(
  path: string,
  encoding: CsvMapping['encoding'],
  onBytes?: (bytes: number) => void,
): AsyncGenerator<string> {
  // The decoder leaves the byte order mark out.
  const decoder = new TextDecoder(encoding, { fatal: encoding === 'utf-8' });
  let line = 1;
  const chunks = createReadStream(path, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>;
  for await (const chunk of chunks) {
    let text: string;
    try {
      text = decoder.decode(chunk, { stream: true });
    } catch {
      throw new WrongFileError(
        `line ${line}: the file is not valid UTF-8 from about here on`,
        'not_utf8',
        line,
      );
    }
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) line++;
    onBytes?.(chunk.length);
    if (text !== '') yield text;
  }
}
