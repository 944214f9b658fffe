import type { ClickHouse, RequestOptions } from '../../lib/client.js';
import { readSql } from '../../lib/sql-file.js';
import { boundValues, type BoundParams } from '../bound-params.js';

const sql = readSql(import.meta.url, 'late-events.sql');
const DAY_MS = 86_400_000;

export interface LateEvents {
  late_events: number;
  /** ISO 8601 UTC: what reached us later is counted. */
  late_since: string;
}

/**
 * Counts the events of the period that reached us more than an hour after they happened and in the last 24 hours
 * before `now`, or since the period ended if that is later: an answer that was read earlier did not hold them. Events
 * count whatever way they came, an import too, for it moves numbers as well. Those that arrived in the first hour after
 * the very first event of the workspace do not: there was no answer yet.
 */
export async function readLateEvents(
  client: ClickHouse,
  bound: BoundParams,
  options: RequestOptions = {},
): Promise<LateEvents> {
  const { workspace_id, channels, account_ids, from, to } = boundValues(bound, 'current', bound);
  const now = bound.now.getTime();
  const end = bound.to.getTime();
  const since = new Date(end <= now ? Math.max(now - DAY_MS, end) : now - DAY_MS);
  const [row] = await client.query<{ late_events: number }>(
    sql,
    { workspace_id, channels, account_ids, from, to, since },
    { name: 'late-events', ...options },
  );
  return { late_events: row?.late_events ?? 0, late_since: since.toISOString() };
}
