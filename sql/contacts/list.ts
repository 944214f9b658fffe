import type { ClickHouse, QueryParams, RequestOptions } from '../lib/client.js';
import { withoutEmptyFilters } from '../lib/asked-sql.js';
import { usedBy } from '../lib/define-query.js';
import { readSql } from '../lib/sql-file.js';
import type { WorkspaceOfContacts } from './contacts.js';

const LIST = readSql(import.meta.url, 'list.sql');
const SORT_BYTES = 128 * 1024 ** 2;
const BEFORE_ALL: ContactPlace = [String(-(2n ** 63n)), '0'];

/** What the list is asked. An empty list means all; `matches` are identities that a search found, null without one. */
export interface ContactsQuestion extends WorkspaceOfContacts {
  matches: readonly string[] | null;
  channels: readonly string[];
  account_ids: readonly string[];
  refs: readonly string[];
  sources: readonly string[];
  is_subscribed: 'any' | 'yes' | 'no';
  /** The accounts that can tell of subscriptions: of the others nothing is known, so neither yes nor no. */
  telling_account_ids: readonly string[];
  is_merged: 'any' | 'yes' | 'no';
  /** Included; UTC. */
  first_seen_from: Date | null;
  /** Not included. */
  first_seen_to: Date | null;
  last_seen_from: Date | null;
  last_seen_to: Date | null;
  sort: 'last_seen' | 'first_seen';
  direction: 'newest' | 'oldest';
}

/** Where a contact stands in the list: what it is ordered by, and its number; whole numbers as text. */
export type ContactPlace = readonly [rank: string, contact_id: string];

export interface ListedContact {
  contact_id: string;
  identity_ids: string[];
  first_seen_at: string;
  last_seen_at: string;
  first_ref: string | null;
  place: ContactPlace;
}

/** At most `limit` contacts after a place, in the order asked for; `next` is null when no more follow. */
export async function listContacts(
  client: ClickHouse,
  asked: ContactsQuestion,
  page: { limit: number; after: ContactPlace | null },
  options: RequestOptions = {},
): Promise<{ contacts: ListedContact[]; next: ContactPlace | null }> {
  if (asked.matches?.length === 0) return { contacts: [], next: null };
  const [rank, contact_id] = page.after ?? BEFORE_ALL;
  const { text, values } = questionOf(asked);
  const rows = await client.query<ListedRow>(
    `${SELECTED} FROM (${text}) AS found WHERE (rank, contact_id) > ({after_rank:Int64}, {after_id:UInt64})
    ORDER BY rank, contact_id LIMIT {row_limit:UInt32}`,
    { ...values, after_rank: BigInt(rank), after_id: BigInt(contact_id), row_limit: page.limit + 1 },
    { name: 'contacts', ...options },
  );
  const contacts = rows.slice(0, page.limit).map(listed);
  return { contacts, next: rows.length > page.limit ? (contacts.at(-1)?.place ?? null) : null };
}

/** All of them, one by one, in flat memory. */
export async function* streamContacts(
  client: ClickHouse,
  asked: ContactsQuestion,
  options: RequestOptions = {},
): AsyncGenerator<ListedContact, void, undefined> {
  if (asked.matches?.length === 0) return;
  const { text, values } = questionOf(asked);
  const found = client.stream(`${SELECTED} FROM (${text}) AS found ORDER BY rank, contact_id`, values, {
    name: 'contacts, streamed',
    ...options,
    settings: { max_bytes_before_external_sort: SORT_BYTES, ...options.settings },
  });
  for await (const [contact, identities, first, last, ref, rank] of found)
    yield listed({
      contact: contact as string,
      identities: identities as string[],
      first_seen_at: first as string,
      last_seen_at: last as string,
      first_ref: ref as string,
      rank: rank as string,
    });
}

/** How many contacts the list has in all. */
export async function countContacts(
  client: ClickHouse,
  asked: ContactsQuestion,
  options: RequestOptions = {},
): Promise<number> {
  if (asked.matches?.length === 0) return 0;
  const { text, values } = questionOf(asked);
  const [row] = await client.query<{ total: string }>(
    `SELECT count() AS total FROM (${text})`,
    usedBy('contacts, counted', text, values),
    { name: 'contacts, counted', ...options },
  );
  return Number(row?.total ?? 0);
}

interface ListedRow {
  contact: string;
  identities: string[];
  first_seen_at: string;
  last_seen_at: string;
  first_ref: string;
  rank: string;
}

const SELECTED = `SELECT toString(found.contact_id) AS contact, arrayMap(id -> toString(id), found.identity_ids) AS identities,
  first_seen_at, last_seen_at, first_ref, rank`;

const listed = (row: ListedRow): ListedContact => ({
  contact_id: row.contact,
  identity_ids: row.identities,
  first_seen_at: row.first_seen_at,
  last_seen_at: row.last_seen_at,
  first_ref: row.first_ref === '' ? null : row.first_ref,
  place: [row.rank, row.contact],
});

const EARLIEST = new Date(0);
/** The last instant that a DateTime64(3) of an event holds, see `LATEST_TIME_MS` of contracts. */
const FOREVER = new Date('2106-01-01T00:00:00Z');

function questionOf(asked: ContactsQuestion): { text: string; values: QueryParams } {
  const bound: QueryParams = {
    ...asked,
    matches: (asked.matches ?? []).map(BigInt),
    account_ids: asked.account_ids.map(Number),
    telling_account_ids:
      // Nobody at all: an empty list would mean everybody.
      asked.is_subscribed === 'any' ? [] : [0, ...asked.telling_account_ids.map(Number)],
    subscribed: asked.is_subscribed === 'any' ? [] : [asked.is_subscribed === 'yes' ? 1 : 0],
    rank_sign: asked.direction === 'newest' ? -1 : 1,
    first_seen_from: asked.first_seen_from ?? EARLIEST,
    first_seen_to: asked.first_seen_to ?? FOREVER,
    last_seen_from: asked.last_seen_from ?? EARLIEST,
    last_seen_to: asked.last_seen_to ?? FOREVER,
  };
  const text = withoutEmptyFilters(LIST, bound);
  return { text, values: usedBy('contacts', text, bound) };
}
