import { accountOptions, accountWithSecrets, type AccountOptions } from '@parley/contracts';
import { startOwnBot, startStandInBotApi, type OwnBot, type StandInBotApi } from '@parley/ingest/stand-ins';
import type { Whereabouts } from '../parley.js';
import { ownParley, sessionCookie } from '../start-parley.js';
import { accessibilityProblems, aFreshWorkspace, expect, test } from './journey.js';

const START = '?period=last_7_days&compare_to=none';

/** Telegram, and the business's own bot, which knows nothing of Parley. Each journey has a bot of its own. */
let telegram: StandInBotApi;
let bot: OwnBot;
let bots = 0;

test.beforeEach(async () => {
  telegram = await startStandInBotApi(`70123456${++bots}:stand-in-token`, ownParley().botApiPort);
  bot = await startOwnBot();
});
test.afterEach(() => Promise.all([telegram.close(), bot.close()]));

async function connect(
  parley: Whereabouts,
  workspace: { api: string },
  options: Partial<AccountOptions>,
): Promise<{ account_id: string; secret: string }> {
  const answer = await fetch(`${workspace.api}/accounts`, {
    method: 'POST',
    headers: { cookie: sessionCookie('en'), origin: parley.apiUrl, 'content-type': 'application/json' },
    body: JSON.stringify({
      name: 'Shop bot',
      channel: 'telegram',
      connection: 'webhook',
      secrets: { bot_token: telegram.token },
      options: accountOptions.parse(options),
    }),
  });
  expect(answer.status).toBe(201);
  const { account_id, secrets } = accountWithSecrets.parse(await answer.json());
  return { account_id, secret: secrets['secret_token'] ?? '' };
}

test('a bot that runs elsewhere keeps working while Parley sees both sides', async ({
  page,
  overview,
  parley,
}) => {
  const workspace = await aFreshWorkspace(parley, 'Beside a bot');
  const { account_id, secret } = await connect(parley, workspace, { forward_url: bot.url });
  bot.answers = { status: 200, body: '{"method":"sendMessage","chat_id":42,"text":"Yes, it is."}' };
  telegram.webhook = { url: `${parley.ingestUrl}/webhooks/telegram/${account_id}`, secret_token: secret };

  const say = async (text: string) => {
    const answer = await fetch(`${parley.ingestUrl}/bot${telegram.token}/sendMessage`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-parley-agent-id': '7',
        'x-parley-agent-name': encodeURIComponent('Олег'),
      },
      body: JSON.stringify({ chat_id: 42, text }),
    });
    expect(await answer.json()).toMatchObject({ ok: true, result: { text } });
  };

  await test.step('a person writes, the own bot answers, the person gets the answer', async () => {
    // Until ingest knows the account, Telegram is refused and comes again.
    await expect(async () => {
      if (bot.got.length === 0) await telegram.write(42, 'Is it in stock?');
      expect(bot.got.length).toBeGreaterThan(0);
    }).toPass();
    expect(JSON.parse(bot.got[0]?.body ?? '')).toMatchObject({ message: { text: 'Is it in stock?' } });
    expect(bot.got[0]?.headers['x-telegram-bot-api-secret-token']).toBe(secret);
    expect(telegram.said).toContainEqual({ person: 42, text: 'Yes, it is.' });
  });

  await test.step('Parley shows what came in, and cannot know what was answered', async () => {
    await page.goto(`${workspace.path}/overview${START}`);
    await overview.isLoaded();
    await expect.poll(() => overview.shown('messages_received')).toBe('1');
    await expect.poll(() => overview.shown('messages_sent')).not.toMatch(/\d/);
  });

  await test.step('the bot talks through Parley: the answer is there, with the agent', async () => {
    await say('I have put one aside.');
    await expect.poll(() => overview.shown('messages_sent')).toBe('1');
    // From here on answers are seen, so the next question waits for one.
    await telegram.write(42, 'How much is it?');
    await say('15 euros.');
    await expect(overview.agents().getByRole('row', { name: /Олег/ })).toBeVisible();
    expect(telegram.said).toContainEqual({ person: 42, text: '15 euros.' });
  });

  await test.step('the own bot dies: nothing of ours is lost', async () => {
    await bot.close();
    await telegram.write(42, 'Thank you');
    expect(telegram.lastAnswer?.status).toBe(200);
    await expect.poll(() => overview.shown('messages_received')).toBe('3');
    expect(await accessibilityProblems(page)).toEqual([]);
  });
});

test('a bot is read without a public address, and its number appears by itself', async ({
  page,
  overview,
  parley,
}) => {
  const workspace = await aFreshWorkspace(parley, 'Polled');
  telegram.webhook = { url: 'https://left-behind.example/hook' };
  await connect(parley, workspace, { reading: 'polling' });
  await expect.poll(() => telegram.webhook).toBe(undefined);
  await telegram.write(42, '/start vk_ads-spring_42');
  await telegram.write(42, 'Hello');
  await page.goto(`${workspace.path}/overview${START}`);
  await overview.isLoaded();
  await expect.poll(() => overview.shown('messages_received')).toBe('1');
  await telegram.write(43, 'Good evening');
  await expect.poll(() => overview.shown('messages_received')).toBe('2');
  await expect.poll(() => telegram.waiting()).toBe(0);
});
