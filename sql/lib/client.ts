import { Readable } from 'node:stream';
import {
  ClickHouseLogLevel,
  createClient as createDriver,
  type ClickHouseClient,
  type ClickHouseClientConfigOptions,
} from '@clickhouse/client';
import { startDeadline } from './deadline.js';
import { asClickHouseError, type Operation } from './errors.js';
import { encodeRows } from './json-rows.js';

/** Where a ClickHouse is and who we are there. `url` such as `http://127.0.0.1:8123`. */
export interface ClickHouseSettings {
  url: string;
  user: string;
  password: string;
  database: string;
}

export interface RequestOptions {
  /** A label for the server's query log, such as the name of a report. */
  name?: string;
  /** ClickHouse settings of this request. */
  settings?: Record<string, string | number>;
  /** Gives up after so many milliseconds with {@link ClickHouseUnavailable}. A query is stopped by the server before. */
  timeoutMs?: number;
  /** Gives up when aborted, with {@link ClickHouseUnavailable}. The server stops what a user without writing rights asked. */
  signal?: AbortSignal;
}

export interface InsertOptions extends RequestOptions {
  /** The same token sent again changes nothing. TRICKY: also with other rows, so it must be a hash of the rows. */
  token?: string;
}

export type QueryParams = Record<string, unknown>;

/**
 * One ClickHouse server, embedded or not. Times come back as ISO 8601 UTC, `now()` and bare times are UTC.
 * Bind an instant as a `Date` (`{from:DateTime64(3, 'UTC')}`); 64-bit integers come back as strings.
 * One parameter may take 128 KiB, which is a list of some 6 000 ids: cut longer ones.
 * Every method throws ClickHouseUnavailable, ClickHouseRefused or QueryTooHeavy and nothing else.
 */
export interface ClickHouse {
  readonly database: string;
  /** All rows of a SELECT (written without FORMAT), as objects. For large results use {@link stream}. */
  query<Row>(sql: string, params?: QueryParams, options?: RequestOptions): Promise<Row[]>;
  /** The rows of a SELECT one by one as arrays, in flat memory. Leaving the loop stops the query. */
  stream(sql: string, params?: QueryParams, options?: RequestOptions): AsyncIterable<unknown[]>;
  /** Runs a statement that returns nothing: DDL, INSERT … SELECT. */
  command(sql: string, params?: QueryParams, options?: RequestOptions): Promise<void>;
  /** Inserts rows, each an array in the order of `columns` or such an array already encoded as JSON. */
  insertRows(
    table: string,
    columns: readonly string[],
    rows: Iterable<readonly unknown[] | string>,
    options?: InsertOptions,
  ): Promise<void>;
  /** Whether the server answers this user. */
  ping(): Promise<boolean>;
  /** Creates the database of these settings when it is missing: the only request that works before it is there. */
  createDatabase(): Promise<void>;
  close(): Promise<void>;
}

const QUERY_TIMEOUT_MS = 60_000;
const INSERT_TIMEOUT_MS = 60_000;
const COMMAND_TIMEOUT_MS = 600_000;
const PING_TIMEOUT_MS = 5_000;
const LONGEST_TIMEOUT_MS = 3_600_000;

const ALWAYS = {
  session_timezone: 'UTC',
  date_time_output_format: 'iso',
  date_time_input_format: 'best_effort',
  output_format_json_quote_64bit_integers: 1,
  do_not_merge_across_partitions_select_final: 1,
} as const;

