import { SUBSCRIPTION_BEGINS_WITH } from '@parley/contracts';
import { isIncoming, isOutgoing, type PlainEvent } from './plain-event.js';

/** A stretch of time in which the contact was subscribed. */
export interface Subscription {
  begin: PlainEvent;
  end: PlainEvent | undefined;
  /** The last thing we had sent before the end. */
  lastSent: PlainEvent | undefined;
}

function mayBegin(stream: readonly PlainEvent[], position: number, hasNoInterval: boolean): boolean {
  const event = stream[position]!;
  const beginning = SUBSCRIPTION_BEGINS_WITH[event.channel];
  switch (event.type) {
    case 'subscribed':
      return true;
    case 'unblocked':
    case 'conversation_started':
      return beginning === 'start';
    case 'message_received':
      return beginning === 'first_message' && hasNoInterval && !stream.slice(0, position).some(isIncoming);
    default:
      return false;
  }
}

const mayEnd = (event: PlainEvent): boolean =>
  event.type === 'unsubscribed' ||
  event.type === 'blocked' ||
  (event.type === 'message_failed' && event.reason === 'blocked');

/** The intervals of each account in which the person was seen, account by account. */
export function subscriptionsOf(stream: readonly PlainEvent[]): Subscription[] {
  const accounts = [...new Set(stream.map((event) => event.account_id))];
  return accounts.flatMap((account) =>
    subscriptionsInOne(stream.filter((event) => event.account_id === account)),
  );
}

function subscriptionsInOne(stream: readonly PlainEvent[]): Subscription[] {
  const intervals: Subscription[] = [];
  stream.forEach((event, position) => {
    const latest = intervals.at(-1);
    const isSubscribed = latest !== undefined && latest.end === undefined;
    if (!isSubscribed && mayBegin(stream, position, intervals.length === 0))
      intervals.push({ begin: event, end: undefined, lastSent: undefined });
    if (isSubscribed && mayEnd(event)) {
      latest.end = event;
      latest.lastSent = stream.slice(0, position).filter(isOutgoing).at(-1);
    }
  });
  return intervals;
}
