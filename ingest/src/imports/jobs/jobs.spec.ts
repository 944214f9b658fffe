import { createClient, importDeliveryId, removeEvents, type ClickHouse } from '@parley/sql';
import { openTestDatabase, type TestDatabase } from '@parley/sql/testing';
import { aSnapshot, eventually, HASH_KEY } from '../../testing/fixtures.js';
import { importsOf } from '../../testing/imports.js';
import { startTestIngest, stopTestIngests, type TestIngest } from '../../testing/test-ingest.js';

let database: TestDatabase;
let own: TestIngest;
let admin: ClickHouse;
const imports = importsOf(() => own.ingest.url);

beforeAll(async () => {
  database = await openTestDatabase();
  own = await startTestIngest({ clickhouse: database.settings.ingest });
  admin = createClient(database.settings.admin);
}, 60_000);
afterAll(async () => {
  await stopTestIngests();
  await admin.close();
  await database.close();
});

const CSV = `time;client id;direction;text;operator
2026-03-01 10:00:00;c-1;in;Hello;
2026-03-01 10:05:00;c-1;out;Hi;Oleg
1999-01-01 00:00:00;c-1;in;too old;
2026-03-01 10:06:00;c-2;in;Another;
2026-03-01 10:07:00;c-2;sideways;What;
`;

const rows = async (importId?: number): Promise<number> => {
  const where =
    importId === undefined ? '' : `WHERE delivery_id = ${String(importDeliveryId(HASH_KEY, importId))}`;
  const found = await admin.query<{ n: string }>(
    `SELECT toString(count()) AS n FROM events_v1 FINAL ${where}`,
  );
  return Number(found[0]?.n);
};
const isStored = () =>
  eventually(async () => ((await own.metric('parley_ingest_spool_records')) === 0 ? true : undefined));

it('recognises a CSV, suggests how to understand it, names what it cannot take, and takes the rest once', async () => {
  const checked = await imports.upload(1, CSV);
  expect(checked.state).toBe('checked');
  expect(checked.format).toBe('events-csv');
  expect(checked.options.csv).toEqual({
    encoding: 'utf-8',
    delimiter: ';',
    time_format: 'iso',
    fields: {
      occurred_at: { column: 'time' },
      contact_id: { column: 'client id' },
      type: { column: 'direction' },
      text: { column: 'text' },
      agent_name: { column: 'operator' },
    },
    types: { in: 'message_received', out: 'message_sent' },
  });
  expect(checked.preview?.samples.map(({ problem }) => problem?.code ?? null)).toEqual([
    null,
    null,
    'too_old',
    null,
    'unknown_type',
  ]);
  expect(checked.report).toMatchObject({ events: 3, received: 2, sent: 1, refused: 2, contacts: 2 });
  expect(checked.report?.problems).toEqual([
    { line: 4, code: 'too_old', path: 'occurred_at', value: '1999-01-01 00:00:00' },
    { line: 6, code: 'unknown_type', path: 'type', value: 'sideways' },
  ]);

  await imports.tell('POST', '1/start', { account_id: 8 });
  const done = await imports.until(1, 'done', 'failed');
  expect(done).toMatchObject({ state: 'done', accepted: 3, progress: 1 });
  await isStored();
  expect(await rows(1)).toBe(3);

  // The same file again: other rows, the same events.
  await imports.upload(2, CSV);
  await imports.tell('POST', '2/start', { account_id: 8 });
  await imports.until(2, 'done');
  await isStored();
  expect(await rows()).toBe(3);
});

it('leaves what a webhook or a program told, whichever came first, and gives the same after undo and import', async () => {
  const event = (id: string, minute: number) => ({
    type: 'message_received',
    id,
    account_id: '8',
    contact: { id: 'c-9' },
    occurred_at: Date.UTC(2026, 4, 1, 10, minute),
    text: id,
  });
  const file = [event('a', 0), event('b', 1), event('c', 2)].map((each) => JSON.stringify(each)).join('\n');
  expect((await own.post(JSON.stringify(event('a', 0)))).status).toBe(200);
  await imports.upload(3, file);
  await imports.tell('POST', '3/start', { account_id: 8 });
  await imports.until(3, 'done');
  expect((await own.post(JSON.stringify(event('b', 1)))).status).toBe(200);
  await isStored();
  expect(await rows(3)).toBe(1);

  await imports.tell('POST', '3/stop');
  await eventually(async () => ((await imports.tell('GET', '3')).is_let_go ? true : undefined));
  const ofMay = async () => (await own.metric('parley_ingest_spool_records')) + (await rows()) - 3;
  expect(await ofMay()).toBe(3);
  await removeEvents(admin, { workspaceId: 1, deliveryIds: [importDeliveryId(HASH_KEY, 3)] });
  expect(await ofMay()).toBe(2);
  expect((await imports.call('DELETE', '3')).status).toBe(204);
  expect((await imports.call('GET', '3')).status).toBe(404);

  await imports.upload(4, file);
  await imports.tell('POST', '4/start', { account_id: 8 });
  await imports.until(4, 'done');
  await isStored();
  expect(await ofMay()).toBe(3);
  expect(await rows(4)).toBe(1);
});

