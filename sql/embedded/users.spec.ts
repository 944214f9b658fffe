import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient, type ClickHouse } from '../lib/client.js';
import { putAccountSettings } from '../lib/parameters.js';
import { openTestDatabase, type TestDatabase } from '../testing/database.js';

let db: TestDatabase;
let ingest: ClickHouse;
let reports: ClickHouse;
beforeAll(async () => {
  db = await openTestDatabase();
  ingest = createClient(db.settings.ingest);
  reports = createClient(db.settings.reports);
});
afterAll(async () => {
  await ingest.close();
  await reports.close();
  await db.close();
});

const MARK = { columns: ['mark_id', 'workspace_id', 'identity_id'], rows: [['1', 1, '1']] };
const mark = (client: ClickHouse) => client.insertRows('dirty_identities_v1', MARK.columns, MARK.rows);
const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'passed',
    (error: { typeName?: string }) => error.typeName,
  );
const settings = (client: ClickHouse) =>
  putAccountSettings(client, [
    {
      workspace_id: 1,
      account_id: 1,
      channel: 'telegram',
      outgoing: 'auto',
      default_sender: 'bot',
      subscriptions: true,
      silence_gap_seconds: 0,
      version: 1n,
    },
  ]);

describe('the user ingest', () => {
  it('writes and cannot read, change or remove', async () => {
    expect(await codeOf(mark(ingest))).toBe('passed');
    for (const sql of [
      'SELECT count() FROM events_v1',
      'SELECT count() FROM dirty_identities_v1',
      'INSERT INTO dirty_identities_v1 SELECT * FROM dirty_identities_v1',
      'TRUNCATE TABLE events_v1',
      'ALTER TABLE events_v1 DELETE WHERE 1',
      'DROP TABLE events_v1',
      'CREATE TABLE mine (n UInt8) ENGINE = Memory',
      `DROP DATABASE ${db.database}`,
    ])
      expect([sql, await codeOf(ingest.command(sql))]).toEqual([sql, 'ACCESS_DENIED']);
  });
});

describe('the user reports', () => {
  it('reads and cannot write, change or remove', async () => {
    expect(await codeOf(reports.query('SELECT count() FROM events_v1 FINAL'))).toBe('passed');
    expect(await codeOf(reports.query('SELECT number FROM numbers(3)'))).toBe('passed');
    expect(await codeOf(mark(reports))).toMatch(/ACCESS_DENIED|READONLY/);
    for (const sql of [
      'INSERT INTO dirty_identities_v1 (mark_id) VALUES (1)',
      'TRUNCATE TABLE events_v1',
      'ALTER TABLE events_v1 DELETE WHERE 1',
      'DROP TABLE events_v1',
      'CREATE TABLE mine (n UInt8) ENGINE = Memory',
      'SYSTEM SHUTDOWN',
      "SELECT * FROM file('/etc/passwd', LineAsString)",
      "SELECT * FROM url('http://127.0.0.1:1/', LineAsString)",
    ])
      expect([sql, await codeOf(reports.command(sql))]).toEqual([
        sql,
        expect.stringMatching(/ACCESS_DENIED|READONLY/),
      ]);
  });
});

describe('the user admin', () => {
  it('writes settings that reports read', async () => {
    await settings(db.client);
    expect(
      await reports.query('SELECT account_id, outgoing, subscriptions FROM account_settings_v1 FINAL'),
    ).toEqual([{ account_id: 1, outgoing: 'auto', subscriptions: 1 }]);
  });
});
