import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bootstrapAnswer, calendarHours, CHANNELS, REPORT_NAMES, ROW_REPORT_NAMES } from '@parley/contracts';
import { DEMO_AGENTS, DEMO_CAMPAIGNS } from '@parley/sql/testing';
import { sendEvents, untilDerived } from '../testing/send-events.js';
import { openTestApp, type TestApp } from '../testing/test-app.js';
import { DEMO_SPENDING } from './demo-costs.js';
import { DEMO_TEAMS } from './demo-service.js';

interface Operation {
  parameters: { name: string; in: string }[];
  responses: object;
}

describe('what our own processes ask', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await openTestApp('here');
  });
  afterAll(() => test.close());

  const ask = (method: 'get' | 'post', path: string, body?: object) => {
    const asked = test
      .http()
      [method](`/internal/${path}`)
      .set('authorization', `Bearer ${test.config.internalToken}`);
    return body === undefined ? asked : asked.send(body);
  };

  it('makes the owner and the workspaces once', async () => {
    const first = bootstrapAnswer.parse((await ask('post', 'bootstrap', { demo: true }).expect(201)).body);
    expect(first).toMatchObject({ created: true, email: 'owner@parley.local' });
    expect(first.workspaces.map(({ kind, name }) => [kind, name])).toEqual([
      ['own', 'My business'],
      ['demo', 'Demo'],
      ['golden', 'Golden set 2017'],
    ]);
    expect(first.workspaces[1]?.accounts.map(({ key }) => key)).toEqual([...CHANNELS]);
    expect(first.workspaces[2]?.accounts).toMatchObject([{ key: 'chat', channel: 'telegram' }]);
    await test
      .http()
      .post('/api/auth/sign-in')
      .send({ email: first.email, password: first.password })
      .expect(204);

    const again = bootstrapAnswer.parse((await ask('post', 'bootstrap', { demo: true }).expect(201)).body);
    expect(again.created).toBe(false);
    expect(again.password).toBeUndefined();
    expect(again.workspaces.map(({ accounts }) => accounts)).toEqual(
      first.workspaces.map(({ accounts }) => accounts),
    );
    await untilDerived(test);
    const definitions = await test.clickhouse.client.query<{ status: string; phrases: number }>(
      'SELECT status, toUInt32(length(courtesy_hashes)) AS phrases FROM definitions_v1 FINAL',
    );
    // The demo's first one had no calendar yet.
    expect(definitions.map(({ status }) => status).sort()).toEqual(['active', 'active', 'active', 'retired']);
    expect(definitions.every(({ phrases }) => phrases > 50)).toBe(true);
  });

  it('gives the demo a calendar, teams of all its agents and targets, once, and the golden set none', async () => {
    const named = DEMO_AGENTS.flatMap(({ id, channels }) => (id === null ? [] : [[channels[0], id]]));
    expect(DEMO_TEAMS.flatMap(({ agents }) => agents).toSorted()).toEqual(named.toSorted());
    const count = async (table: string) =>
      Number((await test.source.query(`SELECT count(*) FROM ${table} WHERE workspace_id = 2`))[0].count);
    const all = ['teams', 'calendars', 'target_versions', 'schedule_versions', 'agent_identities'];
    const counts = await Promise.all(all.map(count));
    expect(counts).toEqual([2, 1, 1, 1, named.length]);
    const [{ hours }] = await test.source.query('SELECT hours FROM calendars');
    expect(calendarHours.parse(hours)).toEqual(hours);
    // Who takes the calendar away does not find it again after the next start.
    await test.source.query('DELETE FROM calendar_assignments');
    await ask('post', 'bootstrap', { demo: true }).expect(201);
    expect(await count('calendar_assignments')).toBe(0);
    const others = await test.source.query('SELECT DISTINCT workspace_id FROM schedule_versions');
    expect(others).toEqual([{ workspace_id: 2 }]);
  });

  it('gives the demo what its channels cost, once', async () => {
    const count = async (table: string) =>
      Number((await test.source.query(`SELECT count(*) FROM ${table} WHERE workspace_id = 2`))[0].count);
    const all = ['manual_costs', 'message_fees'];
    expect(await Promise.all(all.map(count))).toEqual([DEMO_SPENDING.length, 1]);
    // Its campaigns are those that people come by.
    const known = DEMO_CAMPAIGNS.map(({ source, campaign }) => `${source} ${campaign}`);
    for (const { source, campaign } of DEMO_SPENDING) expect(known).toContain(`${source} ${campaign}`);
    await test.source.query('DELETE FROM manual_costs');
    await ask('post', 'bootstrap', { demo: true }).expect(201);
    expect(await count('manual_costs')).toBe(0);
  });

  it('finds an account by name or creates it, in the own workspace unless told otherwise', async () => {
    const body = { name: 'Export', channel: 'telegram', connection: 'import' };
    const made = (await ask('post', 'accounts', body).expect(201)).body;
    expect(made).toMatchObject({ created: true, workspace_id: '1', capabilities: { outgoing: 'always' } });
    expect((await ask('post', 'accounts', body)).body).toMatchObject({
      created: false,
      account_id: made.account_id,
    });
    expect((await ask('post', 'accounts', { ...body, workspace_id: '2' })).body).toMatchObject({
      created: true,
      workspace_id: '2',
    });
    await ask('post', 'accounts', { ...body, workspace_id: '99' }).expect(404);
  });

  it('keeps the newest name, field by field, in whatever order it comes', async () => {
    const record = {
      workspace_id: 1,
      account_id: 1,
      kind: 'contact',
      id: '18446744073709551615',
      external_id: 'c',
    };
    const send = (...profiles: object[]) =>
      ask('post', 'profiles', { profiles: profiles.map((one) => ({ ...record, ...one })) }).expect(204);
    await send({ name: 'New', seen_at: 200 }, { name: 'Old', phone: '+1', seen_at: 100 });
    await send({ name: 'Older', username: 'u\0', seen_at: 50 });
    await send({ phone: '+2', seen_at: 300 }, { workspace_id: 99, name: 'Nowhere', seen_at: 1 });
    const rows = await test.source.query('SELECT name, phone, username, seen_at FROM profiles');
    expect(rows).toEqual([
      { name: 'New', phone: '+2', username: 'u', seen_at: { name: 200, phone: 300, username: 50 } },
    ]);
  });

  it('takes names and ids that PostgreSQL cannot spell, and refuses for good what it cannot hold', async () => {
    const record = { workspace_id: 1, account_id: 1, kind: 'agent', seen_at: 1 };
    const send = (more: object) => ask('post', 'profiles', { profiles: [{ ...record, ...more }] });
    await send({ id: '71', external_id: 'a\0b', name: 'N\0ul' }).expect(204);
    await send({ id: '72', external_id: 'half \ud83d', name: '\udc4d half' }).expect(204);
    const rows = await test.source.query(
      `SELECT external_id, name FROM profiles WHERE kind = 'agent' ORDER BY profile_id`,
    );
    expect(rows).toEqual([
      { external_id: 'ab', name: 'Nul' },
      { external_id: 'half \ufffd', name: '\ufffd half' },
    ]);
    // Not a 5xx, which would be sent again for ever.
    await send({ id: '73', external_id: 'x', name: 'x', account_id: 2 ** 40 }).expect(400);
  });

  it('rebuilds with progress, and is idle afterwards', async () => {
    const answer = await ask('post', 'rebuild', {})
      .buffer(true)
      .parse((response, done) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () => done(null, text));
      });
    const lines = String(answer.body)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.at(-1)).toEqual({ progress: 1, is_done: true });
    expect((await ask('get', 'derivation').expect(200)).body).toEqual({
      is_idle: true,
      lag_ms: 0,
      rebuilding: null,
    });
  });

  it('withdraws what an older mapper made of a body, and derives without it', async () => {
    const { account_id } = (
      await ask('post', 'accounts', { name: 'Replayed', channel: 'telegram', connection: 'webhook' })
    ).body as { account_id: string };
    const message = { type: 'message_received' as const, account_id, contact: { id: 'anna' } };
    await sendEvents(test, 1, [
      { ...message, id: 'm1', occurred_at: '2026-03-02T09:00:00Z' },
      { ...message, id: 'm2', occurred_at: '2026-03-02T09:01:00Z' },
    ]);
    const standing = async () => {
      const [events] = await test.clickhouse.client.query<{ n: string }>(
        `SELECT count() AS n FROM events_v1 FINAL WHERE account_id = ${account_id}`,
      );
      const [dialogues] = await test.clickhouse.client.query<{ n: string }>(
        `SELECT count() AS n FROM dialogues_v1 FINAL WHERE account_id = ${account_id}`,
      );
      return [Number(events?.n), Number(dialogues?.n)];
    };
    expect(await standing()).toEqual([2, 1]);
    const input = { workspace_id: 1, account_id: Number(account_id), delivery_ids: ['1'], mapper_version: 1 };
    expect((await ask('post', 'withdraw', input).expect(200)).body).toEqual({ identities: 0 });
    await ask('post', 'withdraw', { ...input, mapper_version: 2, workspace_id: 2 }).expect(200);
    expect(await standing()).toEqual([2, 1]);
    expect((await ask('post', 'withdraw', { ...input, mapper_version: 2 }).expect(200)).body).toEqual({
      identities: 1,
    });
    for (const until = Date.now() + 30_000; (await standing())[1] !== 0 && Date.now() < until;)
      await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await standing()).toEqual([0, 0]);
    await ask('post', 'withdraw', { ...input, delivery_ids: [] }).expect(400);
    const { body } = await ask('get', 'accounts?workspace_id=1').expect(200);
    expect((body as { accounts: unknown[] }).accounts).toContainEqual({ account_id, name: 'Replayed' });
  });

  it('gives a new password on the command line only', async () => {
    const { password } = (await ask('post', 'reset-password', { email: 'Owner@parley.local' }).expect(201))
      .body;
    await test.http().post('/api/auth/sign-in').send({ email: 'owner@parley.local', password }).expect(204);
    await ask('post', 'reset-password', { email: 'nobody@example.com' }).expect(404);
  });

  it('documents every report and the events API', async () => {
    const { body } = await test.http().get('/api/docs-json').expect(200);
    expect(body.openapi).toMatch(/^3\./);
    for (const name of [...REPORT_NAMES, ...ROW_REPORT_NAMES]) {
      expect(Object.keys(body.paths)).toContain(`/api/workspaces/{workspace_id}/reports/${name}`);
    }
    const overview = body.paths['/api/workspaces/{workspace_id}/reports/overview'].get;
    expect(overview.parameters.map((parameter: { name: string }) => parameter.name)).toEqual(
      expect.arrayContaining(['from', 'to', 'time_zone', 'channels', 'format']),
    );
    const events = body.paths['/v1/events'].post.requestBody.content['application/json'];
    expect(Object.keys(events.examples)).toContain('message_received');
    const signIn = body.paths['/api/auth/sign-in'].post.requestBody.content['application/json'].schema;
    expect(signIn.properties).toHaveProperty('password');
    expect(Object.keys(body.paths).filter((path) => path.startsWith('/internal'))).toEqual([]);
    expect(JSON.stringify(body)).not.toContain('$ref');
    for (const [path, operations] of Object.entries(
      body.paths as Record<string, Record<string, Operation>>,
    )) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const { parameters, responses } of Object.values(operations)) {
        const described = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
        expect([path, described.toSorted()]).toEqual([path, inPath.toSorted()]);
        expect(responses).toHaveProperty('default');
      }
    }
    const page = await test.http().get('/api/docs').expect(200);
    expect(page.text).not.toMatch(/<script>/);
  });

  it('serves the dashboard, its pages and its files', async () => {
    for (const path of ['/', '/w/1/overview?from=2026-11-01', '/index.html']) {
      const page = await test.http().get(path).expect(200);
      expect(page.text).toContain('<title>Parley</title>');
      expect(page.headers['cache-control']).toBe('no-cache');
      expect(page.headers['content-security-policy']).toContain("script-src 'self';");
      expect(page.headers['x-content-type-options']).toBe('nosniff');
    }
    const script = await test.http().get('/main-ABCD1234.js').expect(200);
    expect(script.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    for (const path of ['/missing.js', '/api/nothing', '/internal/nothing', '/..%2f..%2fetc%2fpasswd']) {
      const missing = await test.http().get(path).expect(404);
      expect(missing.headers['content-type']).toContain('application/problem+json');
    }
    await test.http().post('/nowhere').expect(404);
  });

  it.each(['/%', '/%ff', '/api/me/%', `/api/workspaces/${'1'.repeat(300)}/status`])(
    'answers the broken address %s as problem details',
    async (address) => {
      const answer = await test.http().get(address).set('accept-language', 'ru').expect(404);
      expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
      expect(answer.body).toMatchObject({ code: 'not_found', title: 'Не найдено' });
    },
  );

  it('says whether it can answer', async () => {
    await test.http().get('/healthz').expect(200, { product: 'parley', status: 'ok' });
    await test.http().get('/readyz').expect(200, { postgres: true, clickhouse: true });
  });
});
