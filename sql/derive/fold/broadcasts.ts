import { NONE, type StreamEvent } from './stream-event.js';

/** The broadcasts that reached the identity so far, to know which one a dialogue answers. */
export class Broadcasts {
  private lastAt = -Infinity;
  private lastId = NONE;
  private readonly byMessage = new Map<string, string>();

  sent(event: StreamEvent): void {
    const id = event.broadcast_id === NONE ? event.message_id : event.broadcast_id;
    this.lastAt = event.occurred_at;
    this.lastId = id;
    if (event.message_id !== NONE) this.byMessage.set(event.message_id, id);
  }

  /** The broadcast that this incoming message, the first of its dialogue, answers; '0' when none. */
  answeredBy(event: StreamEvent, gapMs: number): string {
    if (event.occurred_at - this.lastAt <= gapMs) return this.lastId;
    return (event.reply_to !== NONE && this.byMessage.get(event.reply_to)) || NONE;
  }
}
