import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { snapshot } from '@parley/contracts';
import { openTestApp, type TestApp, type TestWorkspace } from '../testing/test-app.js';

describe('accounts, keys and what ingest learns of them', () => {
  let test: TestApp;
  let workspace: TestWorkspace;

  beforeAll(async () => {
    test = await openTestApp();
    workspace = await test.aWorkspace();
  });
  afterAll(() => test.close());

  const send = (method: 'post' | 'patch' | 'delete' | 'get', path: string, body?: object) => {
    const asked = test.http()[method](`${workspace.path}/${path}`).set('cookie', workspace.cookie);
    return body === undefined ? asked : asked.send(body);
  };
  const askSnapshot = (query = '', etag?: string) => {
    const asked = test
      .http()
      .get(`/internal/snapshot${query}`)
      .set('authorization', `Bearer ${test.config.internalToken}`);
    return etag === undefined ? asked : asked.set('if-none-match', etag);
  };

  it('shows the secret of a Telegram bot once, and stores it encrypted', async () => {
    const made = await send('post', 'accounts', {
      name: 'Shop bot',
      channel: 'telegram',
      connection: 'webhook',
    }).expect(201);
    expect(made.body).toMatchObject({
      name: 'Shop bot',
      capabilities: { outgoing: 'auto', subscriptions: true },
      default_sender: 'bot',
      is_active: true,
      webhook_url: `http://127.0.0.1:4301/webhooks/telegram/${made.body.account_id}`,
    });
    const secret: string = made.body.secrets.secret_token;
    expect(secret).toMatch(/^[\w-]{43}$/);
    const listed = await send('get', 'accounts').expect(200);
    expect(listed.body.accounts).toHaveLength(1);
    const elsewhere = JSON.stringify([
      listed.body,
      (await send('get', `accounts/${made.body.account_id}`)).body,
      (await send('get', 'audit')).body,
      await test.source.query('SELECT * FROM accounts'),
    ]);
    expect(elsewhere).not.toContain(secret);
    const known = snapshot.parse((await askSnapshot().expect(200)).body);
    expect(known.accounts[0]?.secrets).toEqual({ secret_token: secret });

    const rotated = await send('post', `accounts/${made.body.account_id}/rotate-secret`).expect(200);
    expect(rotated.body.secrets.secret_token).not.toBe(secret);
    const now = snapshot.parse((await askSnapshot()).body);
    expect(now.accounts[0]?.secrets).toEqual(rotated.body.secrets);
  });

  it('refuses a second account of the same name and channel', async () => {
    const body = { name: 'Twice', channel: 'viber', connection: 'events_api' };
    await send('post', 'accounts', body).expect(201);
    const again = await send('post', 'accounts', body).expect(409);
    expect(again.body.code).toBe('conflict');
    await send('post', 'accounts', { ...body, channel: 'vk' }).expect(201);
  });

  it('writes capabilities where derivation reads them', async () => {
    const made = await send('post', 'accounts', { name: 'P', channel: 'max', connection: 'import' }).expect(
      201,
    );
    const path = `accounts/${made.body.account_id}`;
    const changed = await send('patch', path, {
      capabilities: { outgoing: 'never', subscriptions: true },
      default_sender: 'agent',
    }).expect(200);
    expect(changed.body.capabilities).toEqual({ outgoing: 'never', subscriptions: true });
    const rows = await test.clickhouse.client.query(
      `SELECT outgoing, default_sender, subscriptions FROM account_settings_v1 FINAL
       WHERE account_id = {id:UInt32}`,
      { id: Number(made.body.account_id) },
    );
    expect(rows).toEqual([{ outgoing: 'never', default_sender: 'agent', subscriptions: 1 }]);
  });

  it('keeps a removed account in the filters, but tells ingest to forget it', async () => {
    const made = await send('post', 'accounts', { name: 'Old', channel: 'web', connection: 'webhook' });
    await send('delete', `accounts/${made.body.account_id}`).expect(204);
    await send('get', `accounts/${made.body.account_id}`).expect(404);
    const filters = await send('get', 'filters').expect(200);
    expect(filters.body.accounts).toContainEqual({
      account_id: made.body.account_id,
      name: 'Old',
      channel: 'web',
    });
    const known = snapshot.parse((await askSnapshot()).body);
    expect(known.accounts.map((account) => String(account.account_id))).not.toContain(made.body.account_id);
    await send('post', 'accounts', { name: 'Old', channel: 'web', connection: 'webhook' }).expect(201);
  });

  it('shows an API key once; it opens reports and nothing else, until it is revoked', async () => {
    const made = await send('post', 'api-keys', { name: 'BI', scopes: ['reports:read'] }).expect(201);
    const { key, prefix, api_key_id } = made.body;
    expect(key).toMatch(/^parley_[\w-]{43}$/);
    expect(key.startsWith(prefix)).toBe(true);
    expect(JSON.stringify(await test.source.query('SELECT * FROM api_keys'))).not.toContain(key);
    const withKey = (path: string) =>
      test.http().get(`${workspace.path}/${path}`).set('authorization', `Bearer ${key}`);
    await withKey('reports/overview?from=2026-11-01&to=2026-11-02').expect(200);
    await withKey('accounts').expect(403);
    await send('delete', `api-keys/${api_key_id}`).expect(204);
    await withKey('reports/overview?from=2026-11-01&to=2026-11-02').expect(401);
  });

  it('does not open reports with a key that may only write', async () => {
    const made = await send('post', 'api-keys', { name: 'in', scopes: ['events:write'] }).expect(201);
    await test
      .http()
      .get(`${workspace.path}/reports/overview?from=2026-11-01&to=2026-11-02`)
      .set('authorization', `Bearer ${made.body.key}`)
      .expect(403);
  });

  it('gives the snapshot once per version, and wakes who waits within a second', async () => {
    const first = await askSnapshot().expect(200);
    const etag = first.headers['etag'] ?? '';
    await askSnapshot('', etag).expect(304);

    const begun = Date.now();
    await askSnapshot('?wait=1', etag).expect(304);
    expect(Date.now() - begun).toBeGreaterThanOrEqual(950);

    const waiting = askSnapshot('?wait=30', etag).then((answer) => ({ answer, at: Date.now() }));
    // While it waits, the only connection to the database is free for others.
    const made = await send('post', 'api-keys', { name: 'new', scopes: ['events:write'] }).expect(201);
    const changedAt = Date.now();
    const { answer, at } = await waiting;
    expect(answer.status).toBe(200);
    expect(answer.headers['etag']).not.toBe(etag);
    expect(at - changedAt).toBeLessThan(1_000);
    expect(made.body.key).toBeTruthy();
  });

  it('never lets the secrets of a workspace into the snapshot of nobody', async () => {
    await test.http().get('/internal/snapshot').expect(401);
    await test.http().get('/internal/snapshot').set('authorization', 'Bearer wrong').expect(401);
  });
});
