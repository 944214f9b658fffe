import type { RowReport } from '@parley/contracts';
import type { z } from 'zod';
import type { ClickHouse, QueryParams, RequestOptions } from './client.js';
import type { AskedSql } from './asked-sql.js';
import { textFor, UnexpectedRows, usedBy } from './define-query.js';

/**
 * Where a row stands in its report: what it is ordered by, its moment (milliseconds UTC), its identity, its event; all
 * as text, whole numbers. No two rows of a report have the same.
 */
export type RowKey = readonly [rank: string, at: string, identity_id: string, event_id: string];

export interface Page<Row> {
  rows: Row[];
  /** Of the last row; null when no more follow. */
  next: RowKey | null;
}

export interface RowQuery<R extends RowReport = RowReport> {
  report: R;
  /** The SQL of a question, without order and pages: what is not asked for is not in it. */
  sqlFor(bound: QueryParams): string;
  /** The same with exactly the values that it binds, of which the report fixes some. */
  asked(bound: QueryParams): { text: string; values: QueryParams };
  /** At most `limit` rows after the one with this key, in the order of the report. Throws as `run` of a report does. */
  page(
    client: ClickHouse,
    bound: QueryParams,
    asked: { limit: number; after: RowKey | null },
    options?: RequestOptions,
  ): Promise<Page<z.output<R['row']>>>;
  /** How many rows there are in all. */
  count(client: ClickHouse, bound: QueryParams, options?: RequestOptions): Promise<number>;
  /**
   * All rows one by one, in flat memory here and on the server, which sorts on its disk what is too much. Leaving the
   * loop stops the query; whatever fails half way throws.
   */
  stream(client: ClickHouse, bound: QueryParams, options?: RequestOptions): AsyncIterable<z.output<R['row']>>;
}

/** Sorting more than this goes over the server's disk. */
const SORT_BYTES = 128 * 1024 ** 2;
const BEFORE_ALL: RowKey = [String(-(2n ** 63n)), String(-(2n ** 63n)), '0', '0'];

/**
 * A row report together with the SQL that computes it. The SQL gives `row_key` ({@link RowKey} as a tuple) and then the
 * columns of the contract, in any order of rows; order and pages are added here. `fixed`: what this report always binds
 * of what others of the same SQL ask.
 */
export function defineRowQuery<R extends RowReport>(
  report: R,
  sql: AskedSql,
  fixed: (bound: QueryParams) => QueryParams = () => ({}),
): RowQuery<R> {
  const columns = Object.keys(report.row.shape);
  const listed = `row_key, ${columns.join(', ')}`;
  const rows = report.row.array();
  const asked = (bound: QueryParams) => {
    const values = { ...bound, ...fixed(bound) };
    const text = textFor(sql, values);
    return { text, values: usedBy(report.name, text, values) };
  };

  return {
    report,
    sqlFor: (bound) => asked(bound).text,
    asked,

    async page(client, bound, { limit, after }, options) {
      const [rank, at, identity_id, event_id] = after ?? BEFORE_ALL;
      const { text, values } = asked(bound);
      const found = await client.query<{ row_key: RowKey }>(
        `SELECT ${listed} FROM (${text}) ${AFTER} ORDER BY row_key LIMIT {row_limit:UInt32}`,
        {
          ...values,
          row_limit: limit + 1,
          after_rank: BigInt(rank),
          after_at: BigInt(at),
          after_identity_id: BigInt(identity_id),
          after_event_id: BigInt(event_id),
        },
        { name: report.name, ...options },
      );
      const parsed = rows.safeParse(found.slice(0, limit));
      if (!parsed.success) throw new UnexpectedRows(report.name, parsed.error);
      const last = found.length > limit ? found[limit - 1] : undefined;
      return { rows: parsed.data as z.output<R['row']>[], next: last?.row_key ?? null };
    },

    async count(client, bound, options) {
      const { text, values } = asked(bound);
      const [row] = await client.query<{ total: string }>(`SELECT count() AS total FROM (${text})`, values, {
        name: `${report.name}, counted`,
        ...options,
      });
      return Number(row?.total ?? 0);
    },

    async *stream(client, bound, options = {}) {
      const { text, values } = asked(bound);
      const found = client.stream(`SELECT ${listed} FROM (${text}) ORDER BY row_key`, values, {
        name: `${report.name}, streamed`,
        ...options,
        settings: { max_bytes_before_external_sort: SORT_BYTES, ...options.settings },
      });
      for await (const [, ...values] of found) {
        const row = Object.fromEntries(columns.map((column, index) => [column, values[index]]));
        const parsed = report.row.safeParse(row);
        if (!parsed.success) throw new UnexpectedRows(report.name, parsed.error);
        yield parsed.data as z.output<R['row']>;
      }
    },
  };
}

const AFTER = `WHERE row_key > tuple(
  {after_rank:Int64}, {after_at:Int64}, {after_identity_id:UInt64}, {after_event_id:UInt64}
)`;
