/**
 * One event of an identity as derivation reads it: the columns of `events_v1` that the rules need, by their names.
 * 64-bit numbers are decimal strings ('0' = none), times are milliseconds UTC.
 */
export interface StreamEvent {
  event_id: string;
  occurred_at: number;
  sequence: string;
  version: string;
  type: string;
  channel: string;
  account_id: number;
  conversation_id: string;
  message_id: string;
  reply_to: string;
  /** contact, agent, bot, auto, broadcast, unknown; '' where nobody sent anything. */
  sender: string;
  agent_id: string;
  /** Delivered or read up to here, inclusive; 0 = the event names a message, or is none of that. */
  watermark_at: number;
  reason: string;
  broadcast_id: string;
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
  text_hash: string;
}

/** No id: what a 64-bit column holds where there is none. */
export const NONE = '0';

/** Orders two unsigned decimal numbers without leading zeros, as numbers: negative, 0 or positive. */
export function compareDecimals(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : a > b ? 1 : 0;
}
