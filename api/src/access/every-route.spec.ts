import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { REPORT_NAMES, WEEKDAYS } from '@parley/contracts';
import { ProfilesService } from '../profiles/profiles.service.js';
import { openTestApp, type TestApp, type TestWorkspace } from '../testing/test-app.js';

/** Open to whoever comes: signing in and out, health, documentation, the pages of the dashboard. */
const OPEN = new Set([
  'POST /api/auth/sign-in',
  'POST /api/auth/sign-out',
  'GET /healthz',
  'GET /readyz',
  'GET /',
  'GET /*',
]);
const isDocumentation = (route: string) => /^GET \/api\/docs(-json|-yaml|\/|$)/.test(route);

describe('every route', () => {
  let test: TestApp;
  let mine: TestWorkspace;
  let theirs: TestWorkspace;
  /** Things of the other workspace, by the name of the parameter that they fill. */
  let foreign: Record<string, string>;
  let routes: { method: 'GET' | 'POST' | 'PATCH' | 'DELETE' | 'PUT'; url: string }[];

  beforeAll(async () => {
    test = await openTestApp();
    mine = await test.aWorkspace();
    theirs = await test.aWorkspace();
    const create = (path: string, body: object) =>
      test.http().post(`${theirs.path}/${path}`).set('cookie', theirs.cookie).send(body).expect(201);
    const account = await create('accounts', { name: 'Bot', channel: 'telegram', connection: 'webhook' });
    const key = await create('api-keys', { name: 'Key', scopes: ['reports:read'] });
    const member = await create('members', { email: 'new@example.com', name: 'New', role: 'viewer' });
    await test.app.get(ProfilesService).upsert([
      {
        workspace_id: theirs.workspace_id,
        account_id: 1,
        kind: 'agent',
        id: '4711',
        external_id: 'oleg',
        seen_at: 1,
      },
    ]);
    const hours = {
      time_zone: 'UTC',
      versions: [{ effective_from: null, week: Object.fromEntries(WEEKDAYS.map((day) => [day, []])) }],
      days: [],
    };
    const calendar = await create('calendars', { name: 'Always closed', hours });
    const team = await create('teams', { name: 'Sales' });
    const cost = await create('costs/manual', {
      first_day: '2026-10-01',
      last_day: '2026-10-01',
      amount: '1',
      currency: 'RUB',
    });
    const goal = await create('goals', { name: 'Won', rule: { event_type: 'goal_reached' } });
    const funnel = await create('funnels', {
      name: 'Start',
      definition: { steps: [{ event: 'started' }, { event: 'bought' }] },
    });
    const fee = await create('costs/fees', {
      effective_from: '2026-10-01',
      channel: 'whatsapp',
      price: '1',
      currency: 'RUB',
    });
    const costs = await create('costs/imports', { file_name: 'costs.csv', file_bytes: 10 });
    const began = await create('imports', { file_name: 'history.csv', file_bytes: 10 });
    const pinned = await create('pins', { name: 'Mine', address: 'overview' });
    foreign = {
      account_id: account.body.account_id,
      agent_id: '4711',
      contact_id: '4711',
      link_id: '1',
      dialogue_id: '1-1-1',
      calendar_id: calendar.body.calendar_id,
      goal_id: goal.body.goal_id,
      funnel_id: funnel.body.funnel_id,
      api_key_id: key.body.api_key_id,
      cost_id: cost.body.cost_id,
      cost_import_id: costs.body.cost_import_id,
      fee_id: fee.body.fee_id,
      import_id: began.body.import_id,
      pin_id: pinned.body.pins[0].pin_id,
      member_id: member.body.member_id,
      wait_id: '1-1-1',
      name: REPORT_NAMES[0] ?? '',
      team_id: team.body.team_id,
    };
    routes = test.routes
      .filter(({ method }) => method !== 'HEAD' && method !== 'OPTIONS')
      .map(({ method, url }) => ({ method: method as 'GET', url }));
  });
  afterAll(() => test.close());

  const fill = (url: string, workspace: TestWorkspace) =>
    url.replace(':workspace_id', String(workspace.workspace_id)).replaceAll(/:(\w+)/g, (_, name: string) => {
      const value = foreign[name];
      if (value === undefined) throw new Error(`Give the walk a foreign «${name}» to try ${url} with.`);
      return value;
    });
  const send = (method: (typeof routes)[number]['method'], url: string) => {
    const verb = method.toLowerCase() as 'get' | 'post' | 'patch' | 'delete' | 'put';
    const asked = test.http()[verb](url);
    return method === 'GET' || method === 'DELETE'
      ? asked
      : asked.set('content-type', 'application/json').send('{}');
  };
  const guarded = () =>
    routes.filter(({ method, url }) => !OPEN.has(`${method} ${url}`) && !isDocumentation(`${method} ${url}`));

  it('is found', () => {
    expect(routes.length).toBeGreaterThan(30);
    for (const open of OPEN) expect(routes.map(({ method, url }) => `${method} ${url}`)).toContain(open);
  });

  it('is closed to nobody in particular', async () => {
    const open: string[] = [];
    for (const { method, url } of guarded()) {
      const { status } = await send(method, fill(url, theirs));
      if (status !== 401) open.push(`${method} ${url} → ${status}`);
    }
    expect(open).toEqual([]);
  });

  it('of a workspace is nowhere for a member of another', async () => {
    const leaks: string[] = [];
    for (const { method, url } of guarded().filter((route) => route.url.includes(':workspace_id'))) {
      const { status } = await send(method, fill(url, theirs)).set('cookie', mine.cookie);
      if (status !== 404) leaks.push(`${method} ${url} → ${status}`);
    }
    expect(leaks).toEqual([]);
  });

  it('of a workspace is nowhere for a key of another', async () => {
    const made = await test
      .http()
      .post(`${mine.path}/api-keys`)
      .set('cookie', mine.cookie)
      .send({ name: 'all', scopes: ['events:write', 'reports:read'] })
      .expect(201);
    const leaks: string[] = [];
    for (const { method, url } of guarded()) {
      const { status } = await send(method, fill(url, theirs)).set(
        'authorization',
        `Bearer ${made.body.key}`,
      );
      if (![401, 403, 404].includes(status)) leaks.push(`${method} ${url} → ${status}`);
    }
    expect(leaks).toEqual([]);
  });

  it("shows and changes nothing of another's when its number is put into one's own address", async () => {
    const leaks: string[] = [];
    const things = guarded().filter(
      ({ url }) =>
        url.includes(':workspace_id') &&
        /:(account|agent|api_key|calendar|contact|cost|cost_import|dialogue|fee|funnel|import|link|member|pin|team|wait)_id/.test(
          url,
        ),
    );
    expect(things.length).toBeGreaterThan(10);
    for (const { method, url } of things) {
      const { status } = await send(method, fill(url, mine)).set('cookie', mine.cookie);
      if (status !== 404) leaks.push(`${method} ${url} → ${status}`);
    }
    expect(leaks).toEqual([]);
  });

  it('of our own processes is closed to owners and keys', async () => {
    const internal = guarded().filter(({ url }) => url.startsWith('/internal/'));
    expect(internal.length).toBeGreaterThan(6);
    for (const { method, url } of internal) {
      expect((await send(method, url).set('cookie', mine.cookie)).status).toBe(401);
    }
  });
});
