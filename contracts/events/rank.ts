import type { EventType } from './index.js';

/**
 * The order of events that share one instant and one number of the platform: touches before the messages they
 * lead to, messages before what happens to them. Values 0–15: they fill the low four bits of `sequence`.
 */
export const EVENT_RANK: Record<EventType, number> = {
  contact_identified: 0,
  identities_merged: 0,
  identities_split: 0,
  link_clicked: 1,
  widget_shown: 1,
  widget_opened: 2,
  unblocked: 3,
  conversation_started: 4,
  referral_received: 4,
  channel_joined: 4,
  subscribed: 5,
  paid_subscription_started: 5,
  unmuted: 5,
  assigned: 6,
  unassigned: 6,
  reopened: 6,
  message_received: 7,
  button_pressed: 7,
  handed_off: 8,
  message_sent: 9,
  message_delivered: 10,
  message_read: 11,
  message_failed: 11,
  message_edited: 12,
  message_deleted: 12,
  reaction_added: 12,
  reaction_removed: 12,
  wait_dismissed: 13,
  note_added: 13,
  rated: 13,
  resolved: 13,
  product_viewed: 14,
  goal_reached: 14,
  order_placed: 14,
  purchase_completed: 14,
  purchase_refunded: 14,
  unsubscribed: 15,
  blocked: 15,
  muted: 15,
  dialog_removed: 15,
  channel_left: 15,
  paid_subscription_ended: 15,
};

/**
 * Where an event stands inside its instant: the platform's number × 16 + the rank of its type while that number is
 * below 2^59, else the rank alone.
 */
export function sequenceOf(type: EventType, number: number | string | undefined): bigint {
  const rank = BigInt(EVENT_RANK[type]);
  if (number === undefined) return rank;
  const given = BigInt(number);
  return given < 1n << 59n ? given * 16n + rank : rank;
}
