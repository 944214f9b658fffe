import { ROW_REPORTS } from '@parley/contracts';
import { readMigrations } from '../lib/migrate.js';
import { openTestDatabase, type TestDatabase } from '../testing/database.js';
import { questionOf } from '../testing/questions.js';
import type { RowKey } from '../lib/define-row-query.js';
import { ROW_REPORT_QUERIES } from './rows.js';

const EVENTS = 24_000;

/** A message a minute of 300 people; every 500th is there a second time, under its id, ten days later. */
const FILL = `
  INSERT INTO events_v1 (workspace_id, identity_id, occurred_at, sequence, event_id, type, channel, account_id, sender, kind, version)
  SELECT 1, n % 300 + 1, toDateTime64('2026-01-01 00:00:00', 3, 'UTC') + toIntervalMinute(n + again * 14400), n, n + 1,
    'message_received', 'telegram', 1, 'contact', 'text', 1
  FROM (SELECT number AS n, arrayJoin(if(number % 500 = 0, [0, 1], [0])) AS again FROM numbers({events:UInt64}))`;

/** A wait each two minutes of 300 people, some unanswered, answered after 0 to 99 seconds: many are of one length. */
const FILL_WAITS = `
  INSERT INTO waits_v1 (workspace_id, definition_id, identity_id, waiting_since, settled_at, first_event_id, answered_at,
    starter, is_first, account_id, channel, version)
  SELECT 1, 1, number % 300 + 1, toDateTime64('2026-01-01 00:00:00', 3, 'UTC') + toIntervalMinute(number * 2) AS at, at, number + 1,
    if(number % 10 = 0, toDateTime64(0, 3, 'UTC'), at + toIntervalSecond(number % 100)), 'contact', 1, 1, 'telegram', 1
  FROM numbers({events:UInt64})`;

describe('pages of waits, of which the keys are looked for first', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
    await database.client.command(FILL_WAITS, { events: EVENTS });
  });
  afterAll(() => database.close());

  it.each([
    ['waits', { order: 'longest' }],
    ['waits', { order: 'newest', states: ['unanswered', 'abandoned'] }],
    ['unanswered', {}],
  ] as const)('%s %o', async (name, own) => {
    const query = ROW_REPORT_QUERIES[name];
    const asked = {
      ...questionOf(ROW_REPORTS[name], own),
      now: new Date('2026-06-01T00:00:00Z'),
      from: new Date('2026-01-01T00:00:00Z'),
      to: new Date('2026-03-01T00:00:00Z'),
    };
    const whole: unknown[] = [];
    for await (const row of query.stream(database.client, asked)) whole.push(row);
    expect(whole).toHaveLength('order' in own && own.order === 'longest' ? EVENTS : EVENTS / 10);
    const first = await query.page(database.client, asked, { limit: 700, after: null });
    const second = await query.page(database.client, asked, { limit: 700, after: first.next });
    expect([...first.rows, ...second.rows]).toEqual(whole.slice(0, 1_400));
  });
});

describe('pages of messages looked for in pieces of the period', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
    await database.client.command(FILL, { events: EVENTS });
    // Who repeats something is listed by derivation, or as here by the migration that lists those of old.
    const list = readMigrations().find(({ name }) => name === '0064_fill_repeating_identities_v1');
    await database.client.command(list!.sql);
  });
  afterAll(() => database.close());

  it.each(['oldest', 'newest'])(
    'are together what the whole is, each message once, %s first',
    async (order) => {
      const query = ROW_REPORT_QUERIES.messages;
      const asked = {
        ...questionOf(ROW_REPORTS.messages, { order }),
        from: new Date('2026-01-01T00:00:00Z'),
        to: new Date('2026-03-01T00:00:00Z'),
      };
      const whole: unknown[] = [];
      for await (const row of query.stream(database.client, asked)) whole.push(row);
      expect(whole).toHaveLength(EVENTS);

      const paged: unknown[] = [];
      let after: RowKey | null = null;
      do {
        const page: Awaited<ReturnType<typeof query.page>> = await query.page(database.client, asked, {
          limit: 1_400,
          after,
        });
        paged.push(...page.rows);
        after = page.next;
      } while (after !== null);
      expect(paged).toEqual(whole);
    },
  );
});
