import { VISITOR_TYPES } from '@parley/contracts';
import type { IdentityRow } from './rows.js';
import { NONE, type StreamEvent } from './stream-event.js';
import type { FirstTouch } from './touches.js';

const visitorTypes: ReadonlySet<string> = VISITOR_TYPES;

export interface PresenceState {
  first: Pick<StreamEvent, 'occurred_at' | 'account_id' | 'channel'> | null;
  /** Milliseconds UTC; 0 = never. */
  lastSeenAt: number;
  firstMessageAt: number;
}

const NOT_SEEN: PresenceState = { first: null, lastSeenAt: 0, firstMessageAt: 0 };

/** When the identity was seen. What an anonymous visitor can do as well proves nobody's presence. */
export class Presence {
  private first: PresenceState['first'];
  private lastSeenAt: number;
  private firstMessageAt: number;

  constructor({ first, lastSeenAt, firstMessageAt }: PresenceState = NOT_SEEN) {
    this.first = first;
    this.lastSeenAt = lastSeenAt;
    this.firstMessageAt = firstMessageAt;
  }

  get state(): PresenceState {
    const { first, lastSeenAt, firstMessageAt } = this;
    return { first, lastSeenAt, firstMessageAt };
  }

  /** Whether anything but visits was seen: only then there is somebody. */
  get isKnown(): boolean {
    return this.first !== null;
  }

  see(event: StreamEvent): void {
    if (visitorTypes.has(event.type)) return;
    if (this.first === null) {
      const { occurred_at, account_id, channel } = event;
      this.first = { occurred_at, account_id, channel };
    }
    this.lastSeenAt = event.occurred_at;
    if (this.firstMessageAt !== 0) return;
    if (event.type === 'message_received' || event.type === 'message_sent')
      this.firstMessageAt = event.occurred_at;
  }

  /** null when nobody but a visitor was there. */
  row(firstTouch: FirstTouch | null): IdentityRow | null {
    if (this.first === null) return null;
    const touchedAt = firstTouch?.occurred_at ?? Infinity;
    const writtenAt = this.firstMessageAt || Infinity;
    const acquiredAt = Math.min(touchedAt, writtenAt);
    return {
      first_seen_at: this.first.occurred_at,
      last_seen_at: this.lastSeenAt,
      first_message_at: this.firstMessageAt,
      acquired_at: acquiredAt === Infinity ? 0 : acquiredAt,
      first_touch_event_id: firstTouch?.event_id ?? NONE,
      first_ref: firstTouch?.ref ?? '',
      account_id: this.first.account_id,
      channel: this.first.channel,
    };
  }
}
