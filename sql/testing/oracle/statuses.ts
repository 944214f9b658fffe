import { isMessage, isOutgoing, type PlainEvent } from './plain-event.js';

/** What became of a message; times in milliseconds UTC, 0 = it did not. */
export interface Fate {
  message: PlainEvent;
  deliveredAt: number;
  readAt: number;
  failedAt: number;
  /** When it was edited, each time. */
  edits: number[];
  deletedAt: number;
}

/** Each message with everything that was ever said of it, found by going through the whole stream for it. */
export function fatesOf(stream: readonly PlainEvent[]): Fate[] {
  return stream
    .filter(isMessage)
    .map((message): Fate => {
      const about = (type: string) =>
        stream.filter((event) => event.type === type && isAbout(event, message));
      // Nothing can happen to a message before it is there.
      const times = (type: string) =>
        about(type).map(({ occurred_at }) => Math.max(occurred_at, message.occurred_at));
      const first = (all: number[]) => (all.length > 0 ? Math.min(...all) : 0);
      const ours = isOutgoing(message);
      return {
        message,
        deliveredAt: ours ? first([...times('message_delivered'), ...times('message_read')]) : 0,
        readAt: ours ? first(times('message_read')) : 0,
        failedAt: ours ? first(times('message_failed')) : 0,
        edits: times('message_edited'),
        deletedAt: first(times('message_deleted')),
      };
    })
    .filter(
      ({ deliveredAt, failedAt, edits, deletedAt }) =>
        deliveredAt > 0 || failedAt > 0 || edits.length > 0 || deletedAt > 0,
    );
}

/** A watermark speaks of all that was sent by then; a name of one message; an event may have both. */
function isAbout(event: PlainEvent, message: PlainEvent): boolean {
  if (event.watermark_at > 0 && message.occurred_at <= event.watermark_at) return true;
  return event.message_id !== 0n && event.message_id === message.message_id;
}
