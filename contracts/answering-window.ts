import type { Channel } from './channels.js';

/**
 * For how long after the contact's last message the platform lets a business write freely, seconds; a channel that is
 * not here sets no such window. What may be sent later (templates, tags for human agents) is up to each platform.
 * Messenger and Instagram: https://developers.facebook.com/docs/messenger-platform/policy/policy-overview («Standard
 * Messaging: businesses will have up to 24 hours to respond to a user»), checked 2026-11-25. WhatsApp:
 * https://docs.aws.amazon.com/social-messaging/latest/userguide/whatsapp-send-message.md («when a user messages you, a
 * 24-hour timer called a customer service window starts or refreshes»), checked 2026-11-25.
 */
export const ANSWERING_WINDOW_SECONDS: Partial<Record<Channel, number>> = {
  messenger: 24 * 3600,
  instagram: 24 * 3600,
  whatsapp: 24 * 3600,
};

/** The end of the window of a contact who wrote last at this moment; null where the channel sets none. Milliseconds UTC. */
export function answeringWindowEnd(channel: Channel, lastIncomingMs: number): number | null {
  const seconds = ANSWERING_WINDOW_SECONDS[channel];
  return seconds === undefined ? null : lastIncomingMs + seconds * 1000;
}
