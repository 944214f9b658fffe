import { ATTRIBUTION_MODELS, type AttributionModel, goalRule } from '@parley/contracts';
import {
  type CostLine,
  putCurrencyRates,
  putMessageFees,
  standForDays,
  writeCostLines,
} from '../../costs/write-costs.js';
import { openTestDatabase, type TestDatabase } from '../../testing/database.js';
import { aBlock, aDelivery, aPurchase, aReferral, aReply, aStart } from '../../testing/factories/index.js';
import { anAccount, openWorkspace } from '../../testing/workspace.js';
import { runReport, type ReportRow } from '../index.js';

const at = (time: string) => ({ occurred_at: time });
const of = (id: string) => ({ contact: { id } });

/** Monday, 2 March, in Moscow, looked at when everything is 60 days old. */
const march2 = {
  from: new Date('2026-03-01T21:00:00Z'),
  to: new Date('2026-03-02T21:00:00Z'),
  now: new Date('2026-05-01T00:00:00Z'),
  currency: 'RUB',
  goals: [{ goal_id: 1, rule: goalRule.parse({ event_type: 'purchase_completed' }) }],
};
const NOTHING = {
  by: 'source',
  model: 'last_non_direct' as AttributionModel,
  dated_by: 'conversion',
  lookback_days: null as number | null,
  goal_ids: [] as string[],
  arrivals: [] as string[],
  sources: [] as string[],
  mediums: [] as string[],
  campaigns: [] as string[],
  contents: [] as string[],
  terms: [] as string[],
  link_ids: [] as string[],
  ads: [] as string[],
};
type Row = ReportRow<'channels'>;

