import { createClient, type ClickHouse } from './lib/client.js';
import { boundValues, ROW_REPORT_QUERIES } from './reports/index.js';
import { openTestDatabase, type TestDatabase } from './testing/index.js';
import { howMany } from './testing/how-many.js';

/** A million in the long search; less in the usual run, so that the suite stays short. */
const MANY = howMany(200_000, 1_000_000);
const PATIENCE_MS = 600_000;
const MIB = 1024 ** 2;

/** Messages made by the server itself: contacts write every minute, each a few times. */
const MESSAGES = `
  INSERT INTO events_v1 (
    workspace_id, identity_id, occurred_at, sequence, event_id, type, channel, account_id, sender, kind, text_length,
    received_at, version
  )
  SELECT
    1, number % 5000 + 1, toDateTime64('2026-03-01 00:00:00', 3, 'UTC') + number, number, cityHash64(number),
    'message_received', 'telegram', 1, 'contact', 'text', 20, now(), 1
  FROM numbers({many:UInt64})`;

describe('many rows', () => {
  let database: TestDatabase;
  let reader: ClickHouse;
  beforeAll(async () => {
    database = await openTestDatabase();
    reader = createClient(database.settings.reports);
    await database.client.command(MESSAGES, { many: MANY });
  }, PATIENCE_MS);
  afterAll(async () => {
    await reader.close();
    await database.close();
  });

  const period = { from: new Date('2026-03-01T00:00:00Z'), to: new Date('2026-04-01T00:00:00Z') };
  const values = () => {
    const bound = {
      workspace_id: 1,
      definition_id: 1,
      repeat_after_seconds: 1,
      unanswered_after_seconds: 1,
      now: period.to,
      time_zone: 'UTC',
      previous: null,
      ...period,
      // All that the report may be asked, so that a new filter is not forgotten here.
      own: ROW_REPORT_QUERIES.messages.report.params.parse({
        from: '2026-03-01',
        to: '2026-03-31',
        order: 'oldest',
      }) as Record<string, unknown>,
    };
    return boundValues(bound, 'current', bound);
  };

  it(
    `come one by one, ${MANY} of them, in order and in flat memory`,
    async () => {
      const { messages } = ROW_REPORT_QUERIES;
      let [rows, last, most] = [0, '', 0];
      const before = process.memoryUsage().rss;
      for await (const row of messages.stream(reader, values())) {
        const { occurred_at } = row as { occurred_at: string };
        if (occurred_at < last) throw new Error(`${occurred_at} comes after ${last}`);
        last = occurred_at;
        rows += 1;
        if (rows % 10_000 === 0) most = Math.max(most, process.memoryUsage().rss - before);
      }
      expect(rows).toBe(MANY);
      expect(await messages.count(reader, values())).toBe(MANY);
      // However many rows there are: they would be more than 100 MB as text alone.
      expect(most).toBeLessThan(200 * MIB);
    },
    PATIENCE_MS,
  );

  it(
    'are read no faster than they are taken, and no further once their reader has left',
    async () => {
      const running = async () => {
        const found = await database.client.query<{ n: string }>(
          `SELECT count() AS n FROM system.processes
           WHERE current_database = currentDatabase() AND Settings['log_comment'] = 'messages, streamed'`,
        );
        return Number(found[0]?.n);
      };
      const rows = ROW_REPORT_QUERIES.messages.stream(reader, values())[Symbol.asyncIterator]();
      await rows.next();
      // The server has made all of it long ago if nobody holds it back.
      expect(await running()).toBe(1);
      await rows.return?.();
      for (const deadline = Date.now() + 30_000; (await running()) > 0;) {
        if (Date.now() > deadline) throw new Error('the query goes on');
      }
    },
    PATIENCE_MS,
  );
});
