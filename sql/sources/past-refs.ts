import type { ReadableTouch } from '@parley/contracts';
import type { ClickHouse, RequestOptions } from '../lib/client.js';
import { readSql } from '../lib/sql-file.js';

const PAST_REFS = readSql(import.meta.url, 'past-refs.sql');
const CONTACTS_OF_REFS = readSql(import.meta.url, 'contacts-of-refs.sql');

/** Whose touches. `workspace_id` comes from the credential, never from the request. */
export interface RefsOf {
  workspace_id: number;
  definition_id: number;
}

/** A ref that came, with all that its reading depends on. */
export interface PastRefRow extends ReadableTouch {
  account_id: number;
  /** One number for all of the above. */
  ref_key: string;
  touches: number;
  contacts: number;
  /** ISO 8601, UTC. */
  last_at: string;
  /** Of all rows, left out or not. */
  of_refs: number;
  of_touches: number;
}

/** More than there can be. */
const ALL = 2 ** 53;

/** Every ref that ever came, those with most touches first, one by one: there may be as many as touches. */
export async function* readPastRefs(
  client: ClickHouse,
  of: RefsOf,
  {
    search = '',
    is_unread = false,
    most = ALL,
  }: { search?: string; is_unread?: boolean; most?: number } = {},
  options: RequestOptions = {},
): AsyncGenerator<PastRefRow> {
  const params = { ...of, search, is_unread: is_unread ? 1 : 0, most };
  for await (const cells of client.stream(PAST_REFS, params, { name: 'past-refs', ...options })) {
    const [ref, channel, account_id, is_ad, , source, medium, campaign, content, term, ...rest] =
      cells as Cells;
    const [ref_key, touches, contacts, last_at, of_refs, of_touches] = rest;
    yield {
      ref,
      channel,
      account_id,
      is_ad: Boolean(is_ad),
      given: { source, medium, campaign, content, term },
      ref_key,
      touches: Number(touches),
      contacts: Number(contacts),
      last_at,
      of_refs: Number(of_refs),
      of_touches: Number(of_touches),
    };
  }
}

type Labels = [source: string, medium: string, campaign: string, content: string, term: string];
type Counted = [
  ref_key: string,
  touches: string,
  contacts: string,
  last_at: string,
  of: string,
  ofTouches: string,
];
type Cells = [
  ref: string,
  channel: string,
  account_id: number,
  is_ad: boolean | number,
  given: number,
  ...labels: Labels,
  ...counted: Counted,
];

/** How many keys one question may name: a parameter may be 128 KiB long, a key 20 digits and a comma. */
const MOST_KEYS = 5_000;

/**
 * Who came by these refs, key by key; people are numbers that differ for different people of one workspace, but for a
 * chance of one in a thousand among two millions.
 */
export async function* readPeopleOfRefs(
  client: ClickHouse,
  of: RefsOf,
  keys: ReadonlySet<string>,
  options: RequestOptions = {},
): AsyncGenerator<{ ref_key: string; people: readonly number[] }> {
  if (keys.size === 0) return;
  // Of too many to name, all are read and the others passed over.
  const ref_keys = keys.size > MOST_KEYS ? '[]' : `[${[...keys].join(',')}]`;
  const params = { ...of, ref_keys };
  for await (const cells of client.stream(CONTACTS_OF_REFS, params, {
    name: 'contacts-of-refs',
    ...options,
  })) {
    const [ref_key, people] = cells as [string, number[]];
    if (keys.has(ref_key)) yield { ref_key, people };
  }
}
