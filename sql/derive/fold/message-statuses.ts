import type { MessageStatusRow } from './rows.js';
import { NONE, type StreamEvent } from './stream-event.js';

/** All in milliseconds UTC; 0 = none. */
export interface StatusesState {
  /** Our latest message. */
  lastSentAt: number;
  /** Up to where everything we sent was delivered, or read, as far as was said. */
  deliveredTo: number;
  readTo: number;
}

const NOTHING: StatusesState = { lastSentAt: 0, deliveredTo: 0, readTo: 0 };

/**
 * What became of the messages of one identity. A status names a message, or a moment up to which all that we sent by
 * then was delivered or read. Delivered means delivered or read: a platform may leave out the first. Statuses may come
 * before their message, and then count from the message on.
 */
export class MessageStatuses {
  private readonly messages: StreamEvent[] = [];
  private readonly named = new Map<string, Named>();
  private readonly delivered: Watermarks;
  private readonly read: Watermarks;
  private lastSentAt: number;

  constructor({ lastSentAt, deliveredTo, readTo }: StatusesState = NOTHING) {
    this.lastSentAt = lastSentAt;
    this.delivered = new Watermarks(deliveredTo);
    this.read = new Watermarks(readTo);
  }

  get state(): StatusesState {
    const { lastSentAt, delivered, read } = this;
    return { lastSentAt, deliveredTo: delivered.reached, readTo: read.reached };
  }

  /** Events come in stream order. */
  see(event: StreamEvent): void {
    const at = event.occurred_at;
    switch (event.type) {
      case 'message_received':
      case 'message_sent':
        this.messages.push(event);
        if (event.type === 'message_sent') this.lastSentAt = at;
        return;
      case 'message_delivered':
        this.delivered.add(event.watermark_at, at);
        this.of(event).deliveredAt ??= at;
        return;
      case 'message_read':
        this.read.add(event.watermark_at, at);
        this.of(event).readAt ??= at;
        return;
      case 'message_failed':
        this.of(event).failedAt ??= at;
        return;
      case 'message_deleted':
        this.of(event).deletedAt ??= at;
        return;
      case 'message_edited': {
        const named = this.of(event);
        named.edits++;
        named.editedAt ??= at;
        return;
      }
    }
  }

  /** The messages of which something is known, in stream order. */
  *rows(): Generator<MessageStatusRow> {
    for (const message of this.messages) {
      const row = this.rowOf(message);
      if (row.delivered_at || row.failed_at || row.edits > 0 || row.deleted_at) yield row;
    }
  }

  private rowOf(message: StreamEvent): MessageStatusRow {
    const { occurred_at: sentAt, message_id: messageId } = message;
    const named = messageId === NONE ? undefined : this.named.get(messageId);
    const isOurs = message.type === 'message_sent';
    const first = (...times: (number | undefined)[]) => {
      const known = times.filter((time) => time !== undefined);
      return known.length > 0 ? Math.max(sentAt, Math.min(...known)) : 0;
    };
    const reads = isOurs ? [named?.readAt, this.read.covering(sentAt)] : [];
    const deliveries = isOurs ? [named?.deliveredAt, this.delivered.covering(sentAt)] : [];
    return {
      sent_at: sentAt,
      event_id: message.event_id,
      message_id: messageId,
      sender: message.sender,
      broadcast_id: message.broadcast_id,
      delivered_at: first(...deliveries, ...reads),
      read_at: first(...reads),
      failed_at: isOurs ? first(named?.failedAt) : 0,
      edits: named?.edits ?? 0,
      edited_at: first(named?.editedAt),
      deleted_at: first(named?.deletedAt),
      account_id: message.account_id,
      channel: message.channel,
    };
  }

  /** Of the message that an event names; what names none is kept under no id, where nobody looks. */
  private of({ message_id: messageId }: StreamEvent): Named {
    let named = this.named.get(messageId);
    if (named === undefined) this.named.set(messageId, (named = { edits: 0 }));
    return named;
  }
}

/** What was said of one message, by its id: first times. */
interface Named {
  deliveredAt?: number;
  readAt?: number;
  failedAt?: number;
  deletedAt?: number;
  edits: number;
  editedAt?: number;
}

/** Told in the order of their own time: only a mark above all before it says anything new. */
class Watermarks {
  private readonly marks: number[] = [];
  private readonly times: number[] = [];

  /** `before`: the highest mark of old. No moment up to it is asked for. */
  constructor(private readonly before: number) {}

  /** The highest mark; 0 = none. */
  get reached(): number {
    return this.marks.at(-1) ?? this.before;
  }

  add(mark: number, at: number): void {
    if (mark <= this.reached) return;
    this.marks.push(mark);
    this.times.push(at);
  }

  /** When the first mark came that covers this moment. */
  covering(moment: number): number | undefined {
    let low = 0;
    let high = this.marks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.marks[middle] ?? Infinity) < moment) low = middle + 1;
      else high = middle;
    }
    return this.times[low];
  }
}
