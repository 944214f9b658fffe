import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { manualCost, manualCosts, messageFees } from '@parley/contracts';
import { putMessageFees, standForDays } from '@parley/sql';
import { openTestApp, type TestApp, type TestWorkspace } from '../testing/test-app.js';
import { CostDays } from './cost-days.js';
import { ManualCostRow } from './cost.entities.js';
import { MessageFeesService } from './message-fees.service.js';
import { costsOf, october } from './spec-costs.js';

const BLANK = {
  clicks: null,
  impressions: null,
  source: '',
  medium: '',
  campaign: '',
  content: '',
  term: '',
  ad_id: '',
  channel: null,
  account_id: null,
  note: '',
};

describe('costs', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(() => test.close());

  const sender = (shop: TestWorkspace) => costsOf(test, shop);

  describe('entered by hand', () => {
    it('are spread evenly over their days, to the cent', async () => {
      const { send, spend } = sender(await test.aWorkspace());
      const made = await send('post', 'manual', october({ clicks: 10 })).expect(201);
      expect(manualCost.parse(made.body)).toMatchObject({ ...BLANK, ...october({ clicks: 10 }) });
      const { rows, total } = await spend('day');
      expect(rows.map(({ labels, ad_spend, clicks }) => [labels.day, ad_spend, clicks])).toEqual([
        ['2026-10-03', '33.33', 3],
        ['2026-10-02', '33.33', 3],
        ['2026-10-01', '33.34', 4],
      ]);
      expect(total).toMatchObject({
        ad_spend: '100',
        fees: '0',
        clicks: 10,
        impressions: null,
        unconverted: [],
      });
    });

    it('are replaced as a whole by a change, and gone when taken back', async () => {
      const { send, spend } = sender(await test.aWorkspace());
      const { cost_id } = (await send('post', 'manual', october()).expect(201)).body;
      await send('post', 'manual', october({ source: 'other', amount: '7' })).expect(201);
      const moved = { first_day: '2026-10-03', last_day: '2026-10-04', amount: '10.01' };
      await send('put', `manual/${cost_id}`, october(moved)).expect(200);
      expect(
        (await spend('day,source')).rows.map(({ labels, ad_spend }) => [labels.day, labels.source, ad_spend]),
      ).toEqual([
        ['2026-10-03', 'blog', '5.01'],
        ['2026-10-04', 'blog', '5'],
        ['2026-10-01', 'other', '2.34'],
        ['2026-10-02', 'other', '2.33'],
        ['2026-10-03', 'other', '2.33'],
      ]);
      expect(manualCosts.parse((await send('get', 'manual')).body).costs.map((each) => each.source)).toEqual([
        'blog',
        'other',
      ]);
      await send('delete', `manual/${cost_id}`).expect(204);
      expect((await spend()).total.ad_spend).toBe('7');
      await send('delete', `manual/${cost_id}`).expect(404);
    });

    it('for other messengers are left out where some are asked for; those for none stay', async () => {
      const { send, spend } = sender(await test.aWorkspace());
      await send('post', 'manual', october({ amount: '1' })).expect(201);
      await send('post', 'manual', october({ amount: '2', channel: 'telegram' })).expect(201);
      await send('post', 'manual', october({ amount: '4', channel: 'viber' })).expect(201);
      const days = 'from=2026-10-01&to=2026-11-01';
      expect((await spend('', `${days}&channels=telegram`)).total.ad_spend).toBe('3');
      expect((await spend('channel', `${days}&channels=telegram,viber`)).total.ad_spend).toBe('7');
      await send('get', `spend?${days}&channels=pigeon`).expect(400);
    });

    it('that make no sense are refused with the field', async () => {
      const { send } = sender(await test.aWorkspace());
      const refused = async (more: object) =>
        (await send('post', 'manual', october(more)).expect(400)).body.errors.map(
          (e: { path: string }) => e.path,
        );
      expect(await refused({ last_day: '2026-09-30' })).toEqual(['last_day']);
      expect(await refused({ amount: '1,5' })).toEqual(['amount']);
      expect(await refused({ currency: 'ZZZ' })).toEqual(['currency']);
      expect(await refused({ first_day: '1999-01-01', last_day: '1999-01-01' })).toEqual(['first_day']);
      expect(await refused({ account_id: '999' })).toEqual(['account_id']);
    });

    it('are right again after a change that was lost half way', async () => {
      const shop = await test.aWorkspace();
      const { send, spend } = sender(shop);
      const { workspace_id } = shop;
      const { cost_id } = (await send('post', 'manual', october()).expect(201)).body;
      const sheet_id = Number(cost_id);
      const version = BigInt(Date.now()) * 1000n;
      // As if two changes had told the store and died: a day taken away, and one of a sheet that nobody kept.
      await standForDays(
        test.clickhouse.client,
        [{ workspace_id, sheet_id, day: '2026-10-02', entry_id: 0 }],
        version,
      );
      await standForDays(
        test.clickhouse.client,
        [{ workspace_id, sheet_id: 999, day: '2026-10-02', entry_id: 1 }],
        version,
      );
      expect((await spend()).total.ad_spend).toBe('66.67');
      expect(await test.app.get(CostDays).heal(workspace_id)).toBe(2);
      expect((await spend()).total.ad_spend).toBe('100');
      expect(await test.app.get(CostDays).heal(workspace_id)).toBe(0);
      expect(await test.source.getRepository(ManualCostRow).countBy({ workspace_id })).toBe(1);
    });
  });

  describe('of channels', () => {
    const fee = (more: object = {}) => ({
      effective_from: '2026-10-01',
      channel: 'whatsapp',
      account_id: null,
      category: 'marketing',
      sender: null,
      price: '0.0125',
      currency: 'USD',
      ...more,
    });

    it('are dated prices, one for the same messages from the same day', async () => {
      const shop = await test.aWorkspace();
      const { send } = sender(shop);
      const { fee_id } = (await send('post', 'fees', fee()).expect(201)).body;
      await send('post', 'fees', fee({ effective_from: '2026-11-01', price: '0.014' })).expect(201);
      await send('post', 'fees', fee()).expect(409);
      await send('put', `fees/${fee_id}`, fee({ price: '0.013' })).expect(200);
      const { fees } = messageFees.parse((await send('get', 'fees').expect(200)).body);
      expect(
        fees.map(({ effective_from, price, changed_by }) => [effective_from, price, changed_by]),
      ).toEqual([
        ['2026-11-01', '0.014', shop.email],
        ['2026-10-01', '0.013', shop.email],
      ]);
      const stored = () =>
        test.clickhouse.client.query(
          'SELECT toString(effective_from) AS since, toString(price) AS price FROM message_fees_v1 FINAL WHERE workspace_id = {id:UInt32} ORDER BY since',
          { id: shop.workspace_id },
        );
      expect(await stored()).toEqual([
        { since: '2026-10-01', price: '0.013' },
        { since: '2026-11-01', price: '0.014' },
      ]);
      await send('delete', `fees/${fee_id}`).expect(204);
      expect(await stored()).toEqual([{ since: '2026-11-01', price: '0.014' }]);
      // What nobody kept is taken back at the next start.
      await putMessageFees(test.clickhouse.client, [
        {
          workspace_id: shop.workspace_id,
          fee_id: 9999,
          effective_from: '2026-01-01',
          channel: 'viber',
          account_id: 0,
          category: '',
          sender: '',
          price: '1',
          currency: 'RUB',
          version: 1n,
        },
      ]);
      await test.app.get(MessageFeesService).publish(shop.workspace_id);
      expect(await stored()).toEqual([{ since: '2026-11-01', price: '0.014' }]);
    });

    it('are refused for an account of another channel', async () => {
      const shop = await test.aWorkspace();
      const { send } = sender(shop);
      const account = await test
        .http()
        .post(`${shop.path}/accounts`)
        .set('cookie', shop.cookie)
        .send({ name: 'Bot', channel: 'telegram', connection: 'webhook' });
      const { account_id } = account.body;
      const refused = await send('post', 'fees', fee({ account_id })).expect(400);
      expect(refused.body.errors).toEqual([
        { path: 'account_id', message: 'is an account of another channel' },
      ]);
      await send('post', 'fees', fee({ account_id, channel: 'telegram', category: null })).expect(201);
    });
  });

  it('are changed by owners and analysts, seen by everybody but agents, and every change is kept', async () => {
    const shop = await test.aWorkspace();
    const { send } = sender(shop);
    const analyst = await test.aMember(shop.workspace_id, 'analyst');
    const viewer = await test.aMember(shop.workspace_id, 'viewer');
    const agent = await test.aMember(shop.workspace_id, 'agent');
    await send('post', 'manual', october(), analyst).expect(201);
    await send('post', 'manual', october(), viewer).expect(403);
    for (const where of ['manual', 'fees', 'rates', 'imports', 'spend?from=2026-10-01&to=2026-10-02']) {
      await send('get', where, undefined, viewer).expect(200);
      await send('get', where, undefined, agent).expect(403);
    }
    const audit = await test.http().get(`${shop.path}/audit`).set('cookie', shop.cookie).expect(200);
    expect(audit.body.entries[0]).toMatchObject({
      action: 'costs.entered',
      subject: 'blog',
      details: { days: '2026-10-01 – 2026-10-03', amount: '100 RUB' },
    });
  });
});
