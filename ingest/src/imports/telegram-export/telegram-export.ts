import type { EventInput } from '@parley/contracts';
import { mapMessage, WrongMessageError, type MapOptions } from './map-message.js';
import { readExport, WrongExportError, type ExportItem } from './read-export.js';

/** What a file holds, counted while it is read. */
export interface ExportSummary {
  personalChats: number;
  received: number;
  sent: number;
  serviceMessages: number;
  otherChats: number;
  otherMessages: number;
  /** Outgoing messages by the Telegram id of who wrote them. */
  sentBy: Map<string, { name: string; messages: number }>;
  /** Milliseconds UTC; undefined without messages. */
  firstAt?: number;
  lastAt?: number;
}

export interface ReadOptions extends Omit<MapOptions, 'me'> {
  /** Empty: the owner that the export of a whole account names. */
  me: readonly string[];
  onBytes?(bytes: number): void;
}

const emptySummary = (): ExportSummary => ({
  personalChats: 0,
  received: 0,
  sent: 0,
  serviceMessages: 0,
  otherChats: 0,
  otherMessages: 0,
  sentBy: new Map(),
});

/**
 * The events of an export, and its summary as it grows. Each message is checked as it is read.
 * Throws {@link WrongExportError} with the path and the id of the message, or BrokenJsonError with the line.
 */
export class TelegramExport {
  readonly summary = emptySummary();
  private me: Set<string>;

  constructor(
    private readonly path: string,
    private readonly options: ReadOptions,
  ) {
    this.me = new Set(options.me);
  }

  async *events(): AsyncGenerator<EventInput> {
    for await (const items of readExport(this.path, this.options.onBytes)) {
      for (const item of items) {
        const event = this.take(item);
        if (event) yield event;
      }
    }
  }

  private take(item: ExportItem): EventInput | undefined {
    const { summary } = this;
    switch (item.kind) {
      case 'owner':
        if (this.me.size === 0) this.me = new Set([item.id]);
        return undefined;
      case 'chat':
        if (item.chat.type === 'personal_chat') summary.personalChats++;
        else summary.otherChats++;
        return undefined;
      case 'foreign_message':
        summary.otherMessages++;
        return undefined;
      case 'message':
        return this.message(item);
    }
  }

  private message({ value, chat, path }: Extract<ExportItem, { kind: 'message' }>): EventInput | undefined {
    if (this.me.size === 0) {
      throw new WrongExportError('the file does not say who exported it: give your Telegram id with --me ID');
    }
    try {
      const event = mapMessage(value, chat, { ...this.options, me: this.me });
      if (event === 'service') this.summary.serviceMessages++;
      else {
        this.count(event);
        return event;
      }
    } catch (error) {
      if (!(error instanceof WrongMessageError)) throw error;
      const id = (value as { id?: unknown } | null)?.id;
      throw new WrongExportError(
        `${path} (message ${typeof id === 'number' ? id : 'without id'}): ${error.message}`,
      );
    }
    return undefined;
  }

  private count(event: EventInput): void {
    const { summary } = this;
    const at = Number(event.occurred_at);
    summary.firstAt = Math.min(summary.firstAt ?? at, at);
    summary.lastAt = Math.max(summary.lastAt ?? at, at);
    if (event.type !== 'message_sent' || !event.agent) {
      summary.received++;
      return;
    }
    summary.sent++;
    const by = summary.sentBy.get(event.agent.id) ?? { name: event.agent.name ?? '', messages: 0 };
    by.messages++;
    summary.sentBy.set(event.agent.id, by);
  }
}