it('asks what the file does not tell, and goes on when it is told', async () => {
  const chat = '[01.02.26, 10:00:00] Anna: Hello\n[01.02.26, 10:01:00] Shop: Hi\n';
  const asked = await imports.upload(5, chat, { name: 'WhatsApp Chat - Anna.zip' });
  expect(asked).toMatchObject({
    state: 'needs_answer',
    format: 'whatsapp-chat',
    questions: ['me', 'date_order'],
  });
  expect(asked.preview?.writers).toEqual([
    { id: 'Anna', name: 'Anna', messages: 1, is_us: false },
    { id: 'Shop', name: 'Shop', messages: 1, is_us: true },
  ]);
  await imports.tell('PATCH', '5', { options: { me: ['Shop'], date_order: 'day_first', time_zone: 'UTC' } });
  const checked = await imports.until(5, 'checked');
  expect(checked.report).toMatchObject({ received: 1, sent: 1, first_at: '2026-02-01T10:00:00.000Z' });
  // Another process's guess at what is there must not be a way in.
  expect((await fetch(`${own.ingest.url}/internal/imports/5`)).status).toBe(401);
});

it('says why a file cannot be taken, with the line', async () => {
  const broken = await imports.upload(6, '{"chats": {"list": [\n{"type": oops', {
    format: 'telegram-export',
  });
  expect(broken).toMatchObject({ state: 'failed', failure: { code: 'not_json', line: 2 } });
  const nothing = await imports.upload(7, 'just words');
  expect(nothing).toMatchObject({ state: 'needs_answer', questions: ['format'] });
});

it('refuses a part that is not the next one, and says where to go on', async () => {
  const body = { workspace_id: 1, file_name: 'x', file_bytes: 10, format: null, options: { me: [] } };
  await imports.tell('PUT', '8', body);
  await imports.tell('PUT', '8/file?offset=0', Buffer.from('12345'));
  const wrong = await imports.call('PUT', '8/file?offset=0', Buffer.from('12345'));
  expect(wrong.status).toBe(409);
  expect(await wrong.text()).toContain('Go on at byte 5');
  expect((await imports.tell('GET', '8')).uploaded_bytes).toBe(5);
});

it('holds and goes on, in flat memory, while others are served', async () => {
  const line = (n: number) =>
    JSON.stringify({
      type: 'message_received',
      id: `big-${n}`,
      account_id: '8',
      contact: { id: `p-${n % 500}` },
      occurred_at: Date.UTC(2025, n % 12, 1 + (n % 28), 0, 0, n % 60, n % 1000),
      text: 'x'.repeat(1000),
    });
  const many = 15_000;
  const parts: string[] = [];
  for (let n = 0; n < many; n++) parts.push(line(n));
  const before = await rows();
  // Above the largest part on purpose: it goes in two.
  const bytes = Buffer.from(parts.join('\n'));
  await imports.tell('PUT', '9', {
    workspace_id: 1,
    file_name: 'big.ndjson',
    file_bytes: bytes.length,
    format: null,
    options: { me: [] },
  });
  for (let at = 0; at < bytes.length; at += 4 * 1024 * 1024)
    await imports.tell('PUT', `9/file?offset=${at}`, bytes.subarray(at, at + 4 * 1024 * 1024));
  await imports.until(9, 'checked');
  const memory = process.memoryUsage().rss;
  let highest = memory;
  const watch = setInterval(() => (highest = Math.max(highest, process.memoryUsage().rss)), 50);
  await imports.tell('POST', '9/start', { account_id: 8 });
  await eventually(async () => ((await imports.tell('GET', '9')).accepted > 0 ? true : undefined));
  const held = await imports.tell('POST', '9/pause');
  expect(held.state).toBe('paused');
  expect(held.accepted).toBeLessThan(many);
  const asked = Date.now();
  expect((await own.post(line(1))).status).toBe(200);
  expect(Date.now() - asked).toBeLessThan(5000);
  expect((await imports.tell('GET', '9')).accepted).toBe(held.accepted);
  await imports.tell('POST', '9/resume');
  expect(await imports.until(9, 'done')).toMatchObject({ accepted: many });
  clearInterval(watch);
  await isStored();
  expect((await rows()) - before).toBe(many);
  expect(highest - memory).toBeLessThan(250 * 1024 * 1024);
}, 120_000);

it('names what is wrong only in this account: a contact of Chatwoot in a mirror', async () => {
  const snapshot = aSnapshot();
  const mirrors = snapshot.accounts
    .filter(({ account_id }) => account_id === 8)
    .map((account) => ({ ...account, account_id: 41, identity_account_id: 7 }));
  own.api.publish({ ...snapshot, accounts: [...snapshot.accounts, ...mirrors] });
  await eventually(async () => {
    const health = await (await own.internal('health')).text();
    return health.includes('"account_id":41') ? true : undefined;
  });
  const message = (id: number, more: object) => ({
    ...{ id, content: 'Hello', conversation_id: id, message_type: 0, created_at: 1_795_260_000 + id },
    sender: { id: 9000 + id, type: 'contact' },
    ...more,
  });
  const known = { conversation: { contact_inbox: { source_id: '6200145512' } } };
  const checked = await imports.upload(
    40,
    JSON.stringify({ payload: [message(1, known), message(2, {})] }, null, 1),
  );
  expect(checked).toMatchObject({ state: 'checked', report: { events: 2, refused: 0 } });
  await imports.tell('POST', '40/start', { account_id: 41 });
  const done = await imports.until(40, 'done', 'failed');
  expect(done).toMatchObject({ state: 'done', accepted: 1, report: { events: 1, refused: 1 } });
  expect(done.report?.problems).toMatchObject([{ code: 'contact_not_of_channel' }]);
});
