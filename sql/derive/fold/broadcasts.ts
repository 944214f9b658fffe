import { NONE, type StreamEvent } from './stream-event.js';

export interface BroadcastsState {
  /** Milliseconds UTC; null = there was none. */
  lastAt: number | null;
  lastId: string;
}

/** The broadcasts that reached the identity so far, to know which one a dialogue answers. */
export class Broadcasts {
  private lastAt: number;
  private lastId: string;
  private readonly byMessage = new Map<string, string>();

  /** Of what came before, only the last one is known: who answers an earlier one by name reaches back. */
  constructor({ lastAt, lastId }: BroadcastsState = { lastAt: null, lastId: NONE }) {
    this.lastAt = lastAt ?? -Infinity;
    this.lastId = lastId;
  }

  get state(): BroadcastsState {
    return { lastAt: this.lastAt === -Infinity ? null : this.lastAt, lastId: this.lastId };
  }

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
