import * as z from 'zod';
import { entityId, hashedId } from './api.js';
import { channel } from './channels.js';
import { edge } from './period.js';
import { REPORT_FORMATS } from './reports/index.js';
import { filterParams } from './reports/report.js';
import { pageParams, YES_NO_ANY } from './reports/row-report.js';
import type { Localized } from './text.js';

const instant = z.iso.datetime().describe('UTC.');
const instantOrNone = instant.nullable();
const count = z.int().min(0);
const told = z.string().nullable();

/** By what contacts are listed; each the newest first, or the other way round. */
export const CONTACT_SORTS = ['last_seen', 'first_seen'] as const;
export const CONTACT_DIRECTIONS = ['newest', 'oldest'] as const;

/** How many people a search by name finds at most: more is no search, and is said. */
export const MOST_MATCHES = 5_000;

/** GET …/contacts: who wrote to us or came to us, ever, in whatever account. Days are local to the workspace. */
export const contactsParams = z.strictObject({
  q: z
    .string()
    .trim()
    .max(200)
    .default('')
    .describe(
      'What a contact is called: beginnings of words of the name and the username, in any order; or the whole of a phone number, an e-mail address, your own customer id, the id that the platform gives, or the number in Parley. Only for roles that may see names.',
    ),
  channels: filterParams.channels,
  account_ids: filterParams.account_ids,
  refs: filterParams.refs.describe('Only contacts with a touch that had one of these refs, ever.'),
  sources: z
    .preprocess(
      (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
      z.array(z.string().max(256)).max(200),
    )
    .describe('Only contacts with a touch of one of these sources, ever.'),
  is_subscribed: z
    .enum(YES_NO_ANY)
    .default('any')
    .describe('In any account, at this moment; of accounts that can tell.'),
  is_merged: z
    .enum(YES_NO_ANY)
    .default('any')
    .describe('Only contacts of several identities, or only others.'),
  first_seen_from: edge.optional().describe('First seen on this day or later.'),
  first_seen_to: edge.optional().describe('First seen before this day.'),
  last_seen_from: edge.optional().describe('Last seen on this day or later.'),
  last_seen_to: edge.optional().describe('Last seen before this day.'),
  sort: z.enum(CONTACT_SORTS).default('last_seen'),
  direction: z.enum(CONTACT_DIRECTIONS).default('newest'),
  ...pageParams,
  format: z.enum(REPORT_FORMATS).default('json').describe('CSV and NDJSON hold all contacts.'),
  bom: z
    .enum(['0', '1'])
    .default('0')
    .transform((value) => value === '1')
    .describe('CSV: begins with U+FEFF, as some spreadsheets want.'),
});
export type ContactsParams = z.output<typeof contactsParams>;

/** One identity of a contact: who they are in one account. */
export const contactIdentity = z.object({
  identity_id: hashedId,
  channel,
  account_id: entityId,
  account_name: told,
  name: told.describe('As all that names somebody: null for roles that may not see it.'),
  username: told,
  external_id: told.describe('The id that the platform gives; null where nothing but it is known.'),
});
export type ContactIdentity = z.infer<typeof contactIdentity>;

export const contactAmount = z.object({
  currency: z.string().describe('ISO 4217.'),
  amount: z.number().describe('Of all purchases, refunds not taken off.'),
  refunded: z.number(),
});
export type ContactAmount = z.infer<typeof contactAmount>;

/** What a contact did, ever, in all accounts together. */
export const contactTotals = z.object({
  messages_received: count,
  messages_sent: count
    .nullable()
    .describe(
      'In dialogues: broadcasts are not included. Null where an account of theirs does not let ours be seen: a part is not the number.',
    ),
  dialogues: count.describe('With at least one message of theirs.'),
  orders: count.describe('Purchases; one of an order that came twice counts once.'),
  amounts: z.array(contactAmount),
});
export type ContactTotals = z.infer<typeof contactTotals>;

export const contactRow = z.object({
  contact_id: hashedId.describe('The lowest of its identities; any of them leads to it.'),
  contact_name: told,
  phone: told,
  email: told,
  customer_id: told,
  identities: z.array(contactIdentity),
  first_seen_at: instant.describe('The first event of any kind, ever.'),
  last_seen_at: instant.describe('The last event of any kind.'),
  first_ref: told.describe('What they first came by.'),
  is_subscribed: z.boolean().nullable().describe('Null: no account can tell.'),
  ...contactTotals.shape,
});
export type ContactRow = z.infer<typeof contactRow>;

export const contactsAnswer = z.object({
  meta: z.object({
    total: count.describe('How many contacts there are in all; merged identities are one.'),
    row_count: count,
    next_cursor: z.string().nullable(),
    merges: count.describe('How many merges are in force: so many identities count with another one.'),
    is_cut: z.boolean().describe(`More than ${MOST_MATCHES} match: these are some of them.`),
    sees_names: z.boolean().describe('Whether whoever asks may see and search for names.'),
    time_zone: z.string(),
  }),
  rows: z.array(contactRow),
});
export type ContactsAnswer = z.infer<typeof contactsAnswer>;

/** The columns of the list, also of its export, in order. */
export const CONTACT_COLUMNS = {
  contact_id: { en: 'Contact', ru: 'Номер контакта' },
  contact_name: { en: 'Name', ru: 'Имя' },
  phone: { en: 'Phone', ru: 'Телефон' },
  email: { en: 'E-mail', ru: 'Почта' },
  customer_id: { en: 'Customer id', ru: 'Ваш номер клиента' },
  channels: { en: 'Channels', ru: 'Каналы' },
  accounts: { en: 'Accounts', ru: 'Аккаунты' },
  identities: { en: 'Identities', ru: 'Профилей' },
  first_seen_at: { en: 'Known since', ru: 'Известен с' },
  last_seen_at: { en: 'Last seen', ru: 'Был на связи' },
  first_ref: { en: 'First ref', ru: 'Первая метка' },
  is_subscribed: { en: 'Subscribed', ru: 'Подписан' },
  messages_received: { en: 'Messages from them', ru: 'Сообщений от клиента' },
  messages_sent: { en: 'Messages to them', ru: 'Сообщений клиенту' },
  dialogues: { en: 'Dialogues', ru: 'Диалогов' },
  orders: { en: 'Orders', ru: 'Заказов' },
  amounts: { en: 'Paid', ru: 'Оплачено' },
  refunded: { en: 'Refunded', ru: 'Возвращено' },
} as const satisfies Record<string, Localized>;
export type ContactColumn = keyof typeof CONTACT_COLUMNS;

// ── one contact ─────────────────────────────────────────────────────────────────────────────────────────────────

export const SUBSCRIPTION_STATES = ['subscribed', 'unsubscribed', 'blocked'] as const;

export const contactPageIdentity = contactIdentity.extend({
  phone: told,
  email: told,
  customer_id: told,
  language: told,
  first_seen_at: instantOrNone.describe('Null: nothing of theirs but a merge is known.'),
  last_seen_at: instantOrNone,
  subscription: z
    .enum(SUBSCRIPTION_STATES)
    .nullable()
    .describe('Null: never subscribed, or it cannot be told.'),
  subscription_at: instantOrNone.describe('Since when it is so.'),
});
export type ContactPageIdentity = z.infer<typeof contactPageIdentity>;

export const contactTouch = z.object({
  occurred_at: instant,
  channel,
  account_id: entityId,
  account_name: told,
  is_direct: z.boolean(),
  ref: told,
  source: told,
  medium: told,
  campaign: told,
});
export type ContactTouch = z.infer<typeof contactTouch>;

/** GET …/contacts/:contact_id, by any of their identities. */
export const contactPage = z.object({
  contact_id: hashedId,
  contact_name: told,
  sees_names: z.boolean(),
  identities: z.array(contactPageIdentity),
  first_seen_at: instantOrNone,
  last_seen_at: instantOrNone,
  first_touch: contactTouch.nullable(),
  last_touch: contactTouch.nullable(),
  totals: contactTotals,
});
export type ContactPage = z.infer<typeof contactPage>;
