import { Inject, Injectable } from '@nestjs/common';
import {
  type ContactIdentity,
  type ContactPageIdentity,
  type ContactRow,
  type ContactTotals,
} from '@parley/contracts';
import {
  type ClickHouse,
  type ContactMembers,
  type ContactOrders,
  type IdentityMessages,
  type KnownIdentity,
  type ListedContact,
  readIdentities,
  readMessagesOf,
  readOrdersOf,
} from '@parley/sql';
import { DataSource, In } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { REPORTS_STORE } from '../clickhouse/clickhouse.js';
import { Profile } from '../profiles/profile.entity.js';

/** What is known of some contacts, to tell of them one by one. */
export interface People {
  accounts: Map<number, Account>;
  known: Map<string, KnownIdentity>;
  /** Empty where whoever asks may not see names. */
  profiles: Map<string, Profile>;
  messages: Map<string, IdentityMessages>;
  orders: Map<string, ContactOrders[]>;
}

interface Asking {
  workspace_id: number;
  definition_id: number;
  seesNames: boolean;
}

/** Tells who contacts are and what they did, ever, in all their accounts together. */
@Injectable()
export class ContactPeople {
  constructor(
    @Inject(REPORTS_STORE) private readonly store: ClickHouse,
    @Inject(DataSource) private readonly source: DataSource,
  ) {}

  /** Reads what is known of these contacts: as many questions for a page as for one. */
  async read(asking: Asking, contacts: readonly ContactMembers[], signal: AbortSignal): Promise<People> {
    const { workspace_id, seesNames } = asking;
    const ids = contacts.flatMap(({ identity_ids }) => identity_ids);
    const [accounts, known, profiles, messages, orders] = await Promise.all([
      this.source.getRepository(Account).findBy({ workspace_id }),
      readIdentities(this.store, workspace_id, ids, { signal }),
      seesNames && ids.length > 0
        ? this.source.getRepository(Profile).findBy({ workspace_id, kind: 'contact', profile_id: In(ids) })
        : [],
      readMessagesOf(this.store, asking, ids, { signal }),
      readOrdersOf(this.store, workspace_id, contacts, { signal }),
    ]);
    return {
      accounts: new Map(accounts.map((one) => [one.account_id, one])),
      known,
      profiles: new Map(profiles.map((one) => [one.profile_id, one])),
      messages,
      orders: new Map(
        contacts.map(({ contact_id }) => [contact_id, orders.filter((one) => one.contact_id === contact_id)]),
      ),
    };
  }

  /** The row of a contact. */
  row(people: People, contact: ListedContact): ContactRow {
    const { contact_id, identity_ids, first_seen_at, last_seen_at, first_ref } = contact;
    const profiles = identity_ids.flatMap((id) => people.profiles.get(id) ?? []);
    const said = (field: 'phone' | 'email' | 'customer_id') => newest(profiles, field);
    return {
      contact_id,
      contact_name: nameOf(profiles),
      phone: said('phone'),
      email: said('email'),
      customer_id: said('customer_id'),
      identities: identity_ids.flatMap((id) => this.identity(people, id) ?? []),
      first_seen_at,
      last_seen_at,
      first_ref,
      is_subscribed: this.isSubscribed(people, identity_ids),
      ...this.totals(people, contact),
    };
  }

  /** What a contact is called; null for whoever may not see it, or where nobody said. */
  name(people: People, identity_ids: readonly string[]): string | null {
    return nameOf(identity_ids.flatMap((id) => people.profiles.get(id) ?? []));
  }

  totals(people: People, { contact_id, identity_ids }: ContactMembers): ContactTotals {
    const messages = identity_ids.flatMap((id) => people.messages.get(id) ?? []);
    const orders = people.orders.get(contact_id) ?? [];
    const sum = (of: (one: IdentityMessages) => number) => messages.reduce((all, one) => all + of(one), 0);
    return {
      messages_received: sum((one) => one.messages_received),
      messages_sent: this.every(people, identity_ids, ({ capabilities }) => capabilities.outgoing !== 'never')
        ? sum((one) => one.messages_sent)
        : null,
      dialogues: sum((one) => one.dialogues),
      orders: orders.reduce((all, one) => all + one.orders, 0),
      amounts: orders
        .filter(({ currency }) => currency !== '')
        .map(({ currency, amount, refunded }) => ({ currency, amount, refunded })),
    };
  }

  /** Who a contact is in one account, at length; null for whom nothing but a merge tells of. */
  pageIdentity(people: People, identity_id: string): ContactPageIdentity | null {
    const identity = this.identity(people, identity_id);
    if (identity === null) return null;
    const known = people.known.get(identity_id);
    const profile = people.profiles.get(identity_id);
    const account = people.accounts.get(Number(identity.account_id));
    const canTell = account?.capabilities.subscriptions === true;
    return {
      ...identity,
      phone: profile?.phone ?? null,
      email: profile?.email ?? null,
      customer_id: profile?.customer_id ?? null,
      language: profile?.language ?? null,
      first_seen_at: known?.first_seen_at ?? null,
      last_seen_at: known?.last_seen_at ?? null,
      subscription: canTell ? (known?.subscription ?? null) : null,
      subscription_at: canTell ? (known?.subscription_at ?? null) : null,
    };
  }

  private identity({ known, profiles, accounts }: People, identity_id: string): ContactIdentity | null {
    const profile = profiles.get(identity_id);
    const account = accounts.get(known.get(identity_id)?.account_id ?? profile?.account_id ?? 0);
    if (account === undefined) return null;
    return {
      identity_id,
      channel: account.channel,
      account_id: String(account.account_id),
      account_name: account.name,
      name: profile?.name ?? null,
      username: profile?.username ?? null,
      external_id: profile?.external_id ?? null,
    };
  }

  private isSubscribed(people: People, identity_ids: readonly string[]): boolean | null {
    if (!this.some(people, identity_ids, ({ capabilities }) => capabilities.subscriptions)) return null;
    return identity_ids.some((id) => people.known.get(id)?.subscription === 'subscribed');
  }

  /** Whether it holds for an account of the contact. */
  private some(
    people: People,
    identity_ids: readonly string[],
    holds: (account: Account) => boolean,
  ): boolean {
    return this.accountsOf(people, identity_ids).some(holds);
  }

  /** Whether it holds for all accounts of the contact, of which there is one at least. */
  private every(
    people: People,
    identity_ids: readonly string[],
    holds: (account: Account) => boolean,
  ): boolean {
    const accounts = this.accountsOf(people, identity_ids);
    return accounts.length > 0 && accounts.every(holds);
  }

  private accountsOf({ known, accounts }: People, identity_ids: readonly string[]): Account[] {
    return identity_ids.flatMap((id) => accounts.get(known.get(id)?.account_id ?? 0) ?? []);
  }
}

/** What was said last of one of several identities. */
function newest(
  profiles: readonly Profile[],
  field: 'name' | 'username' | 'phone' | 'email' | 'customer_id',
): string | null {
  const saying = profiles.filter((one) => one[field] !== null && one[field] !== '');
  saying.sort((one, other) => (other.seen_at[field] ?? 0) - (one.seen_at[field] ?? 0));
  return saying[0]?.[field] ?? null;
}

/** Phone numbers and ids are no names. */
const nameOf = (profiles: readonly Profile[]) => newest(profiles, 'name') ?? newest(profiles, 'username');
