import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Goal, goalChoices, goalList, goalPreview } from '@parley/contracts';
import { aGoal, aPurchase, aReferral, aStart } from '@parley/sql/testing';
import { sendEvents } from '../testing/send-events.js';
import { openTestApp, type TestApp, type TestWorkspace } from '../testing/test-app.js';

const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

describe('goals', () => {
  let test: TestApp;
  let shop: TestWorkspace;
  let account_id: string;

  beforeAll(async () => {
    test = await openTestApp('here');
    shop = await test.aWorkspace();
    const made = await send('post', 'accounts', {
      name: 'Shop',
      channel: 'telegram',
      connection: 'events_api',
      capabilities: { outgoing: 'always', subscriptions: true },
    }).expect(201);
    account_id = made.body.account_id;
    const anna = (occurred_at: string) => ({ account_id, contact: { id: 'anna' }, occurred_at });
    await sendEvents(test, shop.workspace_id, [
      aStart({ ...anna(ago(20)), ref: 'spring', source: 'vk' }),
      aReferral({ ...anna(ago(12)), ref: 'sale', source: 'mail' }),
      aPurchase({
        ...anna(ago(10)),
        order_id: 'o-1',
        amount: '100',
        currency: 'RUB',
        props: { plan: 'pro' },
      }),
      aPurchase({ ...anna(ago(9)), order_id: 'o-1', amount: '100', currency: 'RUB', props: { plan: 'pro' } }),
      aGoal({ ...anna(ago(8)), goal: 'qualified' }),
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
  const days = `from=${ago(30).slice(0, 10)}&to=${ago(-1).slice(0, 10)}`;
  /** Of each row of the report how many conversions it is credited with. */
  const credited = async (query = '') => {
    const { body } = await send('get', `reports/attribution?${days}&compare_to=none${query}`).expect(200);
    return Object.fromEntries(
      body.rows.map(
        (row: { is_total: boolean; value: string | null; arrival: string; credited_conversions: number }) => [
          row.is_total ? 'total' : (row.value ?? row.arrival),
          row.credited_conversions,
        ],
      ),
    );
  };
  let purchases: Goal;

  it('are purchases and subscriptions in a new workspace, and reports count them', async () => {
    const { goals } = goalList.parse((await send('get', 'goals').expect(200)).body);
    expect(goals.map(({ name, rule }) => [name, rule.event_type, rule.repeats.kind])).toEqual([
      ['Purchases', 'purchase_completed', 'by_order'],
      ['Subscriptions', 'subscribed', 'every'],
    ]);
    purchases = goals[0]!;
    expect(await credited()).toEqual({ mail: 1, vk: 1, total: 2 });
    expect(await credited(`&goal_ids=${purchases.goal_id}`)).toEqual({ mail: 1, vk: 0, total: 1 });
    expect(await credited(`&goal_ids=${purchases.goal_id}&model=linear`)).toEqual({
      mail: 0.5,
      vk: 0.5,
      total: 1,
    });
  });

  it('say before they are saved what they would have counted', async () => {
    const preview = async (rule: object) =>
      goalPreview.parse((await send('post', 'goals/preview', { rule }).expect(200)).body);
    expect(await preview({ event_type: 'purchase_completed', repeats: { kind: 'by_order' } })).toMatchObject({
      events: 2,
      conversions: 1,
      contacts: 1,
      value: 100,
      unconverted: 0,
      currency: 'RUB',
    });
    expect(
      await preview({ event_type: 'purchase_completed', props: [{ key: 'plan', values: ['basic'] }] }),
    ).toMatchObject({ events: 0, conversions: 0 });
    const choices = goalChoices.parse((await send('get', 'goals/choices').expect(200)).body);
    expect(choices).toEqual({ goal_names: ['qualified'], props: [{ key: 'plan', values: ['pro'] }] });
    await send('post', 'goals/preview', {
      rule: { event_type: 'message_received', goal_names: ['won'] },
    }).expect(400);
  });

  it('restate history when they change, leave a trace, and none when they do not', async () => {
    const rule = {
      ...purchases.rule,
      repeats: { kind: 'every' },
      lookback_days: { paid: 7, acquisition: 30, other: 1 },
    };
    await send('patch', `goals/${purchases.goal_id}`, { rule }).expect(200);
    // Of the later touches none is young enough, the one that brought Anna is.
    expect(await credited(`&goal_ids=${purchases.goal_id}`)).toEqual({ vk: 2, total: 2 });
    expect(await credited(`&goal_ids=${purchases.goal_id}&lookback_days=5`)).toEqual({ mail: 2, total: 2 });
    await send('patch', `goals/${purchases.goal_id}`, { rule }).expect(200);
    const entries = (await send('get', 'audit').expect(200)).body.entries as {
      action: string;
      details: object;
    }[];
    expect(entries.filter(({ action }) => action === 'goal.changed')).toHaveLength(1);
  });

  it('name the rows of conversions, and are refused where they are not there or not the reader’s to change', async () => {
    const { rows } = (
      await send('get', `reports/conversions?${days}&goal_ids=${purchases.goal_id}`).expect(200)
    ).body;
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({
      goal_name: 'Purchases',
      order_id: 'o-1',
      credited_share: 1,
      amount: 100,
    });
    const unknown = await send('get', `reports/attribution?${days}&goal_ids=999999`).expect(400);
    expect(unknown.body.errors[0].path).toBe('goal_ids');
    const viewer = await test.aMember(shop.workspace_id, 'viewer');
    await send('get', 'goals', undefined, viewer).expect(200);
    await send('post', 'goals', { name: 'Mine', rule: { event_type: 'rated' } }, viewer).expect(403);
    const taken = await send('post', 'goals', { name: 'purchases', rule: { event_type: 'rated' } }).expect(
      400,
    );
    expect(taken.body.errors[0].path).toBe('name');
  });

  it('are made and removed; a removed one counts nowhere any more', async () => {
    const made = await send('post', 'goals', {
      name: 'Qualified',
      rule: {
        event_type: 'goal_reached',
        goal_names: ['qualified'],
        value: { kind: 'fixed', amount: '5', currency: 'RUB' },
      },
    }).expect(201);
    expect(await credited(`&goal_ids=${made.body.goal_id}`)).toMatchObject({ total: 1 });
    await send('delete', `goals/${made.body.goal_id}`).expect((answer) =>
      expect(answer.status).toBeLessThan(300),
    );
    await send('get', `reports/attribution?${days}&goal_ids=${made.body.goal_id}`).expect(400);
    await send('delete', `goals/${made.body.goal_id}`).expect(404);
  });
});
