import { EVENT_RANK, type Channel, type ParleyEvent } from '@parley/contracts';
import {
  agentId,
  broadcastId,
  conversationId,
  eventId,
  identityId,
  messageId,
  textHash,
  visitorId,
} from '../../lib/ids.js';
import type { PlainEvent, PlainItem } from './plain-event.js';

/** What the store knows of an event besides what it says itself. */
export interface PlainContext {
  workspaceId: number;
  hashKey: Uint8Array;
  channel: Channel;
  identityAccountId: number;
  /** Milliseconds UTC. */
  receivedAt: number;
  mapperVersion: number;
}

/** Every field that some type of event has, each optional: which type has which is the contract's business. */
type Loose = {
  type: string;
  message_id?: string;
  watermark_at?: number;
  reply_to?: string;
  sender?: string;
  agent?: { id: string };
  broadcast?: { id: string };
  reason?: string;
  link_id?: number;
  ref?: string;
  source?: string;
  medium?: string;
  campaign?: string;
  content?: string;
  term?: string;
  ad_id?: string;
  click_id?: string;
  kind?: string;
  text?: string;
  visitor_id?: string;
  other?: { account_id: string; contact_id: string };
  goal?: string;
  order_id?: string;
  amount?: string;
  currency?: string;
  items?: PlainItem[];
  props?: Record<string, string>;
};

const OWN_MESSAGE: readonly string[] = ['message_received', 'message_sent'];
const BY_THE_CONTACT: readonly string[] = [
  'message_received',
  'button_pressed',
  'reaction_added',
  'reaction_removed',
];

function senderOf({ type, ...event }: Loose): string {
  if (BY_THE_CONTACT.includes(type)) return 'contact';
  if (type !== 'message_sent') return '';
  if (event.sender) return event.sender;
  if (event.agent) return 'agent';
  return event.broadcast ? 'broadcast' : 'unknown';
}

function sequenceOfEvent(event: ParleyEvent): bigint {
  const rank = BigInt(EVENT_RANK[event.type]);
  const number = BigInt(event.sequence ?? 0);
  return number < 2n ** 59n ? number * 16n + rank : rank;
}

/** The plain row of an event, made on its own way, so that a mistake in the writing of rows shows too. */
export function plainEvent(event: ParleyEvent, context: PlainContext): PlainEvent {
  const { hashKey: key } = context;
  const account = Number(event.account_id);
  const loose: Loose = event;
  const message = OWN_MESSAGE.includes(event.type) ? event.id : loose.message_id;
  const secondsOfReceipt = BigInt(Math.floor(context.receivedAt / 1000));
  return {
    workspace_id: context.workspaceId,
    identity_id: event.contact
      ? identityId(key, context.identityAccountId, event.contact.id)
      : visitorId(
          key,
          account,
          loose.visitor_id === undefined ? `event:${event.id}` : `visitor:${loose.visitor_id}`,
        ),
    occurred_at: event.occurred_at,
    sequence: sequenceOfEvent(event),
    event_id: eventId(key, account, event.id, event.type),
    type: event.type,
    channel: context.channel,
    account_id: account,
    conversation_id: event.conversation_id ? conversationId(key, account, event.conversation_id) : 0n,
    message_id: message ? messageId(key, account, message) : 0n,
    reply_to: loose.reply_to ? messageId(key, account, loose.reply_to) : 0n,
    sender: senderOf(loose),
    watermark_at: loose.watermark_at ?? 0,
    agent_id: loose.agent ? agentId(key, account, loose.agent.id) : 0n,
    reason: loose.reason ?? '',
    broadcast_id: loose.broadcast ? broadcastId(key, account, loose.broadcast.id) : 0n,
    link_id: loose.link_id ?? 0,
    ref: loose.ref ?? '',
    given_source: loose.source ?? '',
    given_medium: loose.medium ?? '',
    given_campaign: loose.campaign ?? '',
    given_content: loose.content ?? '',
    given_term: loose.term ?? '',
    ad_id: loose.ad_id ?? '',
    click_id: loose.click_id ?? '',
    kind: loose.kind ?? '',
    text_hash: loose.text === undefined ? 0n : textHash(key, loose.text),
    other_identity_id: loose.other
      ? identityId(key, Number(loose.other.account_id), loose.other.contact_id)
      : 0n,
    goal: loose.goal ?? '',
    order_id: loose.order_id ?? '',
    amount: loose.amount ?? '0',
    currency: loose.currency ?? '',
    items: loose.items ?? [],
    props: loose.props ?? {},
    version: BigInt(context.mapperVersion) * 2n ** 32n + (2n ** 32n - 1n - secondsOfReceipt),
    is_deleted: false,
    is_anonymous: event.contact === undefined,
  };
}
