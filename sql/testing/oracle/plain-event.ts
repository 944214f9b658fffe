import type { Channel, EventType } from '@parley/contracts';

/** One line of what was ordered; decimals as they were given. */
export interface PlainItem {
  product_id: string;
  name: string;
  quantity: string;
  amount: string;
}

/** One row of the events table, as plain values: times in milliseconds UTC, ids as whole numbers, 0 = none. */
export interface PlainEvent {
  workspace_id: number;
  identity_id: bigint;
  occurred_at: number;
  sequence: bigint;
  event_id: bigint;
  type: EventType;
  channel: Channel;
  account_id: number;
  conversation_id: bigint;
  message_id: bigint;
  reply_to: bigint;
  /** `contact`, one of the senders of our side, or empty. */
  sender: string;
  agent_id: bigint;
  watermark_at: number;
  reason: string;
  broadcast_id: bigint;
  link_id: number;
  ref: string;
  given_source: string;
  given_medium: string;
  given_campaign: string;
  given_content: string;
  given_term: string;
  ad_id: string;
  click_id: string;
  kind: string;
  text_hash: bigint;
  /** The other side of a merge or a split; 0 = none. */
  other_identity_id: bigint;
  goal: string;
  order_id: string;
  /** As it was given, a decimal; '0' = none. */
  amount: string;
  currency: string;
  items: readonly PlainItem[];
  props: Readonly<Record<string, string>>;
  version: bigint;
  is_deleted: boolean;
  /** An anonymous visitor did it: no contact is known, nothing is derived. */
  is_anonymous: boolean;
}

const isSameRow = (a: PlainEvent, b: PlainEvent): boolean =>
  a.identity_id === b.identity_id &&
  a.occurred_at === b.occurred_at &&
  a.sequence === b.sequence &&
  a.event_id === b.event_id;

/** Of two rows of one event the earlier one counts; of two at the same time the newer version; else either. */
function isPreferred(a: PlainEvent, b: PlainEvent): boolean {
  if (a.occurred_at !== b.occurred_at) return a.occurred_at < b.occurred_at;
  return a.version > b.version;
}

function order(a: PlainEvent, b: PlainEvent): number {
  if (a.occurred_at !== b.occurred_at) return a.occurred_at - b.occurred_at;
  if (a.sequence !== b.sequence) return a.sequence < b.sequence ? -1 : 1;
  return a.event_id < b.event_id ? -1 : 1;
}

/** The rows that stand: of each row its newest version, and none where that version withdraws it. */
export function standing(rows: readonly PlainEvent[]): PlainEvent[] {
  return rows.filter(
    (row) => !row.is_deleted && !rows.some((other) => isSameRow(other, row) && other.version > row.version),
  );
}

/** What happened with one identity, each event once, in order. */
export function streamOf(rows: readonly PlainEvent[]): PlainEvent[] {
  const left = standing(rows);
  return left
    .filter(
      (row, index) =>
        !left.some(
          (other, otherIndex) =>
            other.event_id === row.event_id &&
            (isPreferred(other, row) || (!isPreferred(row, other) && otherIndex < index)),
        ),
    )
    .sort(order);
}

export const isIncoming = (event: PlainEvent): boolean => event.type === 'message_received';
export const isOutgoing = (event: PlainEvent): boolean => event.type === 'message_sent';
export const isBroadcast = (event: PlainEvent): boolean => isOutgoing(event) && event.sender === 'broadcast';
export const isMessage = (event: PlainEvent): boolean => isIncoming(event) || isOutgoing(event);
/** A message that can belong to a dialogue: broadcasts never do. */
export const isTalk = (event: PlainEvent): boolean => isMessage(event) && !isBroadcast(event);
