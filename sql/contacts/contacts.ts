import type { ClickHouse, RequestOptions } from '../lib/client.js';
import { readSql } from '../lib/sql-file.js';

const CONTACT_OF = readSql(import.meta.url, 'contact-of.sql');
const IDENTITIES = readSql(import.meta.url, 'identities.sql');
const MESSAGES = readSql(import.meta.url, 'messages.sql');
const ORDERS = readSql(import.meta.url, 'orders.sql');
const TOUCHES = readSql(import.meta.url, 'touches.sql');
const MERGES = readSql(import.meta.url, 'merges.sql');

/** One parameter of the store holds some 6 000 ids, see {@link ClickHouse}. */
const IDS_AT_ONCE = 5_000;

export interface WorkspaceOfContacts {
  workspace_id: number;
  definition_id: number;
}

export interface KnownIdentity {
  identity_id: string;
  channel: string;
  account_id: number;
  first_seen_at: string;
  last_seen_at: string;
  subscription: 'subscribed' | 'unsubscribed' | 'blocked' | null;
  subscription_at: string | null;
}

export interface IdentityMessages {
  identity_id: string;
  dialogues: number;
  messages_received: number;
  messages_sent: number;
}

export interface ContactOrders {
  contact_id: string;
  /** Empty: of purchases without an amount. */
  currency: string;
  orders: number;
  amount: number;
  refunded: number;
}

export interface TouchOfContact {
  occurred_at: string;
  channel: string;
  account_id: number;
  is_direct: boolean;
  ref: string | null;
  source: string | null;
  medium: string | null;
  campaign: string | null;
}

/** A contact with all identities that it is made of, the lowest first. */
export interface ContactMembers {
  contact_id: string;
  identity_ids: string[];
}

/** Whom each of these identities counts as, by identity. Leaves none out: whoever was never merged is alone. */
export async function readContactsOf(
  client: ClickHouse,
  workspace_id: number,
  identity_ids: readonly string[],
  options: RequestOptions = {},
): Promise<Map<string, ContactMembers>> {
  const found = new Map<string, ContactMembers>();
  for (const ids of chunks([...new Set(identity_ids)])) {
    const rows = await client.query<ContactMembers & { identity_id: string }>(
      CONTACT_OF,
      { workspace_id, identity_ids: ids.map(BigInt) },
      { name: 'contacts of identities', ...options },
    );
    for (const { identity_id, ...contact } of rows) found.set(identity_id, contact);
  }
  return found;
}

/** What is known of these identities, by identity; nothing of whoever did nothing. */
export async function readIdentities(
  client: ClickHouse,
  workspace_id: number,
  identity_ids: readonly string[],
  options: RequestOptions = {},
): Promise<Map<string, KnownIdentity>> {
  const rows = await inChunks(identity_ids, (ids) =>
    client.query<KnownIdentity>(
      IDENTITIES,
      { workspace_id, identity_ids: ids },
      { name: 'identities of contacts', ...options },
    ),
  );
  return new Map(rows.map((row) => [row.identity_id, row]));
}

/** How much these identities wrote and were written, by identity; nothing of who had no dialogue. Broadcasts aside. */
export async function readMessagesOf(
  client: ClickHouse,
  { workspace_id, definition_id }: WorkspaceOfContacts,
  identity_ids: readonly string[],
  options: RequestOptions = {},
): Promise<Map<string, IdentityMessages>> {
  const rows = await inChunks(identity_ids, (ids) =>
    client.query<IdentityMessages>(
      MESSAGES,
      { workspace_id, definition_id, identity_ids: ids },
      { name: 'messages of contacts', ...options },
    ),
  );
  return new Map(rows.map((row) => [row.identity_id, row]));
}

/** What these contacts bought, by contact and currency. At most {@link IDS_AT_ONCE} identities. */
export function readOrdersOf(
  client: ClickHouse,
  workspace_id: number,
  contacts: readonly ContactMembers[],
  options: RequestOptions = {},
): Promise<ContactOrders[]> {
  const pairs = contacts.flatMap(({ contact_id, identity_ids }) =>
    identity_ids.map((id) => [BigInt(id), BigInt(contact_id)] as const),
  );
  if (pairs.length === 0) return Promise.resolve([]);
  return client.query<ContactOrders>(
    ORDERS,
    {
      workspace_id,
      identity_ids: pairs.map(([identity]) => identity),
      contact_ids: pairs.map(([, contact]) => contact),
    },
    { name: 'orders of contacts', ...options },
  );
}

/** What a contact first and last came by, ever; both null for who never came by anything. */
export async function readTouchesOf(
  client: ClickHouse,
  { workspace_id, definition_id }: WorkspaceOfContacts,
  identity_ids: readonly string[],
  options: RequestOptions = {},
): Promise<{ first: TouchOfContact | null; last: TouchOfContact | null }> {
  const rows = await client.query<TouchOfContact>(
    TOUCHES,
    { workspace_id, definition_id, identity_ids: identity_ids.map(BigInt) },
    { name: 'touches of a contact', ...options },
  );
  return { first: rows[0] ?? null, last: rows.at(-1) ?? null };
}

/** How many merges are in force: so many identities count with another one. */
export async function countMerges(
  client: ClickHouse,
  workspace_id: number,
  options: RequestOptions = {},
): Promise<number> {
  const [row] = await client.query<{ merges: number }>(
    MERGES,
    { workspace_id },
    { name: 'merges', ...options },
  );
  return row?.merges ?? 0;
}

/** Whether a report of this SQL counts merged identities once. */
export const resolvesMerges = (sql: string): boolean => sql.includes('merged_identities_v1');

function* chunks(ids: readonly string[]): Generator<string[]> {
  for (let start = 0; start < ids.length; start += IDS_AT_ONCE) yield ids.slice(start, start + IDS_AT_ONCE);
}

async function inChunks<Row>(
  identity_ids: readonly string[],
  read: (ids: bigint[]) => Promise<Row[]>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const ids of chunks(identity_ids)) rows.push(...(await read(ids.map(BigInt))));
  return rows;
}
