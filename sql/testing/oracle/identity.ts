import { VISITOR_TYPES } from '@parley/contracts';
import { isMessage, type PlainEvent } from './plain-event.js';
import type { Touch } from './touches.js';

/** What is known of a person as a whole. Times in milliseconds, 0 = never. */
export interface Identity {
  first: PlainEvent;
  firstSeenAt: number;
  lastSeenAt: number;
  firstMessageAt: number;
  /** When the person became a contact: by the first touch or message ever, whichever came first. */
  acquiredAt: number;
  firstTouch: Touch | undefined;
}

/** A stream holds more than visits. */
export function identityOf(stream: readonly PlainEvent[], touches: readonly Touch[]): Identity {
  const seen = stream.filter((event) => !VISITOR_TYPES.has(event.type));
  const first = seen[0]!;
  const message = stream.find(isMessage);
  const touch = touches[0];
  const beginnings = [message?.occurred_at, touch?.event.occurred_at].filter((time) => time !== undefined);
  return {
    first,
    firstSeenAt: first.occurred_at,
    lastSeenAt: seen.at(-1)!.occurred_at,
    firstMessageAt: message?.occurred_at ?? 0,
    acquiredAt: beginnings.length > 0 ? Math.min(...beginnings) : 0,
    firstTouch: touch,
  };
}
