import type { ClickHouse, RequestOptions } from '../../lib/client.js';
import { readSql } from '../../lib/sql-file.js';

const sql = readSql(import.meta.url, 'freshness.sql');
const WITHOUT_WITHDRAWN = readSql(import.meta.url, 'freshness-withdrawn.sql');

/** ISO 8601 UTC; null without events. */
export interface Freshness {
  /** When the oldest event happened. */
  first_event_at: string | null;
  /** When the newest event happened. */
  last_event_at: string | null;
  /** When the newest event reached us. */
  data_until: string | null;
  /** When anything came last that may change a number: also that a wait needs no reply, or that taken back. */
  changed_at: string | null;
}

/** Says from when to when a workspace has events, and when the newest one reached us. */
export async function readFreshness(
  client: ClickHouse,
  workspaceId: number,
  options: RequestOptions = {},
): Promise<Freshness> {
  const params = { workspace_id: workspaceId };
  const ask = { name: 'freshness', ...options };
  const [all] = await client.query<Freshness & { withdrawn: number }>(sql, params, ask);
  const [row] = all?.withdrawn
    ? await client.query<Omit<Freshness, 'changed_at'>>(WITHOUT_WITHDRAWN, params, ask)
    : [all];
  return {
    first_event_at: row?.first_event_at ?? null,
    last_event_at: row?.last_event_at ?? null,
    data_until: row?.data_until ?? null,
    changed_at: all?.changed_at ?? null,
  };
}
