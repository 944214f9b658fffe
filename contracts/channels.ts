import * as z from 'zod';
import type { Localized } from './text.js';

/** The messengers, in the order in which they are shown. */
export const CHANNELS = [
  'telegram',
  'messenger',
  'instagram',
  'whatsapp',
  'viber',
  'vk',
  'max',
  'botframework',
  'web',
] as const;

export const channel = z.enum(CHANNELS);
export type Channel = z.infer<typeof channel>;

export const CHANNEL_LABELS: Record<Channel, Localized> = {
  telegram: { en: 'Telegram', ru: 'Telegram' },
  messenger: { en: 'Messenger', ru: 'Messenger' },
  instagram: { en: 'Instagram', ru: 'Instagram' },
  whatsapp: { en: 'WhatsApp', ru: 'WhatsApp' },
  viber: { en: 'Viber', ru: 'Viber' },
  vk: { en: 'VK', ru: 'ВКонтакте' },
  max: { en: 'MAX', ru: 'MAX' },
  botframework: { en: 'Bot Framework', ru: 'Bot Framework' },
  web: { en: 'Web widget', ru: 'Виджет на сайте' },
};

/**
 * What begins a subscription on a channel besides an explicit `subscribed` event.
 * `start`: any conversation_started or unblocked while not subscribed. `first_message`: the first incoming
 * message, when there was no subscription before. `explicit`: nothing else.
 * Sources, checked 2026-11-22:
 * - Telegram: a bot may write to whoever pressed START, until blocked (core.telegram.org/bots/api).
 * - MAX: `bot_started`, until `bot_stopped` (dev.max.ru, schema of update types).
 * - Bot Framework: the conversation begins with `conversationUpdate` / `contactRelationUpdate add` (activity schema).
 * - Viber: the first message subscribes without a `subscribed` callback (developers.viber.com, REST bot API).
 * - VK: `message_allow` means «pressed Allow or wrote the first message» (dev.vk.com, JSON schema).
 * - Messenger, Instagram: no subscription of its own; whoever writes can be reached (developers.facebook.com,
 *   Messenger platform). Our own choice: the first message, besides an explicit opt-in.
 * - WhatsApp: marketing wants an opt-in of its own; an incoming message opens 24 hours only (developers.facebook.com).
 * - Web: nothing but the form.
 */
export const SUBSCRIPTION_BEGINS_WITH: Record<Channel, 'start' | 'first_message' | 'explicit'> = {
  telegram: 'start',
  messenger: 'first_message',
  instagram: 'first_message',
  whatsapp: 'explicit',
  viber: 'first_message',
  vk: 'first_message',
  max: 'start',
  botframework: 'start',
  web: 'explicit',
};
