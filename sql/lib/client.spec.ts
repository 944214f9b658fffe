import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTestDatabase, type TestDatabase } from '../testing/database.js';
import { createClient } from './client.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
  await db.client.command(
    "CREATE TABLE kinds (id UInt64, at DateTime64(3, 'UTC'), price Decimal(18, 4), tags Array(UInt64)) ENGINE = MergeTree ORDER BY id",
  );
});
afterAll(() => db.close());

const LARGEST = 18_446_744_073_709_551_615n;

describe('a client', () => {
  it('reads 64-bit integers exactly and times as ISO 8601 in UTC', async () => {
    expect(
      await db.client.query(
        "SELECT 18446744073709551615 AS id, toDateTime64('2026-03-29 01:59:59.999', 3) AS at, toDateTime('2026-03-29 02:00:00') AS second, timezone() AS zone",
      ),
    ).toEqual([
      {
        id: String(LARGEST),
        at: '2026-03-29T01:59:59.999Z',
        second: '2026-03-29T02:00:00Z',
        zone: 'UTC',
      },
    ]);
  });

  it('binds instants, lists, 64-bit integers and hostile text', async () => {
    const params = {
      at: new Date('2026-03-29T01:59:59.999Z'),
      early: new Date('1970-01-01T00:00:00.001Z'),
      ids: [1n, LARGEST],
      text: "'; DROP TABLE kinds; -- \\ \t\n \0 👍",
      texts: ["a'b", 'c\\d', ''],
      nothing: [],
    };
    expect(
      await db.client.query(
        `SELECT {at:DateTime64(3, 'UTC')} AS at, {early:DateTime64(3, 'UTC')} AS early, {ids:Array(UInt64)} AS ids,
                {text:String} AS text, {texts:Array(String)} AS texts, {nothing:Array(String)} AS nothing`,
        params,
      ),
    ).toEqual([
      {
        at: '2026-03-29T01:59:59.999Z',
        early: '1970-01-01T00:00:00.001Z',
        ids: ['1', String(LARGEST)],
        text: params.text,
        texts: params.texts,
        nothing: [],
      },
    ]);
  });

  it('binds a list of five thousand ids', async () => {
    const ids = Array.from({ length: 5_000 }, (_, n) => LARGEST - BigInt(n));
    const sql = 'SELECT length({ids:Array(UInt64)}) AS n, toString({ids:Array(UInt64)}[5000]) AS last';
    expect(await db.client.query(sql, { ids })).toEqual([{ n: '5000', last: String(LARGEST - 4_999n) }]);
  });

  it('inserts rows as arrays or as JSON, with bigints inside', async () => {
    await db.client.insertRows(
      'kinds',
      ['id', 'at', 'price', 'tags'],
      [
        [LARGEST, '2026-03-29T01:59:59.999Z', '12345678901234.5678', [1n, LARGEST]],
        '["1","2026-03-29 01:59:59.999","0.0001",[]]',
      ],
    );
    expect(
      await db.client.query('SELECT id, at, toString(price) AS price, tags FROM kinds ORDER BY id'),
    ).toEqual([
      { id: '1', at: '2026-03-29T01:59:59.999Z', price: '0.0001', tags: [] },
      {
        id: String(LARGEST),
        at: '2026-03-29T01:59:59.999Z',
        price: '12345678901234.5678',
        tags: ['1', String(LARGEST)],
      },
    ]);
  });

  it('streams millions of rows in flat memory, and may be left early', async () => {
    let rows = 0;
    const before = process.memoryUsage().rss;
    for await (const [number] of db.client.stream('SELECT toUInt32(number) FROM numbers(1000000)')) {
      if (number !== rows) throw new Error(`row ${rows} is ${String(number)}`);
      rows += 1;
    }
    expect(rows).toBe(1_000_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 ** 2);

    const began = performance.now();
    for await (const [number] of db.client.stream('SELECT number FROM system.numbers'))
      if (number === '9') break;
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(await db.client.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('says whether the server answers this user', async () => {
    expect(await db.client.ping()).toBe(true);
    const stranger = createClient({ ...db.settings.admin, password: 'wrong' });
    expect(await stranger.ping()).toBe(false);
    await stranger.close();
  });

  it('labels a query for the log of the server', async () => {
    const sql = 'SELECT log_comment FROM (SELECT getSetting({setting:String}) AS log_comment)';
    expect(await db.client.query(sql, { setting: 'log_comment' }, { name: 'by-agent' })).toEqual([
      { log_comment: 'by-agent' },
    ]);
  });
});
