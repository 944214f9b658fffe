import * as z from 'zod';
import type { Channel } from './channels.js';
import type { Localized } from './text.js';

/** The channels that Parley is connected to by itself; the others come in through the events API and imports. */
export const CONNECTABLE = ['telegram', 'messenger', 'viber'] as const;
export type ConnectableChannel = (typeof CONNECTABLE)[number];
export const isConnectable = (channel: Channel): channel is ConnectableChannel =>
  (CONNECTABLE as readonly Channel[]).includes(channel);

/** A secret of a connection: written, never read back. */
export interface SecretField {
  name: string;
  label: Localized;
  hint: Localized;
  /** `platform`: the platform gives it and the owner pastes it. `parley`: we make it and the owner pastes it there. */
  origin: 'platform' | 'parley';
  /** Without it nothing can be collected. */
  isRequired: boolean;
}

/** Sources of the names: core.telegram.org/bots/api#setwebhook, developers.facebook.com (webhooks), developers.viber.com (checked 2026-11-22). */
export const SECRET_FIELDS: Record<ConnectableChannel, readonly SecretField[]> = {
  telegram: [
    {
      name: 'bot_token',
      label: { en: 'Bot token', ru: 'Токен бота' },
      hint: {
        en: 'From @BotFather. Needed to register the webhook by itself, to read without a public address, and to let the bot talk through Parley.',
        ru: 'Из @BotFather. Нужен, чтобы зарегистрировать вебхук автоматически, читать без публичного адреса и пропускать ответы бота через Parley.',
      },
      origin: 'platform',
      isRequired: false,
    },
    {
      name: 'secret_token',
      label: { en: 'Webhook secret', ru: 'Секрет вебхука' },
      hint: {
        en: 'Goes to setWebhook as secret_token.',
        ru: 'Передаётся в setWebhook как secret_token.',
      },
      origin: 'parley',
      isRequired: true,
    },
  ],
  messenger: [
    {
      name: 'app_secret',
      label: { en: 'App secret', ru: 'Секрет приложения' },
      hint: {
        en: 'In the settings of your app at developers.facebook.com: Basic → App secret.',
        ru: 'В настройках приложения на developers.facebook.com: Basic → App secret.',
      },
      origin: 'platform',
      isRequired: true,
    },
    {
      name: 'verify_token',
      label: { en: 'Verify token', ru: 'Маркер подтверждения' },
      hint: {
        en: 'Paste it beside the callback address in the webhook settings of the app.',
        ru: 'Вставьте рядом с адресом обратного вызова в настройках вебхуков приложения.',
      },
      origin: 'parley',
      isRequired: true,
    },
  ],
  viber: [
    {
      name: 'auth_token',
      label: { en: 'Bot token', ru: 'Токен бота' },
      hint: {
        en: 'In the Viber admin panel of the bot. It signs every update.',
        ru: 'В панели администратора бота Viber. Им подписано каждое обновление.',
      },
      origin: 'platform',
      isRequired: true,
    },
  ],
};

/** What an inbox address may hold in braces. */
const INBOX_IDS = ['conversation_id', 'contact_id'] as const;
const filled = (template: string) => template.replaceAll(/\{(?:conversation_id|contact_id)\}/g, '1');

/** The address of one dialogue in somebody's inbox, with `{conversation_id}` or `{contact_id}` where its id belongs. */
const inboxUrl = z
  .string()
  .trim()
  .max(2048)
  .refine(
    (text) => z.url({ protocol: /^https?$/ }).safeParse(filled(text)).success && !/[{}]/.test(filled(text)),
    'must be an address such as https://chat.example.com/app/accounts/1/conversations/{conversation_id}',
  )
  .refine(
    (text) => INBOX_IDS.some((name) => text.includes(`{${name}}`)),
    'must hold {conversation_id} or {contact_id}',
  );

/** The address with its ids put in; null when it needs one that is not known. */
export function fillInboxUrl(
  template: string,
  ids: Partial<Record<(typeof INBOX_IDS)[number], string | undefined>>,
): string | null {
  let url = template;
  for (const name of INBOX_IDS) {
    if (!template.includes(`{${name}}`)) continue;
    const id = ids[name];
    if (id === undefined) return null;
    url = url.replaceAll(`{${name}}`, encodeURIComponent(id));
  }
  return url;
}

/** How an account is read and what it passes on; what a channel does not have stays at its default. */
export const accountOptions = z.strictObject({
  reading: z
    .enum(['webhook', 'polling'])
    .default('webhook')
    .describe('Telegram: whether it calls us, or we ask it (works without a public address).'),
  forward_url: z
    .url({ protocol: /^https?$/ })
    .max(2048)
    .nullable()
    .default(null)
    .describe(
      'The address of the bot that runs elsewhere: gets every update untouched, its answer is relayed.',
    ),
  other_apps: z
    .enum(['bot', 'agent'])
    .default('bot')
    .describe('Messenger: what an echo of an app that is neither the page inbox nor labelled counts as.'),
  inbox_url: inboxUrl
    .nullable()
    .default(null)
    .describe(
      'Where people answer: the address of a dialogue there, with {conversation_id} or {contact_id} for its id. Links lead to it.',
    ),
});
export type AccountOptions = z.infer<typeof accountOptions>;
/** Only what changes: no default may creep in for what is left out. */
export const accountOptionsPatch = z.strictObject({
  reading: accountOptions.shape.reading.unwrap().optional(),
  forward_url: accountOptions.shape.forward_url.unwrap().optional(),
  other_apps: accountOptions.shape.other_apps.unwrap().optional(),
  inbox_url: accountOptions.shape.inbox_url.unwrap().optional(),
});

