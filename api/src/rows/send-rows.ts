import { Readable } from 'node:stream';
import { Logger } from '@nestjs/common';
import { type RowReport } from '@parley/contracts';
import { csvHead, csvLines, type Row, toNdjson } from '../reports/write-answer.js';

const logger = new Logger('rows');

/**
 * The body of an export: lines as they come from the store, no faster than they are read. When something breaks half
 * way the stream fails: the connection ends without the last chunk of HTTP, which every client takes for an error, so
 * that a part is never taken for the whole.
 */
export function bodyOf(
  report: RowReport,
  format: 'csv' | 'ndjson',
  bom: boolean,
  batches: AsyncIterable<Row[]>,
): Readable {
  return Readable.from(lines(report, format, bom, batches), { objectMode: false });
}

async function* lines(
  report: RowReport,
  format: 'csv' | 'ndjson',
  bom: boolean,
  batches: AsyncIterable<Row[]>,
): AsyncGenerator<string, void, undefined> {
  if (format === 'csv') yield csvHead(report, bom);
  try {
    for await (const batch of batches) {
      yield format === 'csv' ? csvLines(report, batch) : toNdjson(report, batch);
    }
  } catch (error) {
    logger.warn(
      `An export of ${report.name} broke off: ${error instanceof Error ? error.message : String(error)}`,
    );
    throw error;
  }
}