/** A client of one ClickHouse as one user. Opens nothing until the first request. */
export function createClient(settings: ClickHouseSettings): ClickHouse {
  const { database } = settings;
  const driver = openDriver(settings, database);
  // TRICKY: whoever reads slowly reads the last rows long after the server sent them, grew tired of waiting for the
  // next request and closed. So a connection that was streamed on is never used again.
  const streamDriver = openDriver(settings, database, { enabled: false });

  return {
    database,

    query: <Row>(sql: string, params: QueryParams = {}, options: RequestOptions = {}) => {
      const timeoutMs = options.timeoutMs ?? QUERY_TIMEOUT_MS;
      // The server answers only when it has all rows: a failure half way is then a status, not a torn body.
      const own = { wait_end_of_query: 1, ...queryLimits(timeoutMs) };
      return attempt('query', timeoutMs, options, own, async (request) => {
        const query = { query: sql, query_params: params, format: 'JSONEachRow' as const, ...request };
        const result = await driver.query(query);
        return closing(result, request.abort_signal, () => result.json<Row>());
      });
    },

    async *stream(sql, params = {}, options = {}) {
      const deadline = startDeadline(options.timeoutMs ?? LONGEST_TIMEOUT_MS, options.signal);
      try {
        deadline.signal.throwIfAborted();
        const request = requestOf(deadline.signal, options, CANCEL_WHEN_LEFT);
        const query = { query: sql, query_params: params, format: 'JSONCompactEachRow' as const, ...request };
        const result = await streamDriver.query(query);
        const close = () => result.close();
        deadline.signal.addEventListener('abort', close, { once: true });
        try {
          for await (const rows of result.stream<unknown[]>()) for (const row of rows) yield row.json();
        } finally {
          close();
        }
      } catch (thrown) {
        throw asClickHouseError(deadline.signal.aborted ? deadline.signal.reason : thrown, 'query');
      } finally {
        deadline.clear();
      }
    },

    command: (sql, params = {}, options = {}) =>
      attempt('query', COMMAND_TIMEOUT_MS, options, {}, async (request) => {
        await driver.command({ query: sql, query_params: params, ...request });
      }),

    insertRows: (table, columns, rows, options = {}) => {
      const own = { async_insert: 0, ...(options.token && { insert_deduplication_token: options.token }) };
      return attempt('insert', INSERT_TIMEOUT_MS, options, own, async (request) => {
        const { stream } = await driver.exec({
          query: `INSERT INTO ${table} (${columns.join(', ')}) FORMAT JSONCompactEachRow`,
          values: Readable.from(encodeRows(rows), { objectMode: false }),
          ...request,
        });
        for await (const _ of stream); // Empty; the socket is free again only when it has been read.
      });
    },

    ping: () =>
      attempt('query', PING_TIMEOUT_MS, {}, {}, (request) => driver.ping({ select: true, ...request })).then(
        (answer) => answer.success,
        () => false,
      ),

    createDatabase: () =>
      attempt('query', COMMAND_TIMEOUT_MS, {}, {}, async (request) => {
        const outside = openDriver(settings, 'default');
        const query = `CREATE DATABASE IF NOT EXISTS ${quoteName(database)}`;
        await outside.command({ query, ...request }).finally(() => outside.close());
      }),

    close: async () => {
      await Promise.all([driver.close(), streamDriver.close()]);
    },
  };
}

interface DriverRequest {
  abort_signal: AbortSignal;
  clickhouse_settings: Record<string, string | number>;
}

const requestOf = (
  signal: AbortSignal,
  options: RequestOptions,
  own: Record<string, string | number>,
): DriverRequest => ({
  abort_signal: signal,
  clickhouse_settings: {
    ...own,
    ...(options.name === undefined ? {} : { log_comment: options.name }),
    ...options.settings,
  },
});

/** One request within its time; whatever goes wrong comes out as one of our errors. */
async function attempt<T>(
  operation: Operation,
  timeoutMs: number,
  options: RequestOptions,
  own: Record<string, string | number>,
  work: (request: DriverRequest) => Promise<T>,
): Promise<T> {
  const deadline = startDeadline(options.timeoutMs ?? timeoutMs, options.signal);
  try {
    deadline.signal.throwIfAborted();
    return await work(requestOf(deadline.signal, options, own));
  } catch (thrown) {
    throw asClickHouseError(deadline.signal.aborted ? deadline.signal.reason : thrown, operation);
  } finally {
    deadline.clear();
  }
}

/** Reads a result whose headers have come; the driver itself no longer looks at the signal then. */
async function closing<T>(
  result: { close(): void },
  signal: AbortSignal,
  read: () => Promise<T>,
): Promise<T> {
  const close = () => result.close();
  signal.addEventListener('abort', close, { once: true });
  try {
    return await read();
  } finally {
    signal.removeEventListener('abort', close);
  }
}

/** A name as SQL reads it whatever it contains. */
export const quoteName = (name: string) => `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``;

/**
 * Shorter than any server's own patience, so that no request meets a connection that is being closed; told by its
 * age, not by a timer alone: a busy process is late for its timers.
 */
const KEEP_ALIVE = { idle_socket_ttl: 1_000, eagerly_destroy_stale_sockets: true };

const CANCEL_WHEN_LEFT = { cancel_http_readonly_queries_on_client_close: 1 } as const;
const queryLimits = (timeoutMs: number) => ({
  ...CANCEL_WHEN_LEFT,
  max_execution_time: Math.max(1, Math.floor(timeoutMs / 1000) - 1),
});

function openDriver(
  settings: ClickHouseSettings,
  database: string,
  keepAlive: ClickHouseClientConfigOptions['keep_alive'] = KEEP_ALIVE,
): ClickHouseClient {
  return createDriver({
    url: settings.url,
    username: settings.user,
    password: settings.password,
    database,
    application: 'parley',
    request_timeout: LONGEST_TIMEOUT_MS,
    max_open_connections: 16,
    keep_alive: keepAlive,
    // Long lists of parameters go into the body: a URL has a limit.
    use_multipart_params_auto: true,
    clickhouse_settings: ALWAYS,
    // The driver would print queries, which quote data.
    log: { level: ClickHouseLogLevel.OFF },
  });
}
