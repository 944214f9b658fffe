import * as z from 'zod';
import type { Channel } from './channels.js';
import type { Localized } from './text.js';

/**
 * Whether an account's outgoing messages reach us.
 * `auto`: since the earliest outgoing message of the account; `always`; `never`.
 */
export const outgoingVisibility = z.enum(['auto', 'always', 'never']);
export type OutgoingVisibility = z.infer<typeof outgoingVisibility>;

/** What an account can tell. A number that needs what none of its accounts can tell is null, never 0. */
export const capabilities = z.object({
  outgoing: outgoingVisibility.describe(
    'Whether answers are seen: auto = since the earliest one that arrived.',
  ),
  subscriptions: z.boolean().describe('Whether subscribing and unsubscribing are told.'),
});
export type Capabilities = z.infer<typeof capabilities>;

/** How the events of an account reach us. */
export const connection = z.enum(['webhook', 'events_api', 'import']);
export type Connection = z.infer<typeof connection>;

/** What can be known of an account from its channel and its way in, until its owner says otherwise. */
export function defaultCapabilities(_channel: Channel, way: Connection): Capabilities {
  if (way === 'import') return { outgoing: 'always', subscriptions: false };
  return { outgoing: 'auto', subscriptions: true };
}

/** Why a number is null although there may be something to count. */
export const UNAVAILABLE_REASONS = {
  outgoing_not_visible: {
    en: 'The connected accounts do not report their own answers. Send answers through the events API, and this number appears.',
    ru: 'Подключённые аккаунты не сообщают о своих ответах. Передавайте ответы через API событий — и число появится.',
  },
  subscriptions_not_visible: {
    en: 'The connected accounts do not report subscriptions (for example, a chat export has none).',
    ru: 'Подключённые аккаунты не сообщают о подписках (например, в экспорте чатов их нет).',
  },
  delivered_not_visible: {
    en: 'The connected accounts have not told of delivery. Telegram bots never do; Messenger and Viber do once those events are switched on.',
    ru: 'Подключённые аккаунты не сообщали о доставке. Telegram-боты не сообщают никогда; Messenger и Viber — если включены эти события.',
  },
  read_not_visible: {
    en: 'The connected accounts have not told of reading. Telegram bots never do; Messenger and Viber do once those events are switched on.',
    ru: 'Подключённые аккаунты не сообщали о прочтении. Telegram-боты не сообщают никогда; Messenger и Viber — если включены эти события.',
  },
  closing_not_visible: {
    en: 'No dialogue was ever closed on these accounts. Messengers know no closing: connect an inbox that does, such as Chatwoot, or send `resolved` through the events API.',
    ru: 'В этих аккаунтах ни одного диалога ещё не закрывали. Сами мессенджеры закрытия не знают: подключите инбокс, где оно есть, например Chatwoot, или передавайте `resolved` через API событий.',
  },
  no_accounts: {
    en: 'No account is connected yet. Connect a messenger or import a chat export.',
    ru: 'Пока не подключён ни один аккаунт. Подключите мессенджер или загрузите экспорт чатов.',
  },
  no_calendar: {
    en: 'No business hours apply to these waits, so their business time is not known. Set opening hours, and it appears.',
    ru: 'Для этих ожиданий не заданы рабочие часы, поэтому рабочее время неизвестно. Задайте часы работы — и оно появится.',
  },
  belongs_to_nobody: {
    en: 'An incoming message belongs to no agent, team or source. Take that filter away, and the number appears.',
    ru: 'Входящее сообщение не относится ни к сотруднику, ни к команде, ни к источнику. Уберите этот фильтр — и число появится.',
  },
  nothing_to_divide: {
    en: 'Nothing happened in this period that this number could be computed from.',
    ru: 'В этом периоде не было событий, из которых считается это число.',
  },
} as const satisfies Record<string, Localized>;
export type UnavailableReason = keyof typeof UNAVAILABLE_REASONS;
