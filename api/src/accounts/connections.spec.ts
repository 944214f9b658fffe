import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { account as accountSchema, snapshot } from '@parley/contracts';
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
});
