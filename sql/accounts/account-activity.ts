import type { ClickHouse, RequestOptions } from '../lib/client.js';
import { readSql } from '../lib/sql-file.js';

const sql = readSql(import.meta.url, 'account-activity.sql');

/** Times are ISO 8601 UTC. */
export interface AccountActivityRow {
  account_id: number;
  last_event_at: string;
  last_received_at: string;
  events_last_hour: number;
  events_last_day: number;
  /** From happening to reaching us, of what happened in the last 24 hours; null without events. */
  lag_median_seconds: number | null;
}

/** How each account of a workspace is doing at `now`; an account without events has no row. */
export function readAccountActivity(
  client: ClickHouse,
  workspaceId: number,
  now: Date,
  options: RequestOptions = {},
): Promise<AccountActivityRow[]> {
  return client.query<AccountActivityRow>(
    sql,
    { workspace_id: workspaceId, now },
    { name: 'account-activity', ...options },
  );
}
