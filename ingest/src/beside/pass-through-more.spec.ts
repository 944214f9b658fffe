import { request as httpRequest } from 'node:http';
import { accountOptions } from '@parley/contracts';
import { openTestDatabase, type TestDatabase } from '@parley/sql/testing';
import { aSnapshot, eventually, SECRET_TOKEN } from '../testing/fixtures.js';
import { startStandInBotApi, type StandInBotApi } from '../testing/stand-ins/stand-in-bot-api.js';
import { startTestIngest, stopTestIngests, type TestIngest } from '../testing/test-ingest.js';

let database: TestDatabase;
let telegram: StandInBotApi;
let own: TestIngest;

beforeEach(async () => {
  [database, telegram] = await Promise.all([openTestDatabase(), startStandInBotApi()]);
  own = await startTestIngest({
    clickhouse: database.settings.ingest,
    upstreams: { telegram: telegram.url, viber: 'http://127.0.0.1:9' },
  });
  publish({});
  await eventually(async () => ((await call('getMe')).status === 200 ? true : undefined));
});
afterEach(async () => {
  await stopTestIngests();
  await Promise.all([telegram.close(), database.close()]);
});

/** Account 7 is the bot of the stand-in; `other` is one more account, whose arrival tells that the snapshot came. */
function publish(more: { is_active?: boolean }, other?: number): void {
  const snapshot = aSnapshot();
  const secrets = { secret_token: SECRET_TOKEN, bot_token: telegram.token };
  const accounts = snapshot.accounts.map((account) =>
    account.account_id === 7 ? { ...account, options: accountOptions.parse({}), secrets, ...more } : account,
  );
  const [first] = snapshot.accounts;
  const others = first && other !== undefined ? [{ ...first, account_id: other }] : [];
  own.api.publish({ ...snapshot, accounts: [...accounts, ...others] });
}
const call = (method: string, body?: unknown, headers: Record<string, string> = {}) =>
  fetch(`${own.ingest.url}/bot${telegram.token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body ?? {}),
  });
const rows = () =>
  database.client.query<Record<string, string | number>>(
    'SELECT type, kind, text_length, toString(sequence) AS sequence FROM events_v1 FINAL ORDER BY sequence, type',
  );
const settled = (n: number) =>
  eventually(async () => {
    const found = await rows();
    return found.length === n ? found : undefined;
  });

it('records each message of an album, and each of several copies, of which only the number is known', async () => {
  const media = JSON.stringify([
    { type: 'photo', media: 'a', caption: 'Two' },
    { type: 'photo', media: 'b' },
  ]);
  const album = await call('sendMediaGroup', { chat_id: 42, media });
  expect(((await album.json()) as { result: unknown[] }).result).toHaveLength(2);
  await call('copyMessages', { chat_id: 42, from_chat_id: -100, message_ids: [5, 6] });
  await call('forwardMessages', { chat_id: 42, from_chat_id: -100, message_ids: [7] });
  await call('copyMessages', { chat_id: '@a_channel', from_chat_id: -100, message_ids: [8] });
  const found = await settled(5);
  expect(found.map(({ type, kind, text_length }) => [type, kind, text_length])).toEqual([
    ['message_sent', 'photo', 3],
    ['message_sent', 'photo', 0],
    ['message_sent', 'other', 0],
    ['message_sent', 'other', 0],
    ['message_sent', 'other', 0],
  ]);
  expect(new Set(found.map(({ sequence }) => sequence)).size).toBe(5);
});

it('records an edit as an edit, never as a message', async () => {
  await call('sendMessage', { chat_id: 42, text: 'Helo' });
  await call('editMessageText', { chat_id: 42, message_id: 101, text: 'Hello' });
  const found = await settled(2);
  expect(found.map(({ type }) => type)).toEqual(['message_sent', 'message_edited']);
});

it('passes the bytes of an upload on as they come, and holds none of them', async () => {
  const frame = 'x'.repeat(400_000);
  const upload = httpRequest(`${own.ingest.url}/bot${telegram.token}/sendDocument`, {
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data; boundary=x', 'content-length': frame.length * 2 },
  });
  const status = new Promise<number | undefined>((resolve, reject) => {
    upload.on('response', (answer) => resolve(answer.resume().statusCode)).on('error', reject);
  });
  const before = telegram.bytes;
  upload.write(frame);
  // The second half is not sent before the first one has arrived at Telegram.
  await eventually(() => (telegram.bytes - before >= frame.length ? true : undefined));
  upload.end(frame);
  expect(await status).toBe(200);
  expect(telegram.bytes - before).toBe(frame.length * 2);
  await settled(1);
});

it('gives the bot the refusals of Telegram as they are', async () => {
  telegram.refusal = { method: 'sendMessage', code: 429, description: 'Too Many Requests', retryAfter: 7 };
  const answer = await call('sendMessage', { chat_id: 42, text: 'x' });
  expect(answer.status).toBe(429);
  expect(answer.headers.get('retry-after')).toBe('7');
  expect(await answer.json()).toEqual({
    ok: false,
    error_code: 429,
    description: 'Too Many Requests',
    parameters: { retry_after: 7 },
  });
  expect(await rows()).toEqual([]);
});

it('lets the bot of a paused account go on talking, and records nothing of it', async () => {
  publish({ is_active: false }, 40);
  await eventually(async () =>
    (await (await own.internal('health')).text()).includes('"account_id":40') ? true : undefined,
  );
  expect((await call('sendMessage', { chat_id: 42, text: 'while paused' })).status).toBe(200);
  publish({}, 41);
  await eventually(async () =>
    (await (await own.internal('health')).text()).includes('"account_id":41') ? true : undefined,
  );
  await call('sendMessage', { chat_id: 42, text: 'later' });
  expect(await settled(1)).toMatchObject([{ text_length: 5 }]);
});
