import { shown } from '../bodies/body-keeper.js';
import { SECRET_TOKEN } from '../testing/fixtures.js';
import { startTestIngest, stopTestIngests, type TestIngest } from '../testing/test-ingest.js';

let own: TestIngest;
beforeEach(async () => {
  own = await startTestIngest();
});
afterEach(stopTestIngests);

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

it('answers an update with nothing of what came in', async () => {
  const response = await own.postUpdate({ ...update(1), method: 'sendMessage', text: 'x' });
  expect(response.headers.get('content-type')).toMatch(/^application\/json/);
  expect(await response.text()).toBe('{}');
});

it.each([
  ['no header', {}, '7'],
  ['a wrong secret', { 'x-telegram-bot-api-secret-token': 'wrong' }, '7'],
  ["another account's secret", { 'x-telegram-bot-api-secret-token': 'telegram-secret-of-account-20' }, '7'],
  ['an account of another channel', { 'x-telegram-bot-api-secret-token': 'x' }, '8'],
  [
    'an account that is switched off',
    { 'x-telegram-bot-api-secret-token': 'telegram-secret-of-account-7' },
    '9',
  ],
  ['an account that does not exist', { 'x-telegram-bot-api-secret-token': 'x' }, '12345'],
  ['no number', { 'x-telegram-bot-api-secret-token': 'x' }, 'x'],
])('refuses an update with %s, always with the same 401', async (_name, headers, account) => {
  const response = await own.postUpdate(update(1), headers as Record<string, string>, account);
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({
    detail: 'This request does not prove that it comes from the platform of this account.',
  });
  expect(await own.metric('parley_ingest_refused_signatures_total')).toBe(1);
  expect(await own.metric('parley_ingest_spool_records')).toBe(0);
});

it.each(['constructor/12345', '__proto__/12345', 'toString/7', 'viber/7'])(
  'refuses the platform of %s like a wrong secret',
  async (address) => {
    const headers = { 'x-telegram-bot-api-secret-token': SECRET_TOKEN };
    const response = await fetch(`${own.ingest.url}/webhooks/${address}`, {
      method: 'POST',
      headers,
      body: '{}',
    });
    expect(response.status).toBe(401);
  },
);

it.each([`telegram/${'7'.repeat(100)}`, '%'])(
  'says what is wrong with the address %s as problem details',
  async (address) => {
    const response = await fetch(`${own.ingest.url}/webhooks/${address}`, { method: 'POST', body: '{}' });
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await response.json()).toMatchObject({ code: 'not_found' });
  },
);

it('keeps what it cannot map, with the reason and without the person', async () => {
  const group = update(5, { chat: { id: -100123, type: 'supergroup', title: 'Our secret club' } });
  expect((await own.postUpdate(group)).status).toBe(200);
  const response = await fetch(`${own.ingest.url}/webhooks/telegram/7`, {
    method: 'POST',
    headers: { 'x-telegram-bot-api-secret-token': SECRET_TOKEN },
    body: 'not JSON, Anna',
  });
  expect(response.status).toBe(200);

  const entries = [...own.ingest.quarantine.entries()];
  expect(
    entries.map(({ reason, account_id, workspace_id }) => ({ reason, account_id, workspace_id })),
  ).toEqual([
    { reason: 'message in a supergroup, not a private chat', account_id: 7, workspace_id: 1 },
    { reason: 'the body is not JSON', account_id: 7, workspace_id: 1 },
  ]);
  const shelf = JSON.stringify(entries.map(({ body }) => [body, shown({ text: body, isFull: false })]));
  for (const secret of ['Anna', 'anna', 'secret', '42', '100123']) {
    if (/^\d+$/.test(secret)) expect(shelf).not.toMatch(new RegExp(`[^0-9]${secret}[^0-9]`));
    else expect(shelf).not.toContain(secret);
  }
  const body = JSON.parse(shown({ text: entries[0]?.body ?? '', isFull: false })) as {
    message: Record<string, unknown>;
  };
  expect(body.message).toMatchObject({
    date: 1795352405,
    text: { kind: 'text', length: 26, hash: expect.stringMatching(/^\d+$/) as string },
    chat: { id: expect.stringMatching(/^#[\w-]+$/) as string, type: 'supergroup' },
  });
  expect(await own.metric('parley_ingest_quarantined_total')).toBe(2);
});
