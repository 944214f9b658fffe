import { CONTACT_EVENT_TYPES, type ContactEntryType } from '@parley/contracts';
import type { ClickHouse, RequestOptions } from '../lib/client.js';
import { readSql } from '../lib/sql-file.js';

const TIMELINE = readSql(import.meta.url, 'timeline.sql');

/** Where an entry stands among those of its contact: later ones come first. */
export interface EntryPlace {
  /** Milliseconds UTC. */
  at: number;
  kind: string;
  /** Unsigned 64 bits, as text. */
  entry: string;
}

/** One thing that happened with a contact, as the store tells it. What it has not is empty or 0; 1970 is 0. */
export interface StoredEntry {
  kind: string;
  at_ms: string;
  entry: string;
  type: ContactEntryType;
  identity_id: string;
  channel: string;
  account_id: number;
  agent_id: string;
  other_id: string;
  /** Of a touch: 1 = direct, 2 = an acquisition. */
  flags: number;
  ref: string;
  source: string;
  campaign: string;
  goal: string;
  order_id: string;
  amount: number;
  currency: string;
  rating: number;
  reason: string;
  ended_ms: string;
  resolved_ms: string;
  starter: string;
  messages_received: number;
  messages_sent: number;
}

/** The place before everything that there can be. */
export const NEWEST_PLACE: EntryPlace = {
  at: Date.parse('2106-01-01T00:00:00Z'),
  kind: '~',
  entry: String(2n ** 64n - 1n),
};

/** At most `limit` entries of these identities before a place, the newest first. */
export function readContactEntries(
  client: ClickHouse,
  asked: {
    workspace_id: number;
    definition_id: number;
    identity_ids: readonly string[];
    /** The accounts that can tell of subscriptions. */
    telling_account_ids: readonly string[];
    before: EntryPlace;
    limit: number;
  },
  options: RequestOptions = {},
): Promise<StoredEntry[]> {
  const { workspace_id, definition_id, before } = asked;
  return client.query<StoredEntry>(
    TIMELINE,
    {
      workspace_id,
      definition_id,
      identity_ids: asked.identity_ids.map(BigInt),
      telling_account_ids: asked.telling_account_ids.map(Number),
      types: CONTACT_EVENT_TYPES,
      before: new Date(before.at),
      before_ms: before.at,
      before_kind: before.kind,
      before_entry: BigInt(before.entry),
      entry_limit: asked.limit,
    },
    { name: 'timeline of a contact', ...options },
  );
}
