import { hash } from 'node:crypto';
import { event, type CsvMapping, type CsvType, type EventInput, type ImportSample } from '@parley/contracts';
import { ImportReport, refusalOf, UnansweredError, untimely, type Refusal } from '../import-report.js';
import { csvRows, type CsvRow } from './csv-rows.js';
import { cellsBy, mapRow, type CellOf } from './map-row.js';

export interface CsvOptions {
  accountId: string;
  /** Of times that are written without one. */
  zone?: string;
  csv?: CsvMapping;
  /** Milliseconds UTC. */
  now: number;
  onBytes?(bytes: number): void;
}

/** So many different rows are remembered to tell equal ones apart. */
const REMEMBERED = 50_000;
const NEEDED = ['occurred_at', 'contact_id', 'type'] as const;

/** A CSV with a header and an event per row, understood by a mapping. A row that is no event is refused by itself. */
export class EventsCsv {
  readonly report = new ImportReport();
  private readonly seen = new Map<string, number>();

  constructor(
    private readonly path: string,
    private readonly options: CsvOptions,
  ) {}

  /** Throws {@link UnansweredError} until the columns of time, person and type are known, WrongFileError for no CSV. */
  async *events(): AsyncGenerator<EventInput> {
    const { csv } = this.options;
    if (!csv || NEEDED.some((field) => csv.fields[field] === undefined))
      throw new UnansweredError('say which columns hold the time, the person and the type of event', ['csv']);
    if (this.options.zone === undefined)
      throw new UnansweredError('say in which zone the times are, --zone Europe/Moscow', ['time_zone']);
    for await (const { row, read } of this.rows(csv)) {
      const found = read();
      if ('code' in found) this.report.refuse(row.line, found);
      else {
        this.report.count(found.input, found.at);
        yield found.input;
      }
    }
  }

  /** The first rows as they would be understood. */
  async samples(atMost: number): Promise<ImportSample[]> {
    const { csv } = this.options;
    const samples: ImportSample[] = [];
    if (!csv || atMost === 0) return samples;
    for await (const { row, read } of this.rows(csv)) {
      const found = read();
      const { line, cells } = row;
      if ('code' in found) {
        const { code, path = '', value = '' } = found;
        const problem = { line, code, path, value: value.slice(0, 64) };
        samples.push({ line, cells, event: null, problem });
      } else {
        const { account_id: _, ...said } = found.input;
        samples.push({ line, cells, event: said as ImportSample['event'], problem: null });
      }
      if (samples.length >= atMost) break;
    }
    return samples;
  }

  private async *rows(csv: CsvMapping) {
    const types = new Map(Object.entries(csv.types).map(([word, type]) => [word.trim().toLowerCase(), type]));
    let readCells: ((cells: string[]) => CellOf) | undefined;
    for await (const row of csvRows(this.path, csv, this.options.onBytes)) {
      if (!readCells) readCells = cellsBy(row.cells, csv);
      else {
        const cell = readCells(row.cells);
        yield { row, read: () => this.read(row, cell, csv, types) };
      }
    }
  }

  private read(
    row: CsvRow,
    cell: CellOf,
    csv: CsvMapping,
    types: ReadonlyMap<string, CsvType>,
  ): { input: EventInput; at: number } | Refusal {
    const { accountId, zone = 'UTC', now } = this.options;
    const mapped = mapRow(cell, types, { accountId, timeFormat: csv.time_format, zone });
    if ('code' in mapped) return mapped;
    const wrongTime = untimely(mapped.at, now);
    if (wrongTime) return { ...wrongTime, value: cell('occurred_at') ?? '' };
    const input = { id: cell('id') ?? this.idOf(row), ...mapped.input };
    const parsed = event.safeParse(input);
    if (!parsed.success) return refusalOf(parsed.error);
    // What passed the schema is an event as a caller may write it.
    return { input: input as unknown as EventInput, at: mapped.at };
  }

  /** Of a row without an id: its content and its place among equals, so that the same file gives the same events. */
  private idOf({ cells }: CsvRow): string {
    const key = hash('sha256', JSON.stringify(cells)).slice(0, 32);
    const place = this.seen.get(key) ?? 0;
    this.seen.delete(key);
    this.seen.set(key, place + 1);
    const oldest = this.seen.keys().next();
    if (this.seen.size > REMEMBERED && !oldest.done) this.seen.delete(oldest.value);
    return `csv:${key}:${place}`;
  }
}
