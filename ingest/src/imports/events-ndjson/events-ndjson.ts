import { event, type EventInput } from '@parley/contracts';
import { ImportReport, refusalOf, untimely } from '../import-report.js';
import { textLines } from '../text-lines.js';

export interface NdjsonOptions {
  /** Takes the place of whatever account the lines name. */
  accountId: string;
  /** Milliseconds UTC. */
  now: number;
  onBytes?(bytes: number): void;
}

/** A file with one event of the events API per line. A line that is no event is refused by itself. */
export class EventsNdjson {
  readonly report = new ImportReport();

  constructor(
    private readonly path: string,
    private readonly options: NdjsonOptions,
  ) {}

  async *events(): AsyncGenerator<EventInput> {
    for await (const { line, text } of textLines(this.path, this.options.onBytes)) {
      if (text.trim() === '') continue;
      const found = this.read(line, text);
      if (found) yield found;
    }
  }

  private read(line: number, text: string): EventInput | undefined {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      this.report.refuse(line, { code: 'broken_line', reason: 'it is not JSON' });
      return undefined;
    }
    const given = { ...(value as object | null), account_id: this.options.accountId };
    const parsed = event.safeParse(given);
    if (!parsed.success) {
      this.report.refuse(line, refusalOf(parsed.error));
      return undefined;
    }
    const refusal = untimely(parsed.data.occurred_at, this.options.now);
    if (refusal !== undefined) {
      this.report.refuse(line, refusal);
      return undefined;
    }
    // What passed the schema is an event as a caller may write it.
    const input = given as unknown as EventInput;
    this.report.count(input, parsed.data.occurred_at);
    return input;
  }
}
