import { IMPORT_LIMITS, type EventInput } from '@parley/contracts';
import {
  mapMessage,
  UnknownWriterError,
  UntimelyMessageError,
  WrongMessageError,
  type MapOptions,
} from './map-message.js';
import { lineText, messageLines, readExport, WrongExportError, type ExportItem } from './read-export.js';

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
  /** Messages with a time before 2009 or more than a day ahead: they are left out, the first ones named. */
  untimely: { messages: number; first: LeftOut[] };
  /** Milliseconds UTC; undefined without messages. */
  firstAt?: number;
  lastAt?: number;
}

/** A message that was left out. */
export interface LeftOut {
  /** From 1; undefined when the file changed meanwhile. */
  line?: number;
  /** Where it stands, such as `chats.list[3].messages[0]`. */
  path: string;
  id: string;
  code: 'too_old' | 'in_the_future';
  /** Milliseconds UTC. */
  at: number;
  reason: string;
}

type MessageItem = Extract<ExportItem, { kind: 'message' }>;

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
  untimely: { messages: 0, first: [] },
});

const NAMED = IMPORT_LIMITS.named;

/**
 * The events of an export, and its summary as it grows. Each message is checked as it is read.
 * Throws {@link WrongExportError} with the line, the path and the id of the message, or BrokenJsonError with the line.
 */
export class TelegramExport {
  readonly summary = emptySummary();
  private me: Set<string>;
  private messages = 0;
  /** Which messages of the file {@link ExportSummary.untimely} names, for their lines. */
  private readonly named: number[] = [];

  constructor(
    private readonly path: string,
    private readonly options: ReadOptions,
  ) {
    this.me = new Set(options.me);
  }

  async *events(): AsyncGenerator<EventInput> {
    for await (const items of readExport(this.path, this.options.onBytes)) {
      for (const item of items) {
        const event = item.kind === 'message' ? await this.message(item) : this.note(item);
        if (event) yield event;
      }
    }
  }

  /** Looks up the lines of the messages that were left out; reads the file again up to the last of them, if any. */
  async findLines(): Promise<void> {
    if (this.named.length === 0) return;
    const lines = await messageLines(this.path, this.named);
    this.summary.untimely.first.forEach((each, index) => {
      const line = lines[index];
      if (line !== undefined) each.line = line;
    });
  }

  private note(item: Exclude<ExportItem, MessageItem>): undefined {
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
    }
  }

  private async message({ value, chat, path }: MessageItem): Promise<EventInput | undefined> {
    if (this.me.size === 0) {
      throw new WrongExportError(
        'the file does not say who exported it: give your Telegram id with --me ID',
        {
          isWriterUnknown: true,
        },
      );
    }
    this.messages++;
    try {
      const event = mapMessage(value, chat, { ...this.options, me: this.me });
      if (event !== 'service') {
        this.count(event);
        return event;
      }
      this.summary.serviceMessages++;
    } catch (error) {
      if (!(error instanceof WrongMessageError)) throw error;
      const given = (value as { id?: unknown } | null)?.id;
      const id = typeof given === 'number' ? String(given) : 'without id';
      if (!(error instanceof UntimelyMessageError)) {
        const [line] = await messageLines(this.path, [this.messages]);
        throw new WrongExportError(`${lineText(line)}${path} (message ${id}): ${error.message}`, {
          ...(line === undefined ? {} : { line }),
          path,
          isWriterUnknown: error instanceof UnknownWriterError,
        });
      }
      this.leaveOut({ path, id, code: error.code, at: error.at, reason: error.message });
    }
    return undefined;
  }

  private leaveOut(message: LeftOut): void {
    const { untimely } = this.summary;
    untimely.messages++;
    if (untimely.first.length >= NAMED) return;
    untimely.first.push(message);
    this.named.push(this.messages);
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
