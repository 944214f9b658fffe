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
 * Sources: the platforms' own meanings; Telegram bots may write to whoever pressed START until blocked
 * (core.telegram.org/bots/api, checked 2026-11-22); Viber counts whoever wrote as subscribed
 * (developers.viber.com, checked 2026-11-22); WhatsApp wants an opt-in of its own.
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
