import { createHmac } from 'node:crypto';
import { createDeriver, eventId } from '@parley/sql';
import { anAccount, openTestDatabase, openWorkspace, type TestDatabase } from '@parley/sql/testing';
import { aSnapshot, eventually } from '../testing/fixtures.js';
import { startTestIngest, stopTestIngests, type TestIngest } from '../testing/test-ingest.js';

/** The links as an article of 2017 printed them. The Telegram link beside them carries nothing. */
const MESSENGER_LINK = 'http://m.me/textback.io?ref=vc.ru-messengers-guide-2403';
const VIBER_LINK = 'viber://pa?chatURI=textback&context=vc.ru-messengers-guide-2403&text=hello';

let database: TestDatabase;
let own: TestIngest;

beforeAll(async () => {
  database = await openTestDatabase();
  own = await startTestIngest({ clickhouse: database.settings.ingest });
  await openWorkspace(database.client, 1, [
    anAccount({ account_id: 7 }),
    anAccount({ account_id: 30, channel: 'messenger' }),
    anAccount({ account_id: 31, channel: 'viber' }),
  ]);
  const snapshot = aSnapshot();
  const [first] = snapshot.accounts;
  if (!first) throw new Error('no account');
  own.api.publish({
    ...snapshot,
    accounts: [
      ...snapshot.accounts,
      {
        ...first,
        account_id: 30,
        identity_account_id: 30,
        channel: 'messenger',
        secrets: { app_secret: 'app-secret', verify_token: 'verify-token' },
      },
      {
        ...first,
        account_id: 31,
        identity_account_id: 31,
        channel: 'viber',
        secrets: { auth_token: 'viber-token' },
      },
    ],
  });
  await eventually(async () => ((await handshake('verify-token')).status === 200 ? true : undefined));
});
afterAll(async () => {
  await stopTestIngests();
  await database.close();
});

const handshake = (token: string) =>
  fetch(
    `${own.ingest.url}/webhooks/messenger/30?hub.mode=subscribe&hub.verify_token=${token}&hub.challenge=1158201444`,
  );
const sign = (key: string, body: string) => createHmac('sha256', key).update(body).digest('hex');
const post = (path: string, body: string, headers: Record<string, string>) =>
  fetch(`${own.ingest.url}/webhooks/${path}`, { method: 'POST', headers, body });

const messengerBody = JSON.stringify({
  object: 'page',
  entry: [
    {
      id: '104512345678901',
      time: 1795352401120,
      messaging: [
        {
          sender: { id: '7612345678901234' },
          recipient: { id: '104512345678901' },
          timestamp: 1795352400987,
          postback: {
            mid: 'm_1',
            title: 'Get Started',
            payload: 'GET_STARTED',
            referral: {
              ref: new URL(MESSENGER_LINK).searchParams.get('ref'),
              source: 'SHORTLINK',
              type: 'OPEN_THREAD',
            },
          },
        },
      ],
    },
  ],
});
const context = new URLSearchParams(VIBER_LINK.split('?')[1]).get('context');
const viberBody = `{"event":"conversation_started","timestamp":1795352400987,"message_token":5753750845017966998,"type":"open","context":"${context}","user":{"id":"01234567890A=","name":"Customer"},"subscribed":false}`;
/** A dot is not allowed behind `?start=`, so the same value goes as base64url. */
const start = Buffer.from('vc.ru-messengers-guide-2403').toString('base64url');
const telegramBody = JSON.stringify({
  update_id: 1,
  message: {
    message_id: 512,
    from: { id: 42, is_bot: false, first_name: 'Customer' },
    chat: { id: 42, type: 'private' },
    date: 1795352400,
    text: `/start ${start}`,
  },
});

it('answers the handshake of Messenger, and nobody who does not know the token', async () => {
  const answer = await handshake('verify-token');
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
  expect(await answer.text()).toBe('1158201444');
  expect((await handshake('wrong')).status).toBe(403);
  expect((await fetch(`${own.ingest.url}/webhooks/telegram/7?hub.mode=subscribe`)).status).toBe(403);
});

it("takes the article's refs as touches, and each of them once", async () => {
  const bodies = async () => [
    await post('messenger/30', messengerBody, {
      'x-hub-signature-256': `sha256=${sign('app-secret', messengerBody)}`,
    }),
    await post('viber/31', viberBody, { 'x-viber-content-signature': sign('viber-token', viberBody) }),
    await post('telegram/7', telegramBody, {
      'x-telegram-bot-api-secret-token': 'telegram-secret-of-account-7',
    }),
  ];
  for (const answer of [...(await bodies()), ...(await bodies())]) expect(answer.status).toBe(200);
  const deriver = createDeriver(database.client, () => undefined);
  const rows = await eventually(async () => {
    await deriver.round();
    const found = await database.client.query(
      'SELECT channel, type, ref FROM touches_v1 FINAL WHERE workspace_id = 1 ORDER BY channel',
    );
    return found.length >= 3 ? found : undefined;
  });
  expect(rows).toEqual([
    { channel: 'messenger', type: 'conversation_started', ref: 'vc.ru-messengers-guide-2403' },
    { channel: 'telegram', type: 'conversation_started', ref: 'dmMucnUtbWVzc2VuZ2Vycy1ndWlkZS0yNDAz' },
    { channel: 'viber', type: 'conversation_started', ref: 'vc.ru-messengers-guide-2403' },
  ]);
  // A token above 2^53 is exact to the digit in the row: one digit more or less would be another event.
  const [workspace] = aSnapshot().workspaces;
  const key = new Uint8Array(Buffer.from(workspace?.hash_key ?? '', 'base64'));
  expect(
    await database.client.query(
      "SELECT toString(event_id) AS id FROM events_v1 FINAL WHERE channel = 'viber'",
    ),
  ).toEqual([{ id: String(eventId(key, 31, '5753750845017966998', 'conversation_started')) }]);
});

it.each([
  ['messenger/30', messengerBody, { 'x-hub-signature-256': `sha256=${sign('forged', messengerBody)}` }],
  ['viber/31', viberBody, { 'x-viber-content-signature': sign('forged', viberBody) }],
  ['messenger/30', messengerBody, {}],
  ['telegram/7', telegramBody, { 'x-telegram-bot-api-secret-token': 'telegram-secret-of-account-8' }],
  ['telegram/7', telegramBody, {}],
])('refuses a forged signature at %s', async (path, body, headers) => {
  expect((await post(path, body, headers as Record<string, string>)).status).toBe(401);
});
