import type { CsvMapping, EventInput, ImportFormat } from '@parley/contracts';
import { Chatwoot } from './chatwoot/chatwoot.js';
import { EventsCsv } from './events-csv/events-csv.js';
import { EventsNdjson } from './events-ndjson/events-ndjson.js';
import type { ImportReport } from './import-report.js';
import { TelegramFile } from './telegram-export/telegram-file.js';
import { WhatsAppChat, type DateOrder } from './whatsapp-chat/whatsapp-chat.js';

export interface ReadingOptions {
  accountId: string;
  me: readonly string[];
  zone?: string;
  dateOrder?: DateOrder;
  contactId?: string;
  csv?: CsvMapping;
  /** Milliseconds UTC. */
  now: number;
  /** Whether the account shows the people of another one. */
  isMirror?(): boolean;
  onBytes?(bytes: number): void;
}

/** A file being read. The report grows with the events and is whole when they have ended. */
export interface ImportFile {
  readonly report: ImportReport;
  /** Throws WrongFileError, UnansweredError or BrokenJsonError. The same file and options give the same events. */
  events(): AsyncGenerator<EventInput>;
}

export function openImport(format: ImportFormat, path: string, options: ReadingOptions): ImportFile {
  switch (format) {
    case 'telegram-export':
      return new TelegramFile(path, options);
    case 'whatsapp-chat':
      return new WhatsAppChat(path, options);
    case 'events-ndjson':
      return new EventsNdjson(path, options);
    case 'events-csv':
      return new EventsCsv(path, options);
    case 'chatwoot':
      return new Chatwoot(path, options);
  }
}
