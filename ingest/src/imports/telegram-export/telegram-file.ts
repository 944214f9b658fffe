import type { EventInput, ImportWriter } from '@parley/contracts';
import { ImportReport, UnansweredError, WrongFileError } from '../import-report.js';
import { readExport, WrongExportError } from './read-export.js';
import { TelegramExport, type ReadOptions } from './telegram-export.js';

const MOST_WRITERS = 1000;

/** Telegram's export as every other file: its report is whole when the events have ended. */
export class TelegramFile {
  readonly report = new ImportReport();

  constructor(
    private readonly path: string,
    private readonly options: ReadOptions,
  ) {}

  /** Throws {@link WrongFileError}, or {@link UnansweredError} where the file does not tell who is us. */
  async *events(): AsyncGenerator<EventInput> {
    const file = new TelegramExport(this.path, this.options);
    try {
      for await (const event of file.events()) {
        this.report.count(event, Number(event.occurred_at));
        yield event;
      }
      await file.findLines();
    } catch (error) {
      if (!(error instanceof WrongExportError)) throw error;
      if (error.place.isWriterUnknown) throw new UnansweredError(error.message, ['me'], await this.writers());
      const code = error.place.path === undefined ? 'not_a_telegram_export' : 'wrong_message';
      throw new WrongFileError(error.message, code, error.place.line, error.place.path);
    }
    this.take(file);
  }

  private take({ summary }: TelegramExport): void {
    const { report } = this;
    for (const { line, path, code, at, reason } of summary.untimely.first)
      report.refuse(line, { code, reason, path, value: new Date(at).toISOString() });
    report.refused = summary.untimely.messages;
    if (summary.serviceMessages > 0) report.skipped.set('service_message', summary.serviceMessages);
    if (summary.otherMessages > 0) report.skipped.set('group_message', summary.otherMessages);
  }

  /** Who wrote in personal chats. A chat has two sides, so whoever is not the other one is taken for us. */
  private async writers(): Promise<ImportWriter[]> {
    const writers = new Map<string, ImportWriter>();
    for await (const items of readExport(this.path)) {
      for (const item of items) {
        if (item.kind !== 'message') continue;
        const { from_id: from, from: name } = item.value as { from_id?: unknown; from?: unknown };
        const id = /^(?:user)?(\d+)$/.exec(String(from ?? ''))?.[1];
        if (id === undefined || (!writers.has(id) && writers.size >= MOST_WRITERS)) continue;
        const is_us = id !== item.chat.id;
        const named = typeof name === 'string' ? name.slice(0, 256) : '';
        const writer = writers.get(id) ?? { id, name: named, messages: 0, is_us };
        writer.messages++;
        writer.is_us = writer.is_us && is_us;
        writers.set(id, writer);
      }
    }
    return [...writers.values()];
  }
}
