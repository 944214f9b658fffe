import { accountOptions, nodeHealth, type Snapshot } from '@parley/contracts';
import { openTestDatabase, type TestDatabase } from '@parley/sql/testing';
import { aSnapshot, eventually, SECRET_TOKEN } from '../testing/fixtures.js';
import { startOwnBot } from '../testing/stand-ins/own-bot.js';
import { startStandInBotApi, type StandInBotApi } from '../testing/stand-ins/stand-in-bot-api.js';
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

function polled(token: string, options: object = {}): Snapshot {
  const snapshot = aSnapshot();
  const accounts = snapshot.accounts.map((account) =>
    account.account_id === 7
      ? {
          ...account,
          options: accountOptions.parse({ reading: 'polling', ...options }),
          secrets: { secret_token: SECRET_TOKEN, bot_token: token },
        }
      : account,
  );
  return { ...snapshot, accounts };
}
async function start(token = telegram.token, options: object = {}): Promise<void> {
  own = await startTestIngest({
    clickhouse: database.settings.ingest,
    upstreams: { telegram: telegram.url, viber: 'http://127.0.0.1:9' },
  });
  own.api.publish(polled(token, options));
}
const reader = async () => {
  const { accounts } = nodeHealth.parse(await (await own.internal('health')).json());
  return accounts.find(({ account_id }) => account_id === 7)?.polling ?? undefined;
};
const says = (words: RegExp) =>
  eventually(async () => {
    const state = await reader();
    return state && words.test(state.error ?? 'fine') ? state : undefined;
  });
const asked = (method = 'getUpdates') => telegram.calls.filter((call) => call.method === method).length;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const stored = (n: number) =>
  eventually(async () => {
    const [row] = await database.client.query<{ n: string; ids: string }>(
      'SELECT toString(count()) AS n FROM events_v1 FINAL',
    );
    return Number(row?.n) === n ? true : undefined;
  });

it('does not ask on with a token that was revoked, says so, and reads with the new one', async () => {
  await start();
  await says(/fine/);
  telegram.refusal = { method: 'getUpdates', code: 401, description: 'Unauthorized' };
  await telegram.write(42, 'ends the poll that is open');
  expect(await says(/revoked/)).toMatchObject({ is_running: false });
  const before = telegram.calls.length;
  await pause(1_500);
  expect(telegram.calls).toHaveLength(before);
  expect(own.log.filter((line) => line.includes('revoked'))).toHaveLength(1);

  telegram.refusal = undefined;
  telegram.token = '7012345678:the-new-token';
  own.api.publish(polled(telegram.token));
  await says(/fine/);
  await stored(1);
  expect(own.log.join()).not.toContain('the-new-token');
});

it.each([
  ['terminated by other getUpdates request', /Only one program may read a bot/],
  ["can't use getUpdates method while webhook is active", /Another program set a webhook/],
])('says who is in the way when Telegram says: %s', async (words, expected) => {
  telegram.refusal = { method: 'getUpdates', code: 409, description: `Conflict: ${words}` };
  await start();
  expect(await says(expected)).toMatchObject({ is_running: false });
  telegram.refusal = undefined;
  await telegram.write(42, 'later');
  await stored(1);
  await says(/fine/);
});

it('waits as long as Telegram asks', async () => {
  telegram.refusal = { method: 'getUpdates', code: 429, description: 'Too Many Requests', retryAfter: 3 };
  await start();
  await says(/429/);
  const at = Date.now();
  const before = asked();
  telegram.refusal = undefined;
  await eventually(() => (asked() > before ? true : undefined));
  // Asked for 3 s, of which the time passed in which the health was asked.
  expect(Date.now() - at).toBeGreaterThan(1_500);
});

it('asks more and more seldom while nobody answers, and goes on by itself', async () => {
  const { port } = new URL(telegram.url);
  await start();
  await says(/fine/);
  await telegram.close();
  expect(await says(/no connection/)).toMatchObject({ is_running: false, last_at: expect.any(Number) });
  telegram = await startStandInBotApi(telegram.token, Number(port));
  await telegram.write(42, 'Hello');
  await stored(1);
  await says(/fine/);
});

it('takes every update at once however slow the own bot is, and offers them in their order', async () => {
  const bot = await startOwnBot();
  try {
    bot.answers = { status: 200, body: '{}', afterMs: 1_500 };
    await start(telegram.token, { forward_url: bot.url });
    await says(/fine/);
    for (let n = 0; n < 4; n++) await telegram.write(42, `message ${n}`);
    await stored(4);
    expect(bot.got.length).toBeLessThan(4);
    bot.answers = { status: 200, body: '{}' };
    await eventually(() => (bot.got.length === 4 ? true : undefined));
    const texts = bot.got.map(({ body }) => (JSON.parse(body) as { message: { text: string } }).message.text);
    expect(texts).toEqual(['message 0', 'message 1', 'message 2', 'message 3']);
  } finally {
    await bot.close();
  }
});
