import { accountOptions, type Snapshot } from '@parley/contracts';
import { openTestDatabase, type TestDatabase } from '@parley/sql/testing';
import { aSnapshot, eventually, SECRET_TOKEN } from '../testing/fixtures.js';
import { startOwnBot, type OwnBot } from '../testing/stand-ins/own-bot.js';
import { startStandInBotApi, type StandInBotApi } from '../testing/stand-ins/stand-in-bot-api.js';
import { startTestIngest, stopTestIngests, type TestIngest } from '../testing/test-ingest.js';

let database: TestDatabase;
let telegram: StandInBotApi;
let bot: OwnBot;
let own: TestIngest;

/** Account 7 is the bot of the stand-in. */
function withBot(options: object): Snapshot {
  const snapshot = aSnapshot();
  return {
    ...snapshot,
    accounts: snapshot.accounts.map((account) =>
      account.account_id === 7
        ? {
            ...account,
            options: accountOptions.parse(options),
            secrets: { secret_token: SECRET_TOKEN, bot_token: telegram.token },
          }
        : account,
    ),
  };
}
async function start(options: object, more: object = {}): Promise<void> {
  own = await startTestIngest({
    clickhouse: database.settings.ingest,
    upstreams: { telegram: telegram.url, viber: 'http://127.0.0.1:9' },
    ...more,
  });
  own.api.publish(withBot(options));
  await eventually(async () => {
    const answer = await fetch(`${own.ingest.url}/bot${telegram.token}/getMe`);
    return answer.status === 200 ? true : undefined;
  });
}
const count = async (where = '1') => {
  const [row] = await database.client.query<{ n: string }>(
    `SELECT toString(count()) AS n FROM events_v1 FINAL WHERE ${where}`,
  );
  return Number(row?.n);
};
const stored = (n: number, where?: string) =>
  eventually(async () => ((await count(where)) === n ? true : undefined));

beforeEach(async () => {
  [database, telegram, bot] = await Promise.all([openTestDatabase(), startStandInBotApi(), startOwnBot()]);
});
afterEach(async () => {
  await stopTestIngests();
  await Promise.all([telegram.close(), bot.close(), database.close()]);
});

describe('forwarding', () => {
  const webhook = () => {
    telegram.webhook = { url: `${own.ingest.url}/webhooks/telegram/7`, secret_token: SECRET_TOKEN };
  };

  it('keeps a bot that runs elsewhere working: untouched body, its secret, its own answer', async () => {
    await start({ forward_url: bot.url });
    webhook();
    await telegram.write(42, 'Hello');
    expect(bot.got).toHaveLength(1);
    expect(bot.got[0]?.headers['x-telegram-bot-api-secret-token']).toBe(SECRET_TOKEN);
    expect(JSON.parse(bot.got[0]?.body ?? '')).toMatchObject({ message: { text: 'Hello' } });
    expect(telegram.lastAnswer).toEqual({
      status: 200,
      body: '{"method":"sendMessage","chat_id":42,"text":"Hi"}',
    });
    await stored(1);
  });

  it.each([
    ['answers 500', { status: 500, body: 'oops' }],
    ['sends us elsewhere', { status: 302, body: '', headers: { location: 'http://127.0.0.1:9/' } }],
  ])('loses nothing of ours when the bot %s, and offers the update again', async (_name, answers) => {
    await start({ forward_url: bot.url });
    webhook();
    bot.answers = answers;
    await telegram.write(42, 'Hello');
    expect(telegram.lastAnswer).toEqual({ status: 200, body: '{}' });
    expect(await own.metric('parley_ingest_forward_failures_total')).toBe(1);
    await stored(1);
    bot.answers = { status: 200, body: '{}' };
    await eventually(() => (bot.got.length >= 2 ? true : undefined));
    expect(await count()).toBe(1);
  });

  it('sends nothing round in circles', async () => {
    await start({ forward_url: bot.url });
    const answer = await own.postUpdate(
      { update_id: 1 },
      { 'x-telegram-bot-api-secret-token': SECRET_TOKEN, 'x-parley-forwarded': '1' },
    );
    expect(answer.status).toBe(200);
    expect(bot.got).toHaveLength(0);
  });
});

describe('polling', () => {
  it('reads a bot without a public address, each update once, also after a restart', async () => {
    telegram.webhook = { url: 'https://old.example/hook' };
    await start({ reading: 'polling' });
    await eventually(() => (telegram.webhook === undefined ? true : undefined));
    await telegram.write(42, '/start vk_ads-spring_42');
    await telegram.write(42, 'Hello');
    await stored(2);
    await own.stop();

    await telegram.write(43, 'while nobody reads');
    await start({ reading: 'polling' }, { dir: own.config.dir });
    await stored(3);
    await eventually(() => (telegram.waiting() === 0 ? true : undefined));
    expect(await count("ref = 'vk_ads-spring_42' AND type = 'conversation_started'")).toBe(1);
  });

  it('gives what it reads to the own bot too', async () => {
    await start({ reading: 'polling', forward_url: bot.url });
    await telegram.write(42, 'Hello');
    await eventually(() => (bot.got.length === 1 ? true : undefined));
    expect(bot.got[0]?.headers['x-telegram-bot-api-secret-token']).toBe(SECRET_TOKEN);
  });
});

describe('registration', () => {
  it('tells Telegram where to call, with the secret and every kind of update', async () => {
    await start({}, { publicUrl: 'https://collect.example' });
    await eventually(() => (telegram.webhook ? true : undefined));
    expect(telegram.webhook).toMatchObject({
      url: 'https://collect.example/webhooks/telegram/7',
      secret_token: SECRET_TOKEN,
    });
    expect(telegram.webhook?.allowed_updates).toEqual(
      expect.arrayContaining(['message', 'message_reaction', 'business_message', 'my_chat_member']),
    );
  });

  it('never silences a bot that has a webhook of its own, unless it is forwarded to', async () => {
    telegram.webhook = { url: 'https://shop.example/hook' };
    await start({}, { publicUrl: 'https://collect.example' });
    await eventually(() => (own.log.join().includes('has another webhook') ? true : undefined));
    expect(telegram.webhook).toEqual({ url: 'https://shop.example/hook' });
    own.api.publish(withBot({ forward_url: bot.url }));
    await eventually(() => (telegram.webhook?.secret_token === SECRET_TOKEN ? true : undefined));
  });

  it('leaves the webhook alone while nobody can reach us', async () => {
    await start({});
    expect(telegram.calls.map(({ method }) => method)).not.toContain('setWebhook');
  });
});
