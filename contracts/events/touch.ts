import * as z from 'zod';
import { ofContact, ofVisitor } from './envelope.js';
import { touchFields } from './parts.js';

const visitorTouch = <T extends string>(type: T) =>
  z.strictObject({ type: z.literal(type), ...ofVisitor, ...touchFields });
const contactTouch = <T extends string>(type: T) =>
  z.strictObject({ type: z.literal(type), ...ofContact, ...touchFields });

/** A hit on a tracked link or the site widget. */
export const linkClicked = visitorTouch('link_clicked');
export const widgetShown = visitorTouch('widget_shown');
export const widgetOpened = visitorTouch('widget_opened');

/** The person pressed START, Get Started or opened the conversation. A start is never a message. */
export const conversationStarted = contactTouch('conversation_started').meta({
  example: {
    type: 'conversation_started',
    id: '6200145512:512',
    account_id: '1',
    contact: { id: '6200145512', name: 'Anna' },
    occurred_at: '2026-11-22T09:00:00Z',
    ref: 'vk_ads-spring_42',
  },
});

/** A known contact arrives with a referral again. */
export const referralReceived = contactTouch('referral_received');
export const channelJoined = contactTouch('channel_joined');
export const channelLeft = contactTouch('channel_left');

export const touchEvents = [
  linkClicked,
  widgetShown,
  widgetOpened,
  conversationStarted,
  referralReceived,
  channelJoined,
  channelLeft,
] as const;
