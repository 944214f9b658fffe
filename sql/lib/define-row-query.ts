import type { RowReport } from '@parley/contracts';
import type { z } from 'zod';
import type { ClickHouse, QueryParams, RequestOptions } from './client.js';
import type { AskedSql } from './asked-sql.js';
import { textFor, UnexpectedRows, usedBy } from './define-query.js';
import {
  countSql,
  FEW,
  isByTime,
  type PageWindow,
  pageWindows,
  type TimeOrder,
  WHOLE,
} from './page-windows.js';

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
    asked: AskedPage,
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
 * of what others of the same SQL ask. With `order` a page in the order of time is looked for in pieces of the period: the
 * SQL then binds `page_from` and `page_to`, and leaves out rows whose moment is not in between.
 */
export function defineRowQuery<R extends RowReport>(
  report: R,
  sql: AskedSql,
  fixed: (bound: QueryParams) => QueryParams = () => ({}),
  order: TimeOrder | null = null,
): RowQuery<R> {
  const columns = Object.keys(report.row.shape);
  const listed = `row_key, ${columns.join(', ')}`;
  const rows = report.row.array();
  const asked = (bound: QueryParams, narrowed: QueryParams = {}) => {
    const values = { ...WHOLE, ...bound, ...fixed(bound), ...narrowed };
    const text = textFor(sql, values);
    return { text, values: usedBy(report.name, text, values) };
  };

  /** At most one row more than the page has, of those in the window; with `narrowed`, of those it leaves. */
  const rowsIn = <Row>(
    client: ClickHouse,
    bound: QueryParams,
    page: AskedPage,
    { columns, narrowed }: { columns: string; narrowed: QueryParams },
    options?: RequestOptions,
  ) => {
    const [rank, at, identity_id, event_id] = page.after ?? BEFORE_ALL;
    const { text, values } = asked(bound, narrowed);
    return client.query<Row>(
      `SELECT ${columns} FROM (${text}) ${AFTER} ORDER BY row_key LIMIT {row_limit:UInt32}`,
      {
        ...values,
        row_limit: page.limit + 1,
        after_rank: BigInt(rank),
        after_at: BigInt(at),
        after_identity_id: BigInt(identity_id),
        after_event_id: BigInt(event_id),
      },
      { name: report.name, ...options },
    );
  };

  /**
   * The same of a large table: first the keys, for which few columns are read, then the rows of these people from the
   * first to the last of these moments; null where the window has no full page.
   */
  const rowsByKeys = async (
    client: ClickHouse,
    bound: QueryParams,
    page: AskedPage,
    window: PageWindow,
    options?: RequestOptions,
  ) => {
    const keys = await rowsIn<FoundRow>(
      client,
      bound,
      page,
      { columns: 'row_key', narrowed: { ...window } },
      options,
    );
    if (window !== WHOLE && keys.length <= page.limit) return null;
    const moments = keys.map(({ row_key }) => Number(row_key[1]));
    const narrowed = {
      identity_ids: [...new Set(keys.map(({ row_key }) => BigInt(row_key[2])))],
      page_from: new Date(Math.min(...moments)),
      page_to: new Date(Math.max(...moments) + 1),
    };
    return keys.length === 0
      ? []
      : rowsIn<FoundRow>(client, bound, page, { columns: listed, narrowed }, options);
  };

  /** The same of messages, or of a small table; null where the window has no full page. */
  const rowsAtOnce = async (
    client: ClickHouse,
    bound: QueryParams,
    page: AskedPage,
    window: PageWindow,
    options?: RequestOptions,
  ) => {
    const found = await rowsIn<FoundRow>(
      client,
      bound,
      page,
      { columns: listed, narrowed: { ...window } },
      options,
    );
    if (window === WHOLE) return found;
    return found.length <= page.limit ? null : found;
  };

  /** How many rows there are before any filter; 0 where nothing is gained by knowing. */
  const totalOf = async (client: ClickHouse, bound: QueryParams, options?: RequestOptions) => {
    if (order === null) return 0;
    const sql = countSql(order);
    const [counted] = await client.query<{ total: string }>(sql, usedBy(report.name, sql, bound), {
      name: `${report.name}, how wide`,
      ...options,
    });
    return Number(counted?.total);
  };

  return {
    report,
    sqlFor: (bound) => asked(bound).text,
    asked: (bound) => asked(bound),

    async page(client, bound, page, options) {
      const values = { ...bound, ...fixed(bound) };
      const total = await totalOf(client, values, options);
      const after = page.after === null ? null : Number(page.after[1]);
      const rowsOf = total >= FEW && order?.table !== 'events_v1' ? rowsByKeys : rowsAtOnce;
      for (const window of isByTime(values) ? pageWindows(values, total, page.limit, after) : [WHOLE]) {
        const found = await rowsOf(client, bound, page, window, options);
        if (found === null) continue;
        const parsed = rows.safeParse(found.slice(0, page.limit));
        if (!parsed.success) throw new UnexpectedRows(report.name, parsed.error);
        const last = found.length > page.limit ? found[page.limit - 1] : undefined;
        return { rows: parsed.data as z.output<R['row']>[], next: last?.row_key ?? null };
      }
      throw new Error('the last window is the whole');
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

interface AskedPage {
  limit: number;
  after: RowKey | null;
}
interface FoundRow {
  row_key: RowKey;
}

/** Without FINAL: what is found may be taken back by now, and then the whole is looked at for nothing. */
const AFTER = `WHERE row_key > tuple(
  {after_rank:Int64}, {after_at:Int64}, {after_identity_id:UInt64}, {after_event_id:UInt64}
)`;
