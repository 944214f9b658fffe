import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { event, type EventInput } from '@parley/contracts';
import { openTestDatabase, type TestDatabase } from '../testing/database.js';
import { aStart } from '../testing/factories/index.js';
import { EVENT_COLUMNS, toEventRow, type EventContext } from './event-row.js';

const CONTEXT: EventContext = {
  workspaceId: 1,
  hashKey: Buffer.alloc(32, 3),
  channel: 'telegram',
  identityAccountId: 1,
  receivedAt: Date.parse('2026-03-02T09:00:07Z'),
  deliveryId: 1n,
  mapperVersion: 1,
};

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

const rowOf = (input: EventInput) => toEventRow(event.parse(input), CONTEXT);

/** What ClickHouse gives back for the rows, in their order. */
async function stored(...rows: unknown[][]) {
  await db.client.command('TRUNCATE TABLE events_v1');
  const numbered = rows.map((row, index) =>
    row.map((cell, column) => (EVENT_COLUMNS[column] === 'link_id' ? index : cell)),
  );
  await db.client.insertRows('events_v1', EVENT_COLUMNS, numbered);
  return db.client.query<{ ref: string; given_campaign: string; props: Record<string, string> }>(
    'SELECT ref, given_campaign, props FROM events_v1 FINAL ORDER BY link_id',
  );
}

describe('strings of any kind', () => {
  const STRANGE = [
    'a\0b',
    '\0',
    'emoji 👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿',
    'لا إله \u202E rtl \u200D',
    '\u2028\u2029\u0085',
    '\\N \\0 \\\' " \t\r\n/',
    '[1,2] {"a":1} null NULL',
    '\u{10FFFF}\uFFFE\uFEFF',
    'e\u0301 é',
  ];

  it('survive', async () => {
    const rows = STRANGE.map(
      (text, index) =>
        rowOf(aStart({ id: `s${index}`, ref: text, campaign: text, props: { [text.slice(0, 9)]: text } }))
          .row,
    );
    const found = await stored(...rows);
    expect(found.map((cells) => cells.ref)).toEqual(STRANGE);
    expect(found.map((cells) => cells.given_campaign)).toEqual(STRANGE);
    expect(found.map((cells) => Object.entries(cells.props))).toEqual(
      STRANGE.map((text) => [[text.slice(0, 9), text]]),
    );
  });

  it('lose only halves of surrogate pairs, without harm to the batch', async () => {
    const torn = ['\ud800', 'a\udc00b', '\udc00\ud800', 'ok 👍'];
    const found = await stored(
      ...torn.map(
        (text, index) => rowOf(aStart({ id: `t${index}`, ref: text, props: { [`k${text}`]: text } })).row,
      ),
    );
    expect(found.map((cells) => cells.ref)).toEqual(['�', 'a�b', '��', 'ok 👍']);
  });

  it('may be the names of properties that mean something to JavaScript', async () => {
    const props = JSON.parse('{"__proto__":"x","constructor":"y"}') as Record<string, string>;
    const { row } = toEventRow({ ...event.parse(aStart()), props }, CONTEXT);
    const [found] = await stored(row);
    expect(Object.entries(found?.props ?? {})).toEqual(Object.entries(props));
  });
});
