import type { ClickHouse } from '../lib/client.js';
import { readSql } from '../lib/sql-file.js';

const LINKS = readSql(import.meta.url, 'links.sql');

/** What a person of a workspace says of who is whom. A higher `version` replaces what was written before. */
export interface ContactLinkOfStore {
  workspace_id: number;
  link_id: number;
  said_at: Date;
  kind: 'merge' | 'split';
  /** Unsigned 64 bits, as text. */
  identity_id: string;
  /** Null: of a split, from all others. */
  other_identity_id: string | null;
  /** It was taken back: as if it had never been said. */
  is_undone: boolean;
  version: bigint;
}

/** Writes who is whom by hand, for derivation to read: from its next round on every report resolves it. */
export function putContactLinks(client: ClickHouse, rows: readonly ContactLinkOfStore[]): Promise<void> {
  return client.insertRows(
    'contact_links_v1',
    [
      'workspace_id',
      'link_id',
      'said_at',
      'kind',
      'identity_id',
      'other_identity_id',
      'version',
      'is_deleted',
    ],
    rows.map((row) => [
      row.workspace_id,
      row.link_id,
      row.said_at.toISOString(),
      row.kind,
      row.identity_id,
      row.other_identity_id ?? '0',
      String(row.version),
      row.is_undone ? 1 : 0,
    ]),
  );
}

/** What the store holds in force, of all workspaces. */
export async function readContactLinks(
  client: ClickHouse,
): Promise<Omit<ContactLinkOfStore, 'is_undone' | 'version'>[]> {
  const rows = await client.query<
    Omit<ContactLinkOfStore, 'is_undone' | 'version' | 'said_at'> & { said_at: string }
  >(LINKS, {}, { name: 'who is whom by hand' });
  return rows.map((row) => ({ ...row, said_at: new Date(row.said_at) }));
}
