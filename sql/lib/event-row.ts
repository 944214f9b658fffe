import { sequenceOf, type Channel, type EventType, type ParleyEvent } from '@parley/contracts';
import {
  agentId,
  broadcastId,
  conversationId,
  eventId,
  identityId,
  messageId,
  teamId,
  textHash,
  visitorId,
} from './ids.js';
import { formatSecond, formatTime, monthOf } from './time.js';

/** The columns of `events_v1`, in the order in which {@link toEventRow} fills them. */
export const EVENT_COLUMNS = [
  'workspace_id',
  'identity_id',
  'occurred_at',
  'sequence',
  'event_id',
  'type',
  'channel',
  'account_id',
  'conversation_id',
  'message_id',
  'reply_to',
  'sender',
  'agent_id',
  'team_id',
  'other_identity_id',
  'watermark_at',
  'reason',
  'rating',
  'broadcast_id',
  'link_id',
  'ref',
  'given_source',
  'given_medium',
  'given_campaign',
  'given_content',
  'given_term',
  'ad_id',
  'click_id',
  'kind',
  'text_length',
  'text_hash',
  'goal',
  'order_id',
  'amount',
  'currency',
  'items',
  'props',
  'received_at',
  'delivery_id',
  'version',
  'is_deleted',
] as const;
type EventColumn = (typeof EVENT_COLUMNS)[number];

/** What is known of an event besides what it says itself. */
export interface EventContext {
  workspaceId: number;
  /** The workspace's key; every id is hashed with it. */
  hashKey: Uint8Array;
  channel: Channel;
  /** The account whose identities this account shares, or itself. */
  identityAccountId: number;
  /** When the event first reached us, milliseconds UTC. A replay of a body passes the first time again. */
  receivedAt: number;
  deliveryId: bigint;
  /** Of the mapper that made the event: a higher one replaces what a lower one made. */
  mapperVersion: number;
  /**
   * In a replay of a body without its texts: what a text stands for, or undefined for one that is itself. Length in
   * UTF-16 units; hash as of {@link textHash}.
   */
  sizeOfText?: (text: string) => { length: number; hash: bigint } | undefined;
}

export interface EventRow {
  /** JSON-ready, in the order of {@link EVENT_COLUMNS}: 64-bit ids as decimal strings, times as text in UTC. */
  row: unknown[];
  workspaceId: number;
  eventId: bigint;
  identityId: bigint;
  /** Milliseconds UTC. */
  occurredAt: number;
  /** `YYYYMM` in UTC; one insert holds one month. */
  month: string;
  /** Nobody known: derives nothing. */
  isVisitor: boolean;
}

type KeysOf<E> = E extends unknown ? keyof E : never;
type ValuesOf<E, K> = E extends unknown ? (K extends keyof E ? E[K] : never) : never;
/** Every field that some type of event has. */
type Fields = { [K in KeysOf<ParleyEvent>]?: ValuesOf<ParleyEvent, K> };

