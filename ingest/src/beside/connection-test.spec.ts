import { accountOptions, type NodeCheck, nodeConnectionTest, type Snapshot } from '@parley/contracts';
import { aSnapshot, eventually, INTERNAL_TOKEN, SECRET_TOKEN } from '../testing/fixtures.js';
import { startOwnBot, type OwnBot } from '../testing/stand-ins/own-bot.js';
import { startStandInBotApi, type StandInBotApi } from '../testing/stand-ins/stand-in-bot-api.js';
import { startTestIngest, stopTestIngests, type TestIngest } from '../testing/test-ingest.js';
import { ALLOWED_UPDATES } from './bot-api.js';

let telegram: StandInBotApi;
let bot: OwnBot;
let own: TestIngest;

function snapshotWith(options: object, secrets: Record<string, string>): Snapshot {
  const snapshot = aSnapshot();
  const accounts = snapshot.accounts.map((account) =>
    account.account_id === 7
      ? {
          ...account,
          options: accountOptions.parse(options),
          secrets: { secret_token: SECRET_TOKEN, ...secrets },
        }
      : account,
  );
  return { ...snapshot, accounts };
}
const ask = async (token = INTERNAL_TOKEN) =>
  fetch(`${own.ingest.url}/internal/connection-test?account_id=7`, {
    headers: { authorization: `Bearer ${token}` },
  });
/** Asks until the snapshot has come and `isReady`. */
const tested = (isReady: (checks: NodeCheck[]) => boolean = () => true) =>
  eventually(async () => {
    const { checks } = nodeConnectionTest.parse(await (await ask()).json());
    return checks.some(({ finding }) => finding === 'unknown_yet') || !isReady(checks) ? undefined : checks;
  });
const brief = (checks: NodeCheck[]) => checks.map(({ key, state, finding }) => [key, state, finding]);

async function start(options: object, secrets: Record<string, string> = { bot_token: telegram.token }) {
  own = await startTestIngest({ upstreams: { telegram: telegram.url, viber: 'http://127.0.0.1:9' } });
  own.api.publish(snapshotWith(options, secrets));
}

beforeEach(async () => {
  [telegram, bot] = await Promise.all([startStandInBotApi(), startOwnBot()]);
});
afterEach(async () => {
  await stopTestIngests();
  await Promise.all([telegram.close(), bot.close()]);
});

it('is for the api alone', async () => {
  await start({});
  expect((await ask('somebody-else-with-a-token')).status).toBe(401);
});

it('says what is in place: the bot, its webhook, what waits and what failed, its kinds, the own bot', async () => {
  await start({ forward_url: bot.url });
  telegram.webhook = {
    url: 'https://parley.example/webhooks/telegram/7',
    allowed_updates: [...ALLOWED_UPDATES],
  };
  const ready = (checks: NodeCheck[]) => checks.some(({ key }) => key === 'forward');
  expect(brief(await tested(ready))).toEqual([
    ['public_address', 'failed', 'address_missing'],
    ['token', 'ok', 'token_ok'],
    ['webhook', 'ok', 'webhook_ok'],
    ['allowed_updates', 'ok', 'kinds_ok'],
    ['forward', 'ok', 'forward_ok'],
  ]);
  // The own bot was asked whether it is there, and sent nothing that it could take for an update.
  expect(bot.got.every(({ body }) => body === '')).toBe(true);

  bot.answers = { status: 503, body: 'down' };
  telegram.webhook.allowed_updates = ALLOWED_UPDATES.filter((kind) => kind !== 'message_reaction');
  telegram.lastError = {
    last_error_date: Math.floor(Date.now() / 1000) - 120,
    last_error_message: 'Wrong response from the webhook: 502 Bad Gateway',
  };
  const [, , webhook, kinds, forward] = await tested();
  expect(webhook).toMatchObject({
    state: 'warning',
    finding: 'webhook_error',
    values: { minutes: '2', error: 'Wrong response from the webhook: 502 Bad Gateway' },
  });
  expect(kinds).toMatchObject({ state: 'warning', values: { kinds: 'message_reaction' } });
  expect(forward).toMatchObject({ state: 'failed', finding: 'forward_error', values: { status: '503' } });
});

it('says what is wrong: a webhook that leads elsewhere, a wrong token, a bot that is not there', async () => {
  await start({ forward_url: 'http://127.0.0.1:9/bot' });
  telegram.webhook = { url: 'https://bot.example/hook/secret-part' };
  const checks = await tested((all) => all.some(({ key }) => key === 'forward'));
  expect(brief(checks)).toEqual([
    ['public_address', 'failed', 'address_missing'],
    ['token', 'ok', 'token_ok'],
    ['webhook', 'failed', 'webhook_elsewhere'],
    ['allowed_updates', 'warning', 'kinds_missing'],
    ['forward', 'failed', 'forward_silent'],
  ]);
  expect(JSON.stringify(checks)).not.toContain('secret-part');
  own.api.publish(snapshotWith({}, { bot_token: '1:wrong' }));
  const wrong = await tested((all) => all.some(({ finding }) => finding === 'token_wrong'));
  expect(brief(wrong)).toContainEqual(['token', 'failed', 'token_wrong']);
});

it('needs no address to read a bot, and says whether that goes on', async () => {
  await start({ reading: 'polling' });
  const checks = await tested((all) => all.some(({ finding }) => finding === 'polling_ok'));
  expect(brief(checks)).toEqual([
    ['public_address', 'ok', 'address_not_needed'],
    ['token', 'ok', 'token_ok'],
    ['polling', 'ok', 'polling_ok'],
  ]);
});
