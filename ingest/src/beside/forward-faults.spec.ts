import { accountOptions, type Channel } from '@parley/contracts';
import { openTestDatabase, type TestDatabase } from '@parley/sql/testing';
import { aSnapshot, eventually, SECRET_TOKEN } from '../testing/fixtures.js';
import { startOwnBot, type OwnBot } from '../testing/stand-ins/own-bot.js';
import { startTestIngest, stopTestIngests, type TestIngest } from '../testing/test-ingest.js';
import { patienceOf } from './forward.js';

const TIMEOUT_MS = 500;
/** Telegram's own patience is a minute; a loaded machine is given a tenth of that. */
const PLATFORM_WAITS_MS = 6_000;
const TAKEN = { status: 200, body: '{}' };

let database: TestDatabase;
let bot: OwnBot;
let own: TestIngest;
let messageId = 500;

const write = (text: string) => {
  const chat = { id: 42, type: 'private', first_name: 'Anna' };
  const message = {
    message_id: ++messageId,
    from: { ...chat, is_bot: false },
    chat,
    date: 1795352400 + messageId,
    text,
  };
  return own.postUpdate({ update_id: messageId, message });
};
const offers = (text: string) => bot.got.filter(({ body }) => body.includes(text)).length;
const offered = (text: string, times: number) => eventually(() => (offers(text) >= times ? true : undefined));
/** Rows as they lie there, not merged: a second insert of the same event would be seen. */
const count = async () => {
  const [row] = await database.client.query<{ n: string }>('SELECT toString(count()) AS n FROM events_v1');
  return Number(row?.n);
};
const stored = (n: number) => eventually(async () => ((await count()) >= n ? true : undefined));

beforeAll(async () => {
  [database, bot] = await Promise.all([openTestDatabase(), startOwnBot()]);
  own = await startTestIngest({
    clickhouse: database.settings.ingest,
    forwarding: { timeoutMs: TIMEOUT_MS, retryAfterMs: [200, 400, 800, 1600, 3200] },
  });
  const snapshot = aSnapshot();
  own.api.publish({
    ...snapshot,
    accounts: snapshot.accounts.map((account) =>
      account.account_id === 7
        ? {
            ...account,
            secrets: { secret_token: SECRET_TOKEN },
            options: accountOptions.parse({ forward_url: bot.url }),
          }
        : account,
    ),
  });
  await eventually(async () => {
    await own.postUpdate({ update_id: 1 });
    return bot.got.length > 0 ? true : undefined;
  });
});
afterAll(async () => {
  await stopTestIngests();
  await Promise.all([bot.close(), database.close()]);
});

describe('the platform has its 200, we have the event once, and the bot is offered it again, when the bot', () => {
  it.each<[string, OwnBot['answers']]>([
    ['answers 500', { status: 500, body: 'oops' }],
    ['never answers', 'silent'],
    ['answers after the limit', { ...TAKEN, body: '{"method":"sendMessage"}', afterMs: 3 * TIMEOUT_MS }],
    ['answers more than any answer can be', { status: 200, body: 'x'.repeat(2 * 1024 * 1024) }],
    ['never ends its answer', 'endless'],
  ])('%s', async (name, answers) => {
    const before = await count();
    bot.answers = answers;
    const started = Date.now();
    const answer = await write(name);
    const took = Date.now() - started;
    bot.answers = TAKEN;

    expect([answer.status, await answer.text()]).toEqual([200, '{}']);
    expect(took).toBeLessThan(PLATFORM_WAITS_MS);
    await stored(before + 1);
    await offered(name, 2);
    expect(await count()).toBe(before + 1);
  });

  it('is dead, until it runs again', async () => {
    const before = await count();
    const port = Number(new URL(bot.url).port);
    await bot.close();
    const started = Date.now();
    const answer = await write('while it is dead');
    expect([answer.status, await answer.text()]).toEqual([200, '{}']);
    expect(Date.now() - started).toBeLessThan(PLATFORM_WAITS_MS);
    await stored(before + 1);

    bot = await startOwnBot(port);
    bot.answers = TAKEN;
    await offered('while it is dead', 1);
    expect(await count()).toBe(before + 1);
  });
});

it('never holds later updates back: what is offered again comes after them', async () => {
  bot.answers = { status: 503, body: '' };
  await write('earlier');
  bot.answers = TAKEN;
  await write('later');
  await offered('earlier', 2);
  const order = bot.got.map(({ body }) => /"(earlier|later)"/.exec(body)?.[1]).filter(Boolean);
  expect(order).toEqual(['earlier', 'later', 'earlier']);
});

it.each<[Channel, number]>([
  ['messenger', 5_000],
  ['telegram', 60_000],
])('waits for a bot of %s less than the platform waits for us', (channel, limitMs) => {
  expect(patienceOf(channel)).toBeLessThan(limitMs);
});