/** One event as a row of `events_v1`. Pure: the same event in the same context is the same row. */
export function toEventRow(event: ParleyEvent, context: EventContext): EventRow {
  const { hashKey: key, identityAccountId } = context;
  const fields: Fields = event;
  const account = Number(event.account_id);
  const isVisitor = fields.contact === undefined;
  const identity = fields.contact
    ? identityId(key, identityAccountId, fields.contact.id)
    : visitorId(key, account, visitorOf(fields));
  const ownId = eventId(key, account, event.id, event.type);
  const text = sizeOf(fields.text, context);
  const hashed = (id: string | undefined, as: typeof messageId) =>
    id === undefined ? '0' : String(as(key, account, id));

  // In the order of EVENT_COLUMNS: the specs of this file hold it.
  const cells: Record<EventColumn, unknown> = {
    workspace_id: context.workspaceId,
    identity_id: String(identity),
    occurred_at: formatTime(event.occurred_at),
    sequence: String(sequenceOf(event.type, event.sequence)),
    event_id: String(ownId),
    type: event.type,
    channel: context.channel,
    account_id: account,
    conversation_id: hashed(fields.conversation_id, conversationId),
    message_id: hashed(IS_MESSAGE.has(event.type) ? event.id : fields.message_id, messageId),
    reply_to: hashed(fields.reply_to, messageId),
    sender: senderOf(event),
    agent_id: hashed(fields.agent?.id, agentId),
    team_id: hashed(fields.agent?.team?.id, teamId),
    other_identity_id: fields.other
      ? String(identityId(key, Number(fields.other.account_id), fields.other.contact_id))
      : '0',
    watermark_at: fields.watermark_at === undefined ? NEVER : formatTime(fields.watermark_at),
    reason: clean(fields.reason),
    rating: fields.rating ?? 0,
    broadcast_id: hashed(fields.broadcast?.id, broadcastId),
    link_id: fields.link_id ?? 0,
    ref: clean(fields.ref),
    given_source: clean(fields.source),
    given_medium: clean(fields.medium),
    given_campaign: clean(fields.campaign),
    given_content: clean(fields.content),
    given_term: clean(fields.term),
    ad_id: clean(fields.ad_id),
    click_id: clean(fields.click_id),
    kind: fields.kind ?? '',
    text_length: text.length,
    text_hash: String(text.hash),
    goal: clean(fields.goal),
    order_id: clean(fields.order_id),
    amount: fields.amount ?? '0',
    currency: fields.currency ?? '',
    items: (fields.items ?? []).map((item) => ({
      product_id: clean(item.product_id),
      name: clean(item.name),
      quantity: item.quantity,
      amount: item.amount,
    })),
    props: propsOf(fields),
    received_at: formatSecond(context.receivedAt),
    delivery_id: String(context.deliveryId),
    version: String(versionOf(context.mapperVersion, context.receivedAt)),
    is_deleted: 0,
  };
  return {
    row: Object.values(cells),
    workspaceId: context.workspaceId,
    eventId: ownId,
    identityId: identity,
    occurredAt: event.occurred_at,
    month: monthOf(event.occurred_at),
    isVisitor,
  };
}

/** As a column without a value holds it. */
const NEVER = formatTime(0);

function sizeOf(text: string | undefined, { hashKey, sizeOfText }: EventContext) {
  if (text === undefined) return { length: 0, hash: 0n };
  return sizeOfText?.(text) ?? { length: text.length, hash: textHash(hashKey, text) };
}

const IS_MESSAGE: ReadonlySet<EventType> = new Set<EventType>(['message_received', 'message_sent']);
const BY_CONTACT: ReadonlySet<EventType> = new Set<EventType>([
  'message_received',
  'button_pressed',
  'reaction_added',
  'reaction_removed',
]);

function senderOf(event: ParleyEvent): string {
  if (BY_CONTACT.has(event.type)) return 'contact';
  if (event.type !== 'message_sent') return '';
  return event.sender ?? (event.agent ? 'agent' : event.broadcast ? 'broadcast' : 'unknown');
}

/** Half a surrogate pair is no text that ClickHouse would take: it becomes U+FFFD. Everything else is kept, NUL too. */
const clean = (text: string | undefined) =>
  text === undefined || text === '' ? '' : text.replace(/\p{Surrogate}/gu, '\uFFFD');

/** The caller's properties, and what a button or a reaction carried. Two names that become one: the last is kept. */
function propsOf(fields: Fields): Record<string, string> {
  const given = Object.entries(fields.props ?? {});
  if (fields.button !== undefined) given.push(['button', fields.button]);
  if (fields.reaction !== undefined) given.push(['reaction', fields.reaction]);
  return Object.fromEntries(given.map(([name, value]) => [clean(name), clean(value)]));
}

/** Without a visitor id each hit is a visitor of its own. */
const visitorOf = (fields: Fields) =>
  fields.visitor_id === undefined ? `event:${fields.id}` : `visitor:${fields.visitor_id}`;

/** A higher mapper version wins; within one, what came first: a redelivery never replaces. */
export function versionOf(mapperVersion: number, receivedAt: number): bigint {
  return (BigInt(mapperVersion) << 32n) + (0xffff_ffffn - BigInt(Math.floor(receivedAt / 1000)));
}