/** Which of two accounts that show the same chats is believed, by direction of the messages. */
export const mirrorInput = z.strictObject({
  account_id: z
    .string()
    .regex(/^[1-9]\d{0,9}$/)
    .describe('The account whose chats this one shows too; people keep their identity there.'),
  believes: z
    .strictObject({
      incoming: z.enum(['this', 'mirrored']).default('mirrored'),
      outgoing: z.enum(['this', 'mirrored']).default('this'),
    })
    .prefault({})
    .describe('Whose messages count: those of the other account are kept, but counted nowhere.'),
  since: z.iso
    .datetime()
    .nullable()
    .default(null)
    .describe('From when on; before, each account counts its own messages. Null: always.'),
});
export type MirrorInput = z.infer<typeof mirrorInput>;

export const CHECK_KEYS = [
  'secrets',
  'public_address',
  'token',
  'webhook',
  'allowed_updates',
  'forward',
  'polling',
  'first_event',
] as const;
export const CHECK_LABELS: Record<(typeof CHECK_KEYS)[number], Localized> = {
  secrets: { en: 'Secrets', ru: 'Секреты' },
  public_address: { en: 'Public address', ru: 'Публичный адрес' },
  token: { en: 'Bot token', ru: 'Токен бота' },
  webhook: { en: 'Webhook', ru: 'Вебхук' },
  allowed_updates: { en: 'Kinds of events', ru: 'Виды событий' },
  forward: { en: 'Forwarding', ru: 'Пересылка' },
  polling: { en: 'Reading', ru: 'Чтение' },
  first_event: { en: 'Events', ru: 'События' },
};
/** What one check of a connection found. */
export const connectionCheck = z.object({
  key: z.enum(CHECK_KEYS),
  state: z.enum(['ok', 'warning', 'failed', 'not_checked']),
  detail: z.string().describe('What was found and what to do, in the language of the reader.'),
});
export type ConnectionCheck = z.infer<typeof connectionCheck>;
/** POST …/accounts/:account_id/test. Only the checks that concern the account, in the order of CHECK_KEYS. */
export const connectionTest = z.object({ checks: z.array(connectionCheck) });
export type ConnectionTest = z.infer<typeof connectionTest>;

/** What a connection can say of each kind of event. `through_us`: only where the sender passes it on to Parley. */
export type Tells = 'told' | 'through_us' | 'never';
export const TOLD_KINDS = [
  'start_parameter',
  'return_parameter',
  'ads',
  'incoming',
  'outgoing',
  'agent',
  'delivered',
  'read',
  'edited',
  'reactions',
  'subscribed',
  'blocked',
  'payments',
] as const;
export type ToldKind = (typeof TOLD_KINDS)[number];
export const TOLD_LABELS: Record<ToldKind, Localized> = {
  start_parameter: { en: 'Parameter of the start link', ru: 'Параметр стартовой ссылки' },
  return_parameter: { en: 'Parameter when a known person returns', ru: 'Параметр при возвращении' },
  ads: { en: 'Ad', ru: 'Объявление' },
  incoming: { en: 'Incoming messages', ru: 'Входящие сообщения' },
  outgoing: { en: 'Own answers', ru: 'Свои ответы' },
  agent: { en: 'Who answered', ru: 'Кто ответил' },
  delivered: { en: 'Delivered', ru: 'Доставлено' },
  read: { en: 'Read', ru: 'Прочитано' },
  edited: { en: 'Edited', ru: 'Изменено' },
  reactions: { en: 'Reactions', ru: 'Реакции' },
  subscribed: { en: 'Subscribed, unsubscribed', ru: 'Подписка, отписка' },
  blocked: { en: 'Blocked', ru: 'Блокировка' },
  payments: { en: 'Payments', ru: 'Платежи' },
};
/** Shown when an account is connected, and the table of docs/platforms.md. */
export const PLATFORM_TELLS: Record<ConnectableChannel, Record<ToldKind, Tells>> = {
  telegram: {
    start_parameter: 'told',
    return_parameter: 'told',
    ads: 'never',
    incoming: 'told',
    outgoing: 'through_us',
    agent: 'through_us',
    delivered: 'never',
    read: 'never',
    edited: 'told',
    reactions: 'told',
    subscribed: 'told',
    blocked: 'told',
    payments: 'told',
  },
  messenger: {
    start_parameter: 'told',
    return_parameter: 'told',
    ads: 'told',
    incoming: 'told',
    outgoing: 'told',
    agent: 'through_us',
    delivered: 'told',
    read: 'told',
    edited: 'told',
    reactions: 'told',
    subscribed: 'told',
    blocked: 'never',
    payments: 'never',
  },
  viber: {
    start_parameter: 'told',
    return_parameter: 'told',
    ads: 'never',
    incoming: 'told',
    outgoing: 'through_us',
    agent: 'through_us',
    delivered: 'told',
    read: 'told',
    edited: 'never',
    reactions: 'never',
    subscribed: 'told',
    blocked: 'never',
    payments: 'never',
  },
};
