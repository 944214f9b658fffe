import { nodeHealth, nodeQuarantinePage, type NodeHealth } from '@parley/contracts';
import { aSnapshot, eventually } from '../testing/fixtures.js';
import { startOwnBot } from '../testing/stand-ins/own-bot.js';
import { startTestIngest, stopTestIngests, type TestIngest } from '../testing/test-ingest.js';

let own: TestIngest;
beforeEach(async () => {
  own = await startTestIngest();
});
afterEach(stopTestIngests);

const update = (message_id: number, chat: object = { id: 42, type: 'private' }) => ({
  update_id: 1000 + message_id,
  message: {
    message_id,
    from: { id: 42, is_bot: false, first_name: 'Anna' },
    chat,
    date: 1795352400,
    text: 'Hi',
  },
});
const inGroup = (message_id: number) => update(message_id, { id: -100, type: 'group' });
const health = async (of = own): Promise<NodeHealth> =>
  nodeHealth.parse(await (await of.internal('health')).json());
const account = async (accountId: number, of = own) =>
  (await health(of)).accounts.find(({ account_id }) => account_id === accountId);
const page = async (query: string) =>
  nodeQuarantinePage.parse(await (await own.internal(`quarantine?${query}`)).json());

it.each([
  ['health', undefined],
  ['quarantine?workspace_id=1', undefined],
  ['quarantine/dismiss', { workspace_id: 1, entry_ids: [] }],
  ['replay', { workspace_id: 1, what: 'vault' }],
])('shows %s to nobody without the internal token', async (path, body) => {
  for (const token of ['', 'wrong', 'parley_key_of_workspace_1']) {
    expect((await own.internal(path, body, token)).status).toBe(401);
  }
  expect((await own.internal(path, body)).status).toBe(200);
});

it('says what came, what came again, and what was refused', async () => {
  const began = Date.now();
  await own.postUpdate(update(1));
  await own.postUpdate(update(2));
  await own.postUpdate(update(1));
  await own.postUpdate(update(3), { 'x-telegram-bot-api-secret-token': 'wrong' });
  await own.postUpdate(inGroup(4));
  await own.postUpdate(inGroup(5));
  const told = await account(7);
  expect(told).toEqual({
    account_id: 7,
    refused_signatures: 1,
    last_refused_at: expect.any(Number) as number,
    accepted: 3,
    duplicates: 1,
    quarantined: 2,
    forward_failures: 0,
    last_forward_error: null,
    polling: null,
  });
  expect(told?.last_refused_at).toBeGreaterThanOrEqual(began);
  expect(await account(20)).toMatchObject({ accepted: 0, refused_signatures: 0, quarantined: 0 });
  const { spool, unmapped } = await health();
  expect(spool.records).toBe(3);
  expect(spool.oldest_at).toBeGreaterThanOrEqual(began);
  expect(unmapped).toEqual([
    {
      workspace_id: 1,
      account_id: 7,
      reason: 'message in a group, not a private chat',
      count: 2,
      last_at: expect.any(Number) as number,
    },
  ]);
});

it('still knows after a restart', async () => {
  await own.postUpdate(update(1));
  await own.postUpdate(inGroup(2));
  await own.postUpdate(update(3), { 'x-telegram-bot-api-secret-token': 'wrong' });
  const before = await health();
  await own.stop();
  const next = await startTestIngest({ dir: own.config.dir });
  expect(await health(next)).toEqual(before);
});

it('says why the own bot did not take what was forwarded', async () => {
  const bot = await startOwnBot();
  bot.answers = { status: 500, body: '' };
  const snapshot = aSnapshot();
  for (const each of snapshot.accounts) each.options = { ...each.options, forward_url: bot.url };
  own.api.publish(snapshot);
  await eventually(async () => {
    await own.postUpdate(update(1));
    return (await account(7))?.forward_failures ? true : undefined;
  });
  expect((await account(7))?.last_forward_error).toBe('it answered 500');
  await bot.close();
});

it('lists quarantine newest first, by pages, and never another workspace', async () => {
  for (let n = 1; n <= 60; n++) await own.postUpdate(inGroup(n));
  await own.postUpdate(
    inGroup(61),
    { 'x-telegram-bot-api-secret-token': 'telegram-secret-of-account-20' },
    '20',
  );
  const first = await page('workspace_id=1&with_body=1');
  expect([first.entries.length, first.total]).toEqual([50, 60]);
  const second = await page(`workspace_id=1&before=${first.next_before}`);
  expect([second.entries.length, second.next_before]).toEqual([10, null]);
  const ids = [...first.entries, ...second.entries].map(({ entry_id }) => Number(entry_id));
  expect(ids).toEqual([...new Set(ids)].sort((one, other) => other - one));
  expect(first.entries[0]).toMatchObject({
    account_id: 7,
    source: 'webhook',
    reason: 'message in a group, not a private chat',
    can_replay: true,
    is_full: false,
  });
  expect(JSON.parse(first.entries[0]?.body ?? '')).toMatchObject({
    message: { text: { kind: 'text', length: 2 } },
  });
  expect(second.entries[0]?.body).toBe('');
  expect((await page('workspace_id=1&account_id=8')).total).toBe(0);
  expect((await page('workspace_id=2')).entries.map(({ account_id }) => account_id)).toEqual([20]);
});

it('takes away what is dismissed, and only what is of that workspace', async () => {
  await own.postUpdate(inGroup(1));
  await own.postUpdate(inGroup(2));
  const [newest] = (await page('workspace_id=1')).entries;
  const dismiss = async (workspace_id: number, entry_ids: string[]) =>
    (await own.internal('quarantine/dismiss', { workspace_id, entry_ids })).json();
  const entry_ids = [newest?.entry_id ?? '', newest?.entry_id ?? '', '1', 'x'];
  expect(await dismiss(2, entry_ids)).toEqual({ dismissed: 0 });
  expect(await dismiss(1, entry_ids)).toEqual({ dismissed: 1 });
  expect(await dismiss(1, entry_ids)).toEqual({ dismissed: 0 });
  expect(await page('workspace_id=1')).toMatchObject({ total: 1, next_before: null });
  expect(own.ingest.quarantine.count()).toBe(1);
});

it.each([
  ['quarantine', undefined],
  ['quarantine?workspace_id=x', undefined],
  ['quarantine/dismiss', { workspace_id: 1 }],
  ['replay', { workspace_id: 1, what: 'everything' }],
  ['replay', { workspace_id: 12345, what: 'vault' }],
])('refuses what it cannot read at %s', async (path, body) => {
  const answer = await own.internal(path, body);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ code: 'invalid_request' });
});
