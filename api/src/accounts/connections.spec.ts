import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { account as accountSchema, connectionTest, snapshot } from '@parley/contracts';
import { openTestApp, type TestApp, type TestWorkspace } from '../testing/test-app.js';

describe('connections', () => {
  let test: TestApp;
  let workspace: TestWorkspace;

  beforeAll(async () => {
    test = await openTestApp();
    workspace = await test.aWorkspace();
  });
  afterAll(() => test.close());

  const send = (method: 'post' | 'patch' | 'get', path: string, body?: object) => {
    const asked = test.http()[method](`${workspace.path}/${path}`).set('cookie', workspace.cookie);
    return body === undefined ? asked : asked.send(body);
  };
  const connect = async (input: object) =>
    (await send('post', 'accounts', { connection: 'webhook', ...input }).expect(201)).body;
  const inSnapshot = async (id: string) => {
    const answer = await test
      .http()
      .get('/internal/snapshot')
      .set('authorization', `Bearer ${test.config.internalToken}`);
    return snapshot.parse(answer.body).accounts.find(({ account_id }) => String(account_id) === id);
  };

  it('takes the secret of a platform and never shows it; its own it shows once', async () => {
    const made = await connect({
      name: 'Page',
      channel: 'messenger',
      secrets: { app_secret: ' from-meta ' },
      options: { forward_url: 'https://bot.example/hook', other_apps: 'agent' },
    });
    expect(Object.keys(made.secrets)).toEqual(['verify_token']);
    expect(made).toMatchObject({ secrets_set: ['app_secret', 'verify_token'], missing_secrets: [] });
    expect(made.webhook_url).toMatch(/\/webhooks\/messenger\/\d+$/);
    const read = accountSchema.parse((await send('get', `accounts/${made.account_id}`).expect(200)).body);
    expect(JSON.stringify([read, (await send('get', 'audit')).body])).not.toContain('from-meta');
    expect(await inSnapshot(made.account_id)).toMatchObject({
      secrets: { app_secret: 'from-meta', verify_token: made.secrets.verify_token },
      options: { reading: 'webhook', forward_url: 'https://bot.example/hook', other_apps: 'agent' },
    });
  });

  it('says what is missing, and takes it later', async () => {
    const made = await connect({ name: 'Viber', channel: 'viber' });
    expect(made).toMatchObject({ secrets: {}, missing_secrets: ['auth_token'] });
    const path = `accounts/${made.account_id}`;
    const changed = await send('patch', path, { secrets: { auth_token: 'viber-token' } }).expect(200);
    expect(changed.body).toMatchObject({ secrets_set: ['auth_token'], missing_secrets: [] });
    expect((await inSnapshot(made.account_id))?.secrets).toEqual({ auth_token: 'viber-token' });
    const wrong = await send('patch', path, { secrets: { app_secret: 'x' } }).expect(400);
    expect(wrong.body.errors).toEqual([{ path: 'secrets.app_secret', message: expect.any(String) }]);
  });

  it('accepts the old secret for the stated time after a rotation', async () => {
    const made = await connect({ name: 'Bot', channel: 'telegram' });
    const path = `accounts/${made.account_id}/rotate-secret`;
    const rotated = await send('post', path, { overlap_hours: 2 }).expect(200);
    expect(rotated.body.previous_secrets_until).not.toBeNull();
    const known = await inSnapshot(made.account_id);
    expect(known?.previous_secrets?.secrets).toEqual(made.secrets);
    expect((known?.previous_secrets?.until ?? 0) - Date.now()).toBeGreaterThan(7_100_000);
    await send('post', path, { overlap_hours: 0 }).expect(200);
    expect((await inSnapshot(made.account_id))?.previous_secrets).toBeNull();
    const viber = await connect({ name: 'V2', channel: 'viber' });
    await send('post', `accounts/${viber.account_id}/rotate-secret`, {}).expect(409);
  });

  it('changes one option and keeps the others', async () => {
    const made = await connect({
      name: 'Bot 2',
      channel: 'telegram',
      secrets: { bot_token: '1:a' },
      options: { reading: 'polling' },
    });
    const changed = await send('patch', `accounts/${made.account_id}`, {
      options: { forward_url: 'https://bot.example/hook' },
    }).expect(200);
    expect(changed.body.options).toEqual({
      reading: 'polling',
      forward_url: 'https://bot.example/hook',
      other_apps: 'bot',
      inbox_url: null,
    });
    await send('patch', `accounts/${made.account_id}`, { options: { forward_url: 'file:///etc' } }).expect(
      400,
    );
    expect(JSON.stringify((await send('get', 'audit')).body)).not.toContain('example/hook');
  });

  it('refuses what could never collect: polling without a token, or elsewhere; an empty secret', async () => {
    const bot = { name: 'Bot 3', channel: 'telegram', connection: 'webhook' };
    await send('post', 'accounts', { ...bot, options: { reading: 'polling' } }).expect(400);
    await send('post', 'accounts', { ...bot, channel: 'viber', options: { reading: 'polling' } }).expect(400);
    await send('post', 'accounts', { ...bot, channel: 'viber', secrets: { auth_token: '  ' } }).expect(400);
  });

  it('says how the accounts are doing, and nothing of others', async () => {
    expect((await send('get', 'accounts/health').expect(200)).body).toMatchObject({ is_complete: false });
  });

  it('tests a connection, in the language of the reader, and says so when ingest is silent', async () => {
    const made = await connect({ name: 'Viber test', channel: 'viber' });
    const tested = await send('post', `accounts/${made.account_id}/test`).expect(200);
    expect(connectionTest.parse(tested.body).checks).toEqual([
      { key: 'secrets', state: 'failed', detail: 'Missing: «Bot token». Paste it under Settings.' },
      { key: 'public_address', state: 'failed', detail: expect.stringContaining('does not answer') },
      { key: 'first_event', state: 'warning', detail: expect.stringContaining('None yet') },
    ]);
    await test.source.query(`UPDATE users SET language = 'ru'`);
    const russian = await send('post', `accounts/${made.account_id}/test`).expect(200);
    expect(russian.body.checks[0].detail).toBe('Не хватает: «Токен бота». Вставьте в настройках.');
    await test.source.query(`UPDATE users SET language = 'en'`);
  });

  it('connects a disconnected account again under its number, with new secrets', async () => {
    const made = await connect({ name: 'Comes back', channel: 'telegram' });
    const path = `accounts/${made.account_id}`;
    await test.http().delete(`${workspace.path}/${path}`).set('cookie', workspace.cookie).expect(204);
    await send('get', path).expect(404);
    const gone = await send('get', 'accounts/disconnected').expect(200);
    expect(gone.body.accounts).toMatchObject([
      { account_id: made.account_id, secrets_set: [], is_active: false },
    ]);
    const again = await send('post', `${path}/reconnect`, {}).expect(200);
    expect(again.body).toMatchObject({ account_id: made.account_id, removed_at: null, is_active: true });
    expect(again.body.secrets.secret_token).not.toBe(made.secrets.secret_token);
    expect((await inSnapshot(made.account_id))?.secrets).toEqual(again.body.secrets);
    await send('post', `${path}/reconnect`, {}).expect(404);
  });

  describe('accounts that show the same chats', () => {
    const helpdesk = { connection: 'events_api', channel: 'telegram' };
    const elsewhere = async (id: string) => {
      const rows = await test.clickhouse.client.query<{ type: string; believed: number }>(
        `SELECT type, counted_in AS believed FROM counted_elsewhere_v1 WHERE account_id = {id:UInt32}`,
        { id: Number(id) },
      );
      return rows.map(({ type, believed }) => [type, String(believed)]);
    };

    it('share people and count once; whom to believe may change, which account only before the first event', async () => {
      const bot = await connect({ name: 'Mirrored bot', channel: 'telegram' });
      const desk = await connect({ name: 'Desk', ...helpdesk, mirror: { account_id: bot.account_id } });
      expect(desk.mirror).toEqual({
        account_id: bot.account_id,
        believes: { incoming: 'mirrored', outgoing: 'this' },
        since: null,
      });
      expect((await inSnapshot(desk.account_id))?.identity_account_id).toBe(Number(bot.account_id));
      expect(await elsewhere(desk.account_id)).toEqual([['message_received', bot.account_id]]);
      expect(await elsewhere(bot.account_id)).toEqual([['message_sent', desk.account_id]]);

      await test.clickhouse.client.insertRows(
        'events_v1',
        ['workspace_id', 'account_id', 'identity_id', 'event_id', 'type', 'occurred_at'],
        [[workspace.workspace_id, Number(desk.account_id), '1', '1', 'message_sent', '2026-03-02T09:00:00Z']],
      );
      const path = `accounts/${desk.account_id}`;
      const believes = { incoming: 'this', outgoing: 'this' };
      await send('patch', path, { mirror: { account_id: bot.account_id, believes } }).expect(200);
      expect(await elsewhere(desk.account_id)).toEqual([]);
      const refused = await send('patch', path, { mirror: null }).expect(409);
      expect(refused.body.detail).toContain('already has events');
      // Let go, it is believed no longer than until now.
      await test.http().delete(`${workspace.path}/${path}`).set('cookie', workspace.cookie).expect(204);
      const [span] = await test.clickhouse.client.query<{ ends: number }>(
        `SELECT toUnixTimestamp(any(until_at)) AS ends FROM counted_elsewhere_v1 WHERE account_id = {id:UInt32}`,
        { id: Number(bot.account_id) },
      );
      expect(Math.abs(Number(span?.ends) - Date.now() / 1000)).toBeLessThan(60);
    });

    it('refuses chains, rings, two of one, and accounts of others', async () => {
      const bot = await connect({ name: 'Bot of two', channel: 'telegram' });
      const desk = await connect({
        name: 'Desk of two',
        ...helpdesk,
        mirror: { account_id: bot.account_id },
      });
      const mirror = (account_id: string) => ({ mirror: { account_id } });
      await send('post', 'accounts', { name: 'Chain', ...helpdesk, ...mirror(desk.account_id) }).expect(409);
      await send('post', 'accounts', { name: 'Second', ...helpdesk, ...mirror(bot.account_id) }).expect(409);
      await send('patch', `accounts/${bot.account_id}`, mirror(desk.account_id)).expect(409);
      await send('patch', `accounts/${bot.account_id}`, mirror(bot.account_id)).expect(400);
      const other = await test.aWorkspace();
      const theirs = await test
        .http()
        .post(`${other.path}/accounts`)
        .set('cookie', other.cookie)
        .send({ name: 'Theirs', channel: 'telegram', connection: 'webhook' })
        .expect(201);
      await send('post', 'accounts', { name: 'Spy', ...helpdesk, ...mirror(theirs.body.account_id) }).expect(
        400,
      );
    });
  });
});
