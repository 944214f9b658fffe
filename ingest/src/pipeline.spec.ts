import { identityId } from '@parley/sql';
import { openTestDatabase, type TestDatabase } from '@parley/sql/testing';
import { aFolder, eventually, HASH_KEY } from './testing/fixtures.js';
import { startTestIngest, stopTestIngests, type TestIngest } from './testing/test-ingest.js';

let database: TestDatabase;
let own: TestIngest;

beforeEach(async () => {
  database = await openTestDatabase();
  own = await startTestIngest({ clickhouse: database.settings.ingest });
});
afterEach(async () => {
  await stopTestIngests();
  await database.close();
});

const update = (message_id: number, more: object = {}) => ({
  update_id: 1000 + message_id,
  message: {
    message_id,
    from: { id: 42, is_bot: false, first_name: 'Anna', username: 'anna' },
    chat: { id: 42, type: 'private', first_name: 'Anna' },
    date: 1795352400 + message_id,
    text: 'Where is my secret parcel?',
    ...more,
  },
});

const sent = (id: string, more: object = {}) => ({
  type: 'message_sent',
  id,
  account_id: '7',
  contact: { id: '42' },
  occurred_at: '2026-11-22T09:04:00Z',
  ...more,
});

/** Waits until ClickHouse has this many events (or marks), and the spool has forgotten them. */
async function settled(events: number, where = own): Promise<void> {
  await eventually(async () => {
    const [row] = await database.client.query<{ n: string }>(
      'SELECT toString(count()) AS n FROM events_v1 FINAL',
    );
    return Number(row?.n) === events && (await where.metric('parley_ingest_spool_records')) === 0
      ? true
      : undefined;
  });
}
const select = <Row>(sql: string) => database.client.query<Row>(sql);

it('a Telegram update is in ClickHouse within a second or so, and changes nothing when it comes again', async () => {
  const began = Date.now();
  expect((await own.postUpdate(update(1))).status).toBe(200);
  await settled(1);
  expect(Date.now() - began).toBeLessThan(3000);

  for (let n = 0; n < 3; n++) expect((await own.postUpdate(update(1))).status).toBe(200);
  await own.postUpdate(update(2, { text: '/start vk_ads-spring_42' }));
  await settled(2);
  expect(
    await select(
      `SELECT type, channel, account_id, toString(identity_id) AS identity_id, text_length, ref, sender
       FROM events_v1 FINAL WHERE workspace_id = 1 ORDER BY occurred_at`,
    ),
  ).toEqual([
    {
      type: 'message_received',
      channel: 'telegram',
      account_id: 7,
      identity_id: String(identityId(HASH_KEY, 7, '42')),
      text_length: 26,
      ref: '',
      sender: 'contact',
    },
    expect.objectContaining({ type: 'conversation_started', ref: 'vk_ads-spring_42' }),
  ]);
  const [marks] = await select<{ n: string }>(
    'SELECT toString(uniq(identity_id)) AS n FROM dirty_identities_v1',
  );
  expect(marks?.n).toBe('1');
});

it('puts the one row that ClickHouse refuses into quarantine, and stores all others', async () => {
  await database.client.command(`ALTER TABLE events_v1 ADD CONSTRAINT no_poison CHECK ref != 'poison'`);
  const events = Array.from({ length: 300 }, (_, n) => sent(`m-${n}`));
  expect((await own.post(JSON.stringify(events))).status).toBe(200);
  await own.postUpdate(update(9, { text: '/start poison' }));
  await own.postUpdate(update(10));
  await settled(301);

  const entries = [...own.ingest.quarantine.entries()];
  expect(entries).toMatchObject([
    { source: 'insert', workspace_id: 1, account_id: 7, reason: 'ClickHouse 469 VIOLATED_CONSTRAINT' },
  ]);
  expect(entries[0]?.row?.json).toContain('poison');
  expect(JSON.parse(entries[0]?.body ?? '')).toMatchObject({ message: { text: '/start poison' } });
});

it('sorts a delivery into one insert per month, and takes times of every age', async () => {
  const years = Array.from({ length: 110 }, (_, n) =>
    sent(`y-${n}`, { occurred_at: Date.UTC(2010 + Math.floor(n / 12), n % 12, 3) }),
  );
  expect(await (await own.post(JSON.stringify(years))).json()).toEqual({ accepted: 110, rejected: [] });
  await settled(110);
});

it('keeps collecting while ClickHouse does not answer, and sends it all later', async () => {
  const away = await startTestIngest({ dir: aFolder() });
  for (let n = 1; n <= 20; n++) expect((await away.postUpdate(update(n))).status).toBe(200);
  expect(await away.metric('parley_ingest_spool_records')).toBe(20);
  await away.stop();

  const back = await startTestIngest({ dir: away.config.dir, clickhouse: database.settings.ingest });
  await settled(20, back);
});

it('waits for a table that is not there yet instead of giving rows up', async () => {
  await database.client.command('RENAME TABLE events_v1 TO events_elsewhere');
  await own.postUpdate(update(1));
  await eventually(async () =>
    (await own.metric('parley_ingest_insert_retries_total')) > 1 ? true : undefined,
  );
  expect(own.ingest.quarantine.count()).toBe(0);
  await database.client.command('RENAME TABLE events_elsewhere TO events_v1');
  await settled(1);
});

it('carries names to the api, once, and not to ClickHouse', async () => {
  for (let n = 1; n <= 3; n++) await own.postUpdate(update(n));
  await own.post(
    JSON.stringify(sent('m-1', { agent: { id: 'a', name: 'Oleg', team: { id: 't', name: 'Sales' } } })),
  );
  await eventually(() => (own.api.profiles.length >= 3 ? true : undefined));
  expect(own.api.profiles).toEqual([
    {
      workspace_id: 1,
      account_id: 7,
      kind: 'contact',
      id: String(identityId(HASH_KEY, 7, '42')),
      external_id: '42',
      name: 'Anna',
      username: 'anna',
      seen_at: 1795352401000,
    },
    expect.objectContaining({ kind: 'agent', external_id: 'a', name: 'Oleg' }),
    expect.objectContaining({ kind: 'team', external_id: 't', name: 'Sales' }),
  ]);
  await settled(4);
  const rows = await database.client.query('SELECT * FROM events_v1');
  expect(JSON.stringify(rows)).not.toMatch(/Anna|anna|Oleg|parcel/);
});

it('tries profiles again until the api takes them', async () => {
  own.api.profilesStatus = 503;
  await own.postUpdate(update(1));
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(own.api.profiles).toEqual([]);
  own.api.profilesStatus = 204;
  await eventually(() => (own.api.profiles.length === 1 ? true : undefined));
});
