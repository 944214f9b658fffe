import type { EventInput } from '@parley/contracts';
import { Chatwoot } from './chatwoot/chatwoot.js';
import { EventsNdjson } from './events-ndjson/events-ndjson.js';
import type { ImportReport } from './import-report.js';
import { WhatsAppChat, type DateOrder } from './whatsapp-chat/whatsapp-chat.js';

/** The formats with a common report; Telegram's export has one of its own. */
export const FORMATS = ['whatsapp-chat', 'events-ndjson', 'chatwoot'] as const;
export type Format = (typeof FORMATS)[number];

export interface ImportOptions {
  accountId: string;
  me: readonly string[];
  zone?: string;
  dateOrder?: DateOrder;
  contactId?: string;
  /** Milliseconds UTC. */
  now: number;
  onBytes?(bytes: number): void;
}

/** A file being read. The report grows with the events and is whole when they have ended. */
export interface ImportFile {
  readonly report: ImportReport;
  events(): AsyncGenerator<EventInput>;
}

export function openImport(format: Format, path: string, options: ImportOptions): ImportFile {
  switch (format) {
    case 'whatsapp-chat':
      return new WhatsAppChat(path, options);
    case 'events-ndjson':
      return new EventsNdjson(path, options);
    case 'chatwoot':
      return new Chatwoot(path, options);
  }
}
