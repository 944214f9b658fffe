import {
  CHANNEL_LABELS,
  type ContactAmount,
  type ContactColumn,
  type ContactIdentity,
  type ContactRow,
} from '@parley/contracts';
import type { I18n } from '../../i18n/i18n';
import { formatMoment } from '../../theme/dates';
import { formatNumber } from '../../theme/format';
import { formatMoney } from '../costs/money';

/** In whose words and whose zone contacts are told. */
export interface Telling {
  i18n: Pick<I18n, 't' | 'text' | 'plural' | 'language'>;
  zone: string;
}

const NONE = '—';

/** What a contact is called, for everybody: with its number where no name is known or may be seen. */
export const contactName = (
  contact: { contact_id: string; contact_name: string | null },
  { i18n }: Pick<Telling, 'i18n'>,
): string => contact.contact_name ?? i18n.t('contacts.nameless', { id: contact.contact_id });

/** A channel and an account: «Telegram, Shop»; an account is often called as its channel is. */
export function whereOf(
  { channel, account_name }: Pick<ContactIdentity, 'channel' | 'account_name'>,
  { i18n }: Pick<Telling, 'i18n'>,
): string {
  const name = i18n.text(CHANNEL_LABELS[channel]);
  return account_name === null || account_name === name ? name : `${name}, ${account_name}`;
}

/** Who an identity is where it is: the name, the username, the id of the platform; what is known of them. */
export const whoOf = ({ name, username, external_id }: ContactIdentity): string =>
  [name, username === null ? null : `@${username.replace(/^@/, '')}`, external_id]
    .filter((part) => part !== null && part !== '')
    .join(' · ') || NONE;

/** Money by currency, refunds beside it. */
export const amountsText = (amounts: readonly ContactAmount[], { i18n }: Pick<Telling, 'i18n'>): string =>
  amounts
    .map(({ amount, refunded, currency }) => {
      const paid = formatMoney(String(amount), currency, i18n.language());
      if (refunded === 0) return paid;
      const back = formatMoney(String(refunded), currency, i18n.language());
      return `${paid} (${i18n.t('contacts.refunded', { amount: back })})`;
    })
    .join('; ') || NONE;

const refundsText = (amounts: readonly ContactAmount[], { i18n }: Pick<Telling, 'i18n'>): string =>
  amounts
    .filter(({ refunded }) => refunded !== 0)
    .map(({ refunded, currency }) => formatMoney(String(refunded), currency, i18n.language()))
    .join('; ') || NONE;

/** What a cell of the list shows. */
export function cellText(row: ContactRow, column: ContactColumn, telling: Telling): string {
  const { i18n, zone } = telling;
  const several = (names: readonly string[]) => [...new Set(names)].join(', ') || NONE;
  switch (column) {
    case 'contact_name':
      return contactName(row, telling);
    case 'channels':
      return several(row.identities.map(({ channel }) => i18n.text(CHANNEL_LABELS[channel])));
    case 'accounts':
      return several(row.identities.flatMap(({ account_name }) => account_name ?? []));
    case 'identities':
      return formatNumber(row.identities.length, i18n.language());
    case 'first_seen_at':
    case 'last_seen_at':
      return formatMoment(row[column], zone, i18n.language());
    case 'is_subscribed':
      return row.is_subscribed === null ? NONE : i18n.t(row.is_subscribed ? 'contacts.yes' : 'contacts.no');
    case 'amounts':
      return amountsText(row.amounts, telling);
    case 'refunded':
      return refundsText(row.amounts, telling);
    default: {
      const value = row[column];
      if (value === null || value === '') return NONE;
      return typeof value === 'number' ? formatNumber(value, i18n.language()) : value;
    }
  }
}
