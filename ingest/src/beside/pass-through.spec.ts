import { accountOptions } from '@parley/contracts';
import { openTestDatabase, type TestDatabase } from '@parley/sql/testing';
import { aSnapshot, eventually, SECRET_TOKEN } from '../testing/fixtures.js';
import { startStandInBotApi, type StandInBotApi } from '../testing/stand-ins/stand-in-bot-api.js';
import { eventsOfAnswer } from './sent-through.js';
import { startTestIngest, stopTestIngests, type TestIngest } from '../testing/test-ingest.js';

let database: TestDatabase;
let telegram: StandInBotApi;
let own: TestIngest;

beforeEach(async () => {
  [database, telegram] = await Promise.all([openTestDatabase(), startStandInBotApi()]);
});
afterEach(async () => {
  await stopTestIngests();
  await Promise.all([telegram.close(), database.close()]);
});

async function start(more: object = {}): Promise<void> {
  own = await startTestIngest({
    clickhouse: database.settings.ingest,
    upstreams: { telegram: telegram.url, viber: 'http://127.0.0.1:9' },
    ...more,
  });
  const snapshot = aSnapshot();
  own.api.publish({
    ...snapshot,
    accounts: snapshot.accounts.map((account) =>
      account.account_id === 7
        ? {
            ...account,
            options: accountOptions.parse({}),
            secrets: { secret_token: SECRET_TOKEN, bot_token: telegram.token },
          }
        : account,
    ),
  });
  await eventually(async () => ((await call('getMe')).status === 200 ? true : undefined));
}
const call = (method: string, body?: unknown, headers: Record<string, string> = {}, token = telegram.token) =>
  fetch(`${own.ingest.url}/bot${token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body ?? {}),
  });
const rows = () =>
  database.client.query<Record<string, string | number>>(
    'SELECT type, sender, kind, text_length, toString(agent_id) AS agent, toString(broadcast_id) AS broadcast FROM events_v1 FINAL ORDER BY sequence',
  );
const settled = (n: number) =>
  eventually(async () => {
    const found = await rows();
    return found.length === n ? found : undefined;
  });

it('passes calls and answers unchanged, and records what was sent, by whom and for what', async () => {
  await start();
  const answer = await call('sendMessage', { chat_id: 42, text: 'Здравствуйте' });
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ ok: true, result: { text: 'Здравствуйте', chat: { id: 42 } } });
  expect(telegram.calls.at(-1)).toEqual({
    method: 'sendMessage',
    contentType: 'application/json',
    body: '{"chat_id":42,"text":"Здравствуйте"}',
  });
  await call(
    'sendMessage',
    { chat_id: 42, text: 'Это Олег' },
    { 'x-parley-agent-id': '42', 'x-parley-agent-name': encodeURIComponent('Олег') },
  );
  await call('sendMessage', { chat_id: 42, text: 'Sale' }, { 'x-parley-broadcast-id': 'may' });
  await call(
    'copyMessage',
    { chat_id: 42, from_chat_id: -100, message_id: 5 },
    { 'x-parley-sender': 'auto' },
  );
  const found = await settled(4);
  expect(found.map(({ type, sender, kind, text_length }) => [type, sender, kind, text_length])).toEqual([
    ['message_sent', 'unknown', 'text', 12],
    ['message_sent', 'agent', 'text', 8],
    ['message_sent', 'broadcast', 'text', 4],
    ['message_sent', 'auto', 'other', 0],
  ]);
  expect(found[1]?.['agent']).not.toBe('0');
  expect(found[2]?.['broadcast']).not.toBe('0');
  await eventually(() => (own.api.profiles.some(({ name }) => name === 'Олег') ? true : undefined));
});

it('records nothing of groups, of refusals and of calls that send nothing', async () => {
  await start();
  await call('sendMessage', { chat_id: -100123, text: 'to a group' });
  expect((await call('sendMessage', { chat_id: 42 })).status).toBe(400);
  expect((await call('noSuchMethod')).status).toBe(404);
  await call('sendMessage', { chat_id: 42, text: 'one' });
  await settled(1);
});

it('lets uploads flow through', async () => {
  await start();
  const form = new FormData();
  form.set('chat_id', '42');
  form.set('document', new Blob([new Uint8Array(2_000_000)]), 'report.pdf');
  const answer = await fetch(`${own.ingest.url}/bot${telegram.token}/sendDocument`, {
    method: 'POST',
    body: form,
  });
  expect(answer.status).toBe(200);
  expect(telegram.calls.at(-1)?.body.length).toBeGreaterThan(2_000_000);
  expect(await settled(1)).toMatchObject([{ type: 'message_sent', kind: 'file' }]);
});

it('sends although recording fails', async () => {
  await start({ minFreeDiskBytes: Number.MAX_SAFE_INTEGER });
  const answer = await call('sendMessage', { chat_id: 42, text: 'no room' });
  expect(await answer.json()).toMatchObject({ ok: true });
  expect(await own.metric('parley_ingest_bot_api_unrecorded_total')).toBe(1);
});

it('sends although what the headers say is wrong', async () => {
  await start();
  const answer = await call('sendMessage', { chat_id: 42, text: 'x' }, { 'x-parley-sender': 'nobody' });
  expect(answer.status).toBe(200);
  expect(await own.metric('parley_ingest_bot_api_unrecorded_total')).toBe(1);
});

it('is no open door: bots that are not connected do not pass, and no token is logged', async () => {
  await start();
  const before = telegram.calls.length;
  const answer = await call('getMe', {}, {}, '1:other');
  expect(answer.status).toBe(401);
  expect(await answer.json()).toMatchObject({ ok: false, error_code: 401 });
  expect(telegram.calls).toHaveLength(before);
  await telegram.close();
  expect((await call('getMe')).status).toBe(502);
  expect(own.log.join()).not.toContain(telegram.token);
});

it('records what forms delete, and says when a bot moves its webhook away', async () => {
  await start();
  const form = new URLSearchParams({ chat_id: '42', message_ids: '[5,6]' });
  await fetch(`${own.ingest.url}/bot${telegram.token}/deleteMessages`, { method: 'POST', body: form });
  const found = await settled(2);
  expect(found.map(({ type }) => type)).toEqual(['message_deleted', 'message_deleted']);
  await call('setWebhook', { url: 'https://elsewhere.example/hook' });
  expect(own.log.join()).toContain('account 7 called setWebhook itself');
});

it('gives a message of a Business chat the id by which Telegram tells of it too', () => {
  const message = {
    message_id: 9,
    date: 1795352400,
    chat: { id: 42, type: 'private' },
    business_connection_id: 'oF3k',
    text: 'Hello',
  };
  const said = {
    sender: undefined,
    agentId: undefined,
    agentName: undefined,
    broadcastId: undefined,
    broadcastName: undefined,
  };
  const bytes = Buffer.from(JSON.stringify({ ok: true, result: message }));
  const [event] = eventsOfAnswer({ method: 'sendMessage', params: () => ({}), bytes, said }, '7');
  expect(event).toMatchObject({ type: 'message_sent', id: 'oF3k:42:9', contact: { id: '42' } });
});
