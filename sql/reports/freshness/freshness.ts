import type { ClickHouse, RequestOptions } from '../../lib/client.js';
import { readSql } from '../../lib/sql-file.js';

const sql = readSql(import.meta.url, 'freshness.sql');

/** ISO 8601 UTC; null without events. */
export interface Freshness {
  /** When the oldest event happened. */
  first_event_at: string | null;
  /** When the newest event happened. */
  last_event_at: string | null;
  /** When the newest event reached us. */
  data_until: string | null;
}

/** Says from when to when a workspace has events, and when the newest one reached us. */
export async function readFreshness(
  client: ClickHouse,
  workspaceId: number,
  options: RequestOptions = {},
): Promise<Freshness> {
  const rows = await client.query<Freshness>(
    sql,
    { workspace_id: workspaceId },
    { name: 'freshness', ...options },
  );
  return rows[0] ?? { first_event_at: null, last_event_at: null, data_until: null };
}
