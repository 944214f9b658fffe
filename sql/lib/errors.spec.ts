import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer } from 'node:net';
import { openTestDatabase, type TestDatabase } from '../testing/database.js';
import { createClient } from './client.js';
import { asClickHouseError, ClickHouseRefused, ClickHouseUnavailable, QueryTooHeavy } from './errors.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
  await db.client.command(
    'CREATE TABLE checked (n UInt8, CONSTRAINT small CHECK n < 10) ENGINE = MergeTree ORDER BY n',
  );
});
afterAll(() => db.close());

const failureOf = (work: Promise<unknown>): Promise<Error & { code?: number; typeName?: string }> =>
  work.then(
    () => Promise.reject(new Error('it passed')),
    (error: Error) => error,
  );

describe('a request to ClickHouse', () => {
  it('is unavailable when nobody listens', async () => {
    const nobody = createClient({ ...db.settings.admin, url: 'http://127.0.0.1:1' });
    const failures = [
      await failureOf(nobody.query('SELECT 1')),
      await failureOf(nobody.command('SELECT 1')),
      await failureOf(nobody.insertRows('checked', ['n'], [[1]])),
      await failureOf(nobody.stream('SELECT 1')[Symbol.asyncIterator]().next()),
    ];
    for (const failure of failures) expect(failure).toBeInstanceOf(ClickHouseUnavailable);
    expect(await nobody.ping()).toBe(false);
    await nobody.close();
  });

  it('is unavailable when somebody listens and never answers', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((listening) => silent.listen(0, '127.0.0.1', listening));
    const address = silent.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const client = createClient({ ...db.settings.admin, url: `http://127.0.0.1:${port}` });
    expect(await failureOf(client.query('SELECT 1', {}, { timeoutMs: 200 }))).toBeInstanceOf(
      ClickHouseUnavailable,
    );
    await client.close();
    silent.close();
  });

  it('is unavailable when the caller gave it up, and the server stops what only reads', async () => {
    const caller = new AbortController();
    const reader = createClient(db.settings.reports);
    const slow = reader.query(
      'SELECT sum(sleepEachRow(0.1)) AS slow_one FROM numbers(30)',
      {},
      {
        signal: caller.signal,
        settings: { max_block_size: 1 },
      },
    );
    setTimeout(() => caller.abort(), 200);
    expect(await failureOf(slow)).toBeInstanceOf(ClickHouseUnavailable);
    const running = () =>
      db.client.query<{ n: string }>(
        "SELECT count() AS n FROM system.processes WHERE query LIKE '%slow_one%' AND query NOT LIKE '%processes%'",
      );
    for (let tries = 0; tries < 50 && (await running())[0]?.n !== '0'; tries += 1);
    expect(await running()).toEqual([{ n: '0' }]);
    await reader.close();
  });

  it('is not even sent when the caller has given it up before', async () => {
    const signal = AbortSignal.abort();
    expect(await failureOf(db.client.query('SELECT 1', {}, { signal }))).toBeInstanceOf(
      ClickHouseUnavailable,
    );
    const inserted = db.client.insertRows('checked', ['n'], [[1]], { signal });
    expect(await failureOf(inserted)).toBeInstanceOf(ClickHouseUnavailable);
  });

  it('is unavailable when a stream is given up in the middle', async () => {
    const caller = new AbortController();
    const read = async () => {
      const signal = caller.signal;
      for await (const [number] of db.client.stream('SELECT number FROM system.numbers', {}, { signal }))
        if (number === '1000') caller.abort();
    };
    expect(await failureOf(read())).toBeInstanceOf(ClickHouseUnavailable);
  });

  it('is refused when the query can never pass', async () => {
    const failure = await failureOf(db.client.query('SELECT nothing FROM nowhere'));
    expect(failure).toBeInstanceOf(ClickHouseRefused);
    expect(failure).toMatchObject({ code: 60, typeName: 'UNKNOWN_TABLE' });
  });

  it('is refused when a row can never pass', async () => {
    const violated = await failureOf(db.client.insertRows('checked', ['n'], [[1], [10]]));
    expect(violated).toBeInstanceOf(ClickHouseRefused);
    expect(violated).toMatchObject({ code: 469, typeName: 'VIOLATED_CONSTRAINT' });
    for (const row of ['["x"]', '[1, 2]', '{', '[null', '[[1]]']) {
      const failure = await failureOf(db.client.insertRows('checked', ['n'], [row]));
      expect([row, failure.name]).toEqual([row, 'ClickHouseRefused']);
    }
    expect(await db.client.query('SELECT count() AS n FROM checked')).toEqual([{ n: '0' }]);
  });

  it('is unavailable when an insert fails for what is not the fault of its rows', async () => {
    const noTable = await failureOf(db.client.insertRows('not_migrated_yet', ['n'], [[1]]));
    expect(noTable).toBeInstanceOf(ClickHouseUnavailable);
    expect(noTable).toMatchObject({ code: 60 });
    const stranger = createClient({ ...db.settings.admin, password: 'wrong' });
    expect(await failureOf(stranger.insertRows('checked', ['n'], [[1]]))).toBeInstanceOf(
      ClickHouseUnavailable,
    );
    await stranger.close();
  });

  it('is too heavy when it needs more memory or time than it may have', async () => {
    const memory = await failureOf(
      db.client.query(
        'SELECT groupArray(number) FROM numbers(10000000)',
        {},
        {
          settings: { max_memory_usage: 10_000_000 },
        },
      ),
    );
    expect(memory).toBeInstanceOf(QueryTooHeavy);
    expect(memory).toMatchObject({ code: 241, typeName: 'MEMORY_LIMIT_EXCEEDED' });
    const time = await failureOf(
      db.client.query(
        'SELECT sum(sleepEachRow(0.1)) FROM numbers(30)',
        {},
        {
          settings: { max_execution_time: 1, max_block_size: 1 },
        },
      ),
    );
    expect(time).toBeInstanceOf(QueryTooHeavy);
  });

  it('is retried when an insert meets a full memory', async () => {
    const rows = Array.from({ length: 100_000 }, () => [1]);
    const failure = await failureOf(
      db.client.insertRows('checked', ['n'], rows, {
        settings: { max_memory_usage: 100_000, max_untracked_memory: 1 },
      }),
    );
    expect(failure).toBeInstanceOf(ClickHouseUnavailable);
    expect(failure).toMatchObject({ code: 241 });
  });

  it('fails half way through a stream as well, after the rows that came', async () => {
    const seen: number[] = [];
    const read = async () => {
      const rows = db.client.stream(
        'SELECT toUInt32(number), throwIf(number = 500000) FROM numbers(1000000)',
      );
      for await (const [number] of rows) seen.push(number as number);
    };
    const failure = await failureOf(read());
    expect(failure).toMatchObject({ name: 'ClickHouseRefused', code: 395 });
    expect(seen.length).toBeLessThanOrEqual(500_000);
  });
});

describe('asClickHouseError', () => {
  it('gives back what already is one of ours', () => {
    const ours = new QueryTooHeavy('x', 241, 'MEMORY_LIMIT_EXCEEDED');
    expect(asClickHouseError(ours, 'query')).toBe(ours);
  });
});