describe('what channels cost and what came back', () => {
  let database: TestDatabase;
  let last = 0;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  const open = async (lines: Partial<CostLine>[] = [], accounts = [anAccount()]) => {
    const workspace_id = ++last;
    const shop = await openWorkspace(database.client, workspace_id, accounts);
    const entry = { workspace_id, sheet_id: 1, entry_id: 1 };
    await writeCostLines(
      database.client,
      entry,
      lines.map((line, index) => ({ ...A_LINE, ...line, line: index + 1 })),
    );
    const days = [...new Set(lines.map(({ day }) => day ?? A_LINE.day))];
    await standForDays(
      database.client,
      days.map((day) => ({ ...entry, day })),
      1n,
    );
    const ask = (own: Partial<typeof NOTHING> = {}, stated: object = {}) =>
      runReport(
        database.client,
        'channels',
        shop.asking({ ...march2, ...stated, own: { ...NOTHING, ...own } }),
      );
    return { ...shop, workspace_id, ask };
  };
  const named = (row: Row) => (row.is_total ? 'total' : (row.value ?? row.arrival));
  const table = (rows: Row[], ...keys: (keyof Row)[]) =>
    Object.fromEntries(rows.map((row) => [named(row), keys.map((key) => row[key])]));

  it('follows money from the cost to the kept subscriber and to what came back, row by row', async () => {
    const shop = await open([
      { amount: '300', clicks: 30 },
      { campaign: 'winter', amount: '100.50', clicks: 10 },
      // Nobody says what for, the day before, and a currency without a rate.
      { source: '', campaign: '', amount: '50', clicks: null },
      { day: '2026-03-01', amount: '999' },
      { amount: '7', currency: 'EUR', clicks: 1 },
    ]);
    const vk = { ref: 'a', source: 'vk', campaign: 'spring' };
    await shop.receive(
      // Two start by VK, one of them leaves after 10 days; one buys for 900 the same day, one arrives directly and buys.
      aStart({ ...at('2026-03-02T09:00:00Z'), ...vk }),
      aPurchase({ ...at('2026-03-02T12:00:00Z'), amount: '900', currency: 'RUB' }),
      aStart({ ...of('boris'), ...at('2026-03-02T09:00:00Z'), ...vk }),
      aBlock({ ...of('boris'), ...at('2026-03-12T09:00:00Z') }),
      aStart({ ...of('clara'), ...at('2026-03-02T10:00:00Z') }),
      aPurchase({ ...of('clara'), ...at('2026-03-02T11:00:00Z'), amount: '100', currency: 'RUB' }),
      // Nobody knows where Dora came from: she was never seen arriving.
      aPurchase({ ...of('dora'), ...at('2026-03-02T11:00:00Z'), amount: '10', currency: 'RUB' }),
    );
    const rows = await shop.ask();
    expect(
      table(
        rows,
        'spend',
        'ad_clicks',
        'costs_unconverted',
        'credited_conversions',
        'credited_value',
        'roas',
      ),
    ).toEqual({
      vk: [400.5, 41, 1, 1, 900, expect.closeTo(900 / 400.5, 3)],
      no_ref: [50, 0, 0, 0, 0, 0],
      direct: [0, 0, 0, 1, 100, null],
      expired: [0, 0, 0, 0, 0, null],
      unattributed: [0, 0, 0, 1, 10, null],
      total: [450.5, 41, 1, 3, 1010, expect.closeTo(1010 / 450.5, 3)],
    });
    expect(rows.find(({ value }) => value === 'vk')).toMatchObject({
      cost_per_click: expect.closeTo(400.5 / 41, 3),
      cost_per_start: 200.25,
      cost_per_dialogue: null,
      cost_per_kept_d7: 200.25,
      cost_per_kept_d30: 400.5,
      cost_per_conversion: 400.5,
    });
    // A row of nothing but money knows what all accounts know: nothing happened, which is not the same as not known.
    expect(rows.find(({ arrival }) => arrival === 'no_ref')).toMatchObject({
      waits_answered: 0,
      contacts_subscribed: 0,
      cost_per_start: null,
    });
    const subscribers = await runReport(
      database.client,
      'subscribers',
      shop.asking({ ...march2, own: { ...NOTHING } }),
    );
    expect(
      Object.fromEntries(
        subscribers.map((row) => [
          row.is_total ? 'total' : (row.value ?? row.arrival),
          [row.contacts_subscribed, row.spend, row.cost_per_subscription, row.cost_per_kept_d30],
        ]),
      ),
    ).toEqual({
      vk: [2, 400.5, 200.25, 400.5],
      no_ref: [0, 50, null, null],
      direct: [1, 0, null, null],
      unattributed: [0, 0, null, null],
      total: [3, 450.5, 150.1667, 225.25],
    });
    const campaigns = await shop.ask({ by: 'campaign', sources: ['vk'] });
    expect(table(campaigns, 'spend', 'starts', 'credited_value')).toEqual({
      spring: [300, 2, 900],
      winter: [100.5, 0, 0],
      total: [400.5, 2, 900],
    });
  });

  it('charges each delivered message to the touch that brought the person', async () => {
    const shop = await open([{ amount: '10' }], [anAccount({ channel: 'whatsapp' })]);
    const { workspace_id } = shop;
    const fee = {
      channel: 'whatsapp',
      account_id: 0,
      category: '',
      sender: '',
      effective_from: '2026-01-01',
    };
    await putMessageFees(database.client, [
      { workspace_id, fee_id: 1, ...fee, price: '2.5', currency: 'RUB', version: 1n },
    ]);
    await shop.receive(
      aStart({ ...at('2026-03-02T09:00:00Z'), ref: 'a', source: 'vk' }),
      aReply({ ...at('2026-03-02T09:05:00Z'), id: 'm-1' }),
      aDelivery({ ...at('2026-03-02T09:06:00Z'), message_id: 'm-1' }),
      // Never delivered, and to somebody whom nobody brought.
      aReply({ ...at('2026-03-02T09:07:00Z'), id: 'm-2' }),
      aReply({ ...of('dora'), ...at('2026-03-02T09:05:00Z'), id: 'm-3' }),
      aDelivery({ ...of('dora'), ...at('2026-03-02T09:06:00Z'), message_id: 'm-3' }),
    );
    expect(table(await shop.ask(), 'ad_spend', 'message_fees', 'spend', 'cost_per_start')).toEqual({
      vk: [10, 2.5, 12.5, 12.5],
      direct: [0, 0, 0, null],
      expired: [0, 0, 0, null],
      unattributed: [0, 2.5, 2.5, null],
      total: [10, 5, 15, 15],
    });
  });

  it('converts by the latest rate on or before the day', async () => {
    const shop = await open([{ amount: '7', currency: 'EUR' }]);
    await putCurrencyRates(database.client, [
      {
        workspace_id: shop.workspace_id,
        from_currency: 'EUR',
        to_currency: 'RUB',
        day: '2026-02-20',
        rate: '100',
        version: 1n,
      },
    ]);
    expect(table(await shop.ask(), 'spend', 'costs_unconverted')['vk']).toEqual([700, 0]);
  });

  it('a touch outside the look-back is expired, and the model moves credit between rows and never the total', async () => {
    const shop = await open();
    await shop.receive(
      aStart({ ...at('2026-02-20T09:00:00Z'), ref: 'a', source: 'vk' }),
      aReferral({ ...at('2026-03-01T09:00:00Z'), ref: 'b', source: 'mail' }),
      aPurchase({ ...at('2026-03-02T12:00:00Z'), amount: '100', currency: 'RUB' }),
    );
    const shares = async (own: Partial<typeof NOTHING>) =>
      table(await shop.ask(own), 'credited_conversions') as Record<string, number[]>;
    expect(await shares({ model: 'first' })).toMatchObject({ vk: [1], total: [1] });
    expect(await shares({ model: 'last' })).toMatchObject({ mail: [1], total: [1] });
    expect(await shares({ model: 'linear' })).toMatchObject({ vk: [0.5], mail: [0.5], total: [1] });
    expect(await shares({ model: 'linear', lookback_days: 3 })).toMatchObject({ mail: [1], total: [1] });
    expect(await shares({ model: 'linear', lookback_days: 1 })).toMatchObject({ expired: [1], total: [1] });
    for (const model of ATTRIBUTION_MODELS) {
      const { total, ...rows } = await shares({ model });
      expect([model, total]).toEqual([model, [1]]);
      expect(Object.values(rows).reduce((sum, [share = 0]) => sum + share, 0)).toBeCloseTo(1, 6);
    }
  });

  it('dated by touch, the credit stands where the touch was paid for', async () => {
    const shop = await open();
    await shop.receive(
      aStart({ ...at('2026-03-02T09:00:00Z'), ref: 'a', source: 'vk' }),
      aPurchase({ ...at('2026-03-10T12:00:00Z'), amount: '100', currency: 'RUB' }),
    );
    expect(table(await shop.ask({ dated_by: 'conversion' }), 'credited_value')['vk']).toEqual([0]);
    expect(table(await shop.ask({ dated_by: 'touch' }), 'credited_value')['vk']).toEqual([100]);
  });
});

const A_LINE: CostLine = {
  day: '2026-03-02',
  line: 1,
  source: 'vk',
  medium: 'cpc',
  campaign: 'spring',
  content: '',
  term: '',
  ad_id: '',
  channel: '',
  account_id: 0,
  amount: '100',
  currency: 'RUB',
  clicks: 10,
  impressions: 1000,
};
