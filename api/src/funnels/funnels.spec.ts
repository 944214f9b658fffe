import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { READY_MADE_FUNNELS, type SavedFunnel, savedFunnelList } from '@parley/contracts';
import { aGoal, aMessage, aPurchase, aStart } from '@parley/sql/testing';
import { sendEvents } from '../testing/send-events.js';
import { openTestApp, type TestApp, type TestWorkspace } from '../testing/test-app.js';

const PERIOD = 'from=2026-03-01&to=2026-03-08&compare_to=none';
const FUNNEL = { window_seconds: 86_400, steps: [{ event: 'started' }, { event: 'bought' }] };

describe('funnels', () => {
  let test: TestApp;
  let shop: TestWorkspace;
  beforeAll(async () => {
    test = await openTestApp('here');
    shop = await test.aWorkspace();
    const { body } = await send('post', 'accounts', {
      name: 'Shop',
      channel: 'telegram',
      connection: 'events_api',
      capabilities: { outgoing: 'always', subscriptions: true },
    }).expect(201);
    const of = (id: string, occurred_at: string) => ({
      account_id: body.account_id as string,
      contact: { id, name: `Name of ${id}` },
      occurred_at,
    });
    await sendEvents(test, shop.workspace_id, [
      aStart({ ...of('anna', '2026-03-02T09:00:00Z'), ref: 'spring' }),
      aMessage(of('anna', '2026-03-02T09:01:00Z')),
      aPurchase(of('anna', '2026-03-02T10:00:00Z')),
      aStart(of('ben', '2026-03-03T09:00:00Z')),
      aGoal({ ...of('ben', '2026-03-03T09:30:00Z'), goal: 'qualified' }),
    ]);
  });
  afterAll(() => test.close());

  const send = (
    method: 'post' | 'get' | 'patch' | 'delete',
    path: string,
    body?: object,
    cookie = shop.cookie,
  ) => {
    const asked = test.http()[method](`${shop.path}/${path}`).set('cookie', cookie);
    return body === undefined ? asked : asked.send(body);
  };
  const report = (name: string, query: string) => send('get', `reports/${name}?${PERIOD}&${query}`);
  const inUrl = (funnel: object) => `funnel=${encodeURIComponent(JSON.stringify(funnel))}`;

  it('measure times from a step to a later one only', async () => {
    const times = (places: string) => report('funnel-times', `${inUrl(FUNNEL)}&${places}`);
    await times('').expect(200);
    await times('from_step=1&to_step=9').expect(200);
    for (const places of ['from_step=2', 'from_step=2&to_step=1', 'to_step=1', 'from_step=9&to_step=9']) {
      const { body } = await times(places).expect(400);
      expect(body.errors).toMatchObject([{ path: 'from_step' }]);
    }
    expect((await times('from_step=9&to_step=9').expect(400)).body.errors[0].message).toBe(
      'step 2 is not before to_step, step 2; the funnel has 2 steps, so from_step may be 1 to 1',
    );
    const people = (places: string) =>
      send('get', `reports/funnel-contacts?from=2026-03-01&to=2026-03-08&${inUrl(FUNNEL)}&${places}`);
    for (const places of ['', 'step=1', 'step=2', 'from_step=1&step=2', 'from_step=1&step=1'])
      await people(places).expect(200);
    for (const places of ['from_step=2', 'from_step=2&step=2', 'from_step=3&step=5'])
      await people(places).expect(400);
  });

  it('are asked in the address, and by default as the first ready-made one', async () => {
    const { body } = await report('funnel', inUrl(FUNNEL)).expect(200);
    expect(
      body.rows.map((row: Record<string, unknown>) => [row['step_event'], row['units_reached']]),
    ).toEqual([
      ['started', 2],
      ['bought', 1],
    ]);
    expect(body.meta.asked.funnel).toMatchObject({ order: 'ordered', window_seconds: 86_400 });
    const usual = (await report('funnel', '').expect(200)).body;
    expect(usual.meta.asked.funnel).toEqual(READY_MADE_FUNNELS[0].definition);
  });

  it('name the step that is wrong', async () => {
    const wrong = { steps: [{ event: 'started' }, { event: 'bought', goal_names: ['won'] }] };
    const { body } = await report('funnel', inUrl(wrong)).expect(400);
    expect(body.errors).toEqual([
      {
        path: 'funnel.steps.1.goal_names',
        message: 'Step 2 (Bought) has no goal_names; it can be narrowed by channels, account_ids, props',
      },
    ]);
    const broken = (await report('funnel', 'funnel=%7Bsteps').expect(400)).body;
    expect(broken.errors[0]).toMatchObject({ path: 'funnel', message: expect.stringContaining('JSON') });
  });

  it('list who got to a step, as many as it says', async () => {
    const asked = `${inUrl(FUNNEL)}&outcome=reached&step=1&from=2026-03-01&to=2026-03-08`;
    const { body } = await send('get', `reports/funnel-contacts?${asked}`).expect(200);
    expect(body.meta.total).toBe(2);
    expect(body.rows.map((row: Record<string, unknown>) => [row['entered_at'], row['funnel_state']])).toEqual(
      [
        ['2026-03-03T09:00:00.000Z', 'dropped'],
        ['2026-03-02T09:00:00.000Z', 'converted'],
      ],
    );
    const lost = await send(
      'get',
      `reports/funnel-contacts?${asked.replace('reached&step=1', 'lost&step=2')}`,
    );
    expect(lost.body.meta.total).toBe(1);
  });

  it('are saved, changed, duplicated and removed, with a trace of each', async () => {
    const made = (await send('post', 'funnels', { name: 'Start', definition: FUNNEL }).expect(201))
      .body as SavedFunnel;
    expect(made.definition).toMatchObject({ unit: 'contact', window_seconds: 86_400 });
    const taken = await send('post', 'funnels', { name: 'START', definition: FUNNEL }).expect(400);
    expect(taken.body.errors[0].path).toBe('name');
    const asked = (await report('funnel', `funnel_id=${made.funnel_id}`).expect(200)).body;
    expect(asked.rows.map((row: Record<string, unknown>) => row['units_reached'])).toEqual([2, 1]);
    const people = `reports/funnel-contacts?from=2026-03-01&to=2026-03-08&funnel_id=${made.funnel_id}`;
    // Without a step everybody who entered.
    expect((await send('get', people)).body.meta.total).toBe(2);
    expect((await send('get', `${people}&step=2`)).body.meta.total).toBe(1);

    const twin = (await send('post', `funnels/${made.funnel_id}/duplicate`).expect(201)).body as SavedFunnel;
    expect([twin.name, twin.definition]).toEqual(['Start (2)', made.definition]);
    const definition = { ...FUNNEL, steps: [...FUNNEL.steps, { event: 'goal_reached' }] };
    await send('patch', `funnels/${made.funnel_id}`, { definition }).expect(200);
    await send('patch', `funnels/${made.funnel_id}`, { definition }).expect(200);
    expect((await report('funnel', `funnel_id=${made.funnel_id}`).expect(200)).body.rows).toHaveLength(3);

    await send('delete', `funnels/${twin.funnel_id}`).expect((answer) =>
      expect(answer.status).toBeLessThan(300),
    );
    const { funnels } = savedFunnelList.parse((await send('get', 'funnels').expect(200)).body);
    expect(funnels.map(({ name }) => name)).toEqual(['Start']);
    await report('funnel', `funnel_id=${twin.funnel_id}`).expect(400);
    const { entries } = (await send('get', 'audit').expect(200)).body as { entries: { action: string }[] };
    expect(entries.map(({ action }) => action).filter((action) => action.startsWith('funnel.'))).toEqual([
      'funnel.removed',
      'funnel.changed',
      'funnel.created',
      'funnel.created',
    ]);
  });

  it('are for every reader of reports to see, and for those who analyse and lead to change', async () => {
    for (const role of ['analyst', 'team_lead', 'viewer'] as const) {
      const cookie = await test.aMember(shop.workspace_id, role);
      await send('get', 'funnels', undefined, cookie).expect(200);
      await send('post', 'funnels', { name: `Of ${role}`, definition: FUNNEL }, cookie).expect(
        role === 'viewer' ? 403 : 201,
      );
    }
    const agent = await test.aMember(shop.workspace_id, 'agent');
    await send('get', 'funnels', undefined, agent).expect(403);
  });
});
