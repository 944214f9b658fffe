import { goalRule, type GoalRuleInput } from '@parley/contracts';
import { putCurrencyRates } from '../costs/write-costs.js';
import { runReport } from '../reports/index.js';
import {
  aMerge,
  anAccount,
  aPurchase,
  aReferral,
  aRefund,
  aReply,
  aSplit,
  aStart,
  aSubscription,
  openTestDatabase,
  openWorkspace,
  type TestDatabase,
} from '../testing/index.js';
import type { BoundGoal } from './goals.js';

const at = (time: string) => ({ occurred_at: time });
const of = (id: string) => ({ contact: { id } });
const goal = (rule: GoalRuleInput, goal_id = 1): BoundGoal => ({ goal_id, rule: goalRule.parse(rule) });
const PURCHASES = goal({ event_type: 'purchase_completed', repeats: { kind: 'by_order' } });

const march = { from: new Date('2026-03-01T00:00:00Z'), to: new Date('2026-04-01T00:00:00Z') };
const NOTHING = {
  by: 'source',
  model: 'last_non_direct',
  dated_by: 'conversion',
  arrivals: [],
  sources: [],
  mediums: [],
  campaigns: [],
  contents: [],
  terms: [],
  link_ids: [],
  ads: [],
  goal_ids: [],
  lookback_days: null,
};

describe('credit', () => {
  let database: TestDatabase;
  let last = 0;
  const open = (accounts = [anAccount()]) => openWorkspace(database.client, ++last, accounts);
  /** Of each row how many conversions and how much value it is credited with; the total as `total`. */
  const ask = async (
    shop: Awaited<ReturnType<typeof open>>,
    own: object = {},
    goals: readonly BoundGoal[] = [PURCHASES],
    stated: object = {},
  ) => {
    const rows = await runReport(
      database.client,
      'attribution',
      shop.asking({
        ...march,
        now: new Date('2026-06-01T00:00:00Z'),
        goals,
        currency: 'RUB',
        ...stated,
        own: { ...NOTHING, ...own },
      }),
    );
    return Object.fromEntries(
      rows.map((row) => [
        row.is_total ? 'total' : (row.value ?? `<${row.arrival}>`),
        [row.credited_conversions, row.credited_value],
      ]),
    );
  };
  const come = (time: string, source: string, more: object = {}) =>
    aReferral({ ...at(time), ref: `ref-${source}`, source, ...more });

  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  it('a first touch before the range stays first', async () => {
    const shop = await open();
    await shop.receive(
      aStart({ ...at('2026-02-20T09:00:00Z'), ref: 'a', source: 'vk' }),
      come('2026-03-05T09:00:00Z', 'google'),
      aPurchase({ ...at('2026-03-10T09:00:00Z'), amount: '100' }),
    );
    expect(await ask(shop, { model: 'first' })).toEqual({ vk: [1, 100], total: [1, 100] });
  });

  it('a touch outside the look-back is expired, to the millisecond', async () => {
    const shop = await open();
    await shop.receive(
      // Anna’s first arrival lies exactly 30 days back, Boris’s one millisecond more; Clara never came, we wrote first.
      aStart({ ...at('2026-02-08T09:00:00.000Z'), ref: 'a', source: 'vk' }),
      aPurchase({ ...at('2026-03-10T09:00:00.000Z'), amount: '100' }),
      aStart({ ...of('boris'), ...at('2026-02-08T08:59:59.999Z'), ref: 'a', source: 'vk' }),
      aPurchase({ ...of('boris'), ...at('2026-03-10T09:00:00.000Z'), amount: '20' }),
      aReply({ ...of('clara'), ...at('2026-03-01T09:00:00Z') }),
      aPurchase({ ...of('clara'), ...at('2026-03-10T09:00:00.000Z'), amount: '3' }),
    );
    expect(await ask(shop)).toEqual({
      vk: [1, 100],
      '<expired>': [1, 20],
      '<unattributed>': [1, 3],
      total: [3, 123],
    });
    expect(await ask(shop, { lookback_days: 31 })).toMatchObject({ vk: [2, 120], total: [3, 123] });
  });

  it('a re-engagement is not a new contact: it has a look-back of its own, and so has an ad that opens a chat', async () => {
    const shop = await open();
    await shop.receive(
      aStart({ ...at('2025-06-01T09:00:00Z'), ref: 'old', source: 'vk' }),
      // 60 days before: too old for an acquisition, not for a known contact.
      come('2026-01-09T09:00:00Z', 'mail'),
      aPurchase({ ...at('2026-03-10T09:00:00Z'), amount: '100' }),
      // Eight days before, by an ad.
      aStart({ ...of('boris'), ...at('2026-03-02T09:00:00Z'), ad_id: 'ad-7', source: 'meta' }),
      aPurchase({ ...of('boris'), ...at('2026-03-10T09:00:00Z'), amount: '20' }),
    );
    expect(await ask(shop)).toEqual({ mail: [1, 100], '<expired>': [1, 20], total: [2, 120] });
  });

  it('shares one conversion by each model; the rows add up', async () => {
    const shop = await open();
    await shop.receive(
      aStart({ ...at('2026-03-01T09:00:00Z'), ref: 'a', source: 'a' }),
      come('2026-03-08T09:00:00Z', 'b'),
      come('2026-03-15T09:00:00Z', 'c'),
      // Nothing says where from.
      aStart(at('2026-03-22T09:00:00Z')),
      aPurchase({ ...at('2026-03-22T09:00:00Z'), amount: '150' }),
    );
    const found = async (model: string) => {
      const { total, ...rows } = await ask(shop, { model });
      expect(total).toEqual([1, 150]);
      return Object.fromEntries(Object.entries(rows).map(([name, [conversions]]) => [name, conversions]));
    };
    expect(await found('first')).toEqual({ a: 1, b: 0, c: 0 });
    expect(await found('last')).toEqual({ a: 0, b: 0, c: 0, '<direct>': 1 });
    expect(await found('last_non_direct')).toEqual({ a: 0, b: 0, c: 1 });
    expect(await found('linear')).toEqual({ a: 0.25, b: 0.25, c: 0.25, '<direct>': 0.25 });
    expect(await found('position')).toEqual({ a: 0.4, b: 0.1, c: 0.1, '<direct>': 0.4 });
    // Weeks apart, with a half-life of a week: 1 : 2 : 4 : 8.
    expect(await found('time_decay')).toEqual({
      a: expect.closeTo(1 / 15, 5),
      b: expect.closeTo(2 / 15, 5),
      c: expect.closeTo(4 / 15, 5),
      '<direct>': expect.closeTo(8 / 15, 5),
    });
  });

  it('takes a refund from its order on the day of the order, converts by the rate of that day, counts an order once', async () => {
    const shop = await open();
    await putCurrencyRates(database.client, [
      {
        workspace_id: last,
        from_currency: 'USD',
        to_currency: 'RUB',
        day: '2026-03-01',
        rate: '90',
        version: 1n,
      },
      {
        workspace_id: last,
        from_currency: 'USD',
        to_currency: 'RUB',
        day: '2026-03-20',
        rate: '80',
        version: 1n,
      },
    ]);
    const usd = { currency: 'USD', order_id: 'o-1' };
    await shop.receive(
      aStart({ ...at('2026-03-01T09:00:00Z'), ref: 'a', source: 'vk' }),
      aPurchase({ ...at('2026-03-10T09:00:00Z'), ...usd, amount: '10' }),
      // The shop and the platform both told of it.
      aPurchase({ ...at('2026-03-10T09:00:05Z'), ...usd, amount: '10' }),
      aRefund({ ...at('2026-05-25T09:00:00Z'), ...usd, amount: '4' }),
      // No rate is known.
      aPurchase({ ...at('2026-03-11T09:00:00Z'), currency: 'EUR', order_id: 'o-2', amount: '7' }),
    );
    expect(await ask(shop)).toEqual({ vk: [2, 540], total: [2, 540] });
    const every = goal({ event_type: 'purchase_completed' });
    expect(await ask(shop, {}, [every])).toEqual({ vk: [3, 1440], total: [3, 1440] });
    const worth = goal({
      event_type: 'purchase_completed',
      value: { kind: 'fixed', amount: '5', currency: 'RUB' },
    });
    expect(await ask(shop, {}, [worth])).toMatchObject({ total: [3, 15] });
  });

  it('counts by the rule of the goal, whatever the period: once ever, or once per some days', async () => {
    const shop = await open();
    const buy = (time: string) => aPurchase({ ...at(time), order_id: undefined, amount: '1' });
    await shop.receive(
      aStart({ ...at('2026-02-20T09:00:00Z'), ref: 'a', source: 'vk' }),
      buy('2026-02-27T09:00:00Z'),
      buy('2026-03-05T09:00:00Z'),
      buy('2026-03-06T09:00:00Z'),
      buy('2026-03-13T08:59:59.999Z'),
    );
    const rule = (repeats: GoalRuleInput['repeats']) => [goal({ event_type: 'purchase_completed', repeats })];
    expect(await ask(shop, {}, rule({ kind: 'every' }))).toMatchObject({ total: [3, 3] });
    // The first was in February.
    expect(await ask(shop, {}, rule({ kind: 'once' }))).toEqual({ total: [0, 0] });
    // 27 February, then exactly seven days later at the earliest: 6 March; the last is a millisecond short of the next.
    expect(await ask(shop, {}, rule({ kind: 'once_per_days', days: 7 }))).toMatchObject({ total: [1, 1] });
  });

  it('dates credit by the touch where asked, as spend is, also of conversions after the period', async () => {
    const shop = await open();
    await shop.receive(
      aStart({ ...at('2026-02-25T09:00:00Z'), ref: 'a', source: 'vk' }),
      come('2026-03-30T09:00:00Z', 'google'),
      aPurchase({ ...at('2026-04-10T09:00:00Z'), amount: '100' }),
    );
    const asked = { dated_by: 'touch', model: 'linear', lookback_days: 60 };
    expect(await ask(shop, { ...asked, dated_by: 'conversion' })).toEqual({ total: [0, 0] });
    expect(await ask(shop, asked)).toEqual({ google: [0.5, 50], total: [0.5, 50] });
  });

  it('merged identities count once, and a split takes that back', async () => {
    const shop = await open();
    const other = { other: { account_id: '1', contact_id: 'ann' } };
    await shop.receive(
      aStart({ ...of('ann'), ...at('2026-03-01T09:00:00Z'), ref: 'a', source: 'vk' }),
      aReply({ ...at('2026-03-02T09:00:00Z') }),
      aPurchase({ ...at('2026-03-10T09:00:00Z'), amount: '100' }),
      aPurchase({ ...of('ann'), ...at('2026-03-10T10:00:00Z'), amount: '100' }),
    );
    expect(await ask(shop)).toEqual({ vk: [1, 100], '<unattributed>': [1, 100], total: [2, 200] });
    await shop.receive(aMerge({ ...at('2026-03-20T09:00:00Z'), ...other }));
    // One person, one order.
    expect(await ask(shop)).toEqual({ vk: [1, 100], total: [1, 100] });
    await shop.receive(aSplit({ ...at('2026-03-21T09:00:00Z'), ...other }));
    expect(await ask(shop)).toEqual({ vk: [1, 100], '<unattributed>': [1, 100], total: [2, 200] });
  });

  it('counts subscriptions in the meaning of their channel, several goals beside each other, one row opened alone', async () => {
    const shop = await open();
    await shop.receive(
      // A start is a subscription on Telegram.
      aStart({ ...at('2026-03-01T09:00:00Z'), ref: 'a', source: 'vk', campaign: 'spring' }),
      aPurchase({ ...at('2026-03-02T09:00:00Z'), amount: '100' }),
      aSubscription({ ...of('boris'), ...at('2026-03-01T10:00:00Z') }),
    );
    const goals = [PURCHASES, goal({ event_type: 'subscribed', value: { kind: 'none' } }, 2)];
    expect(await ask(shop, {}, goals)).toEqual({ vk: [2, 100], '<unattributed>': [1, 0], total: [3, 100] });
    expect(await ask(shop, { goal_ids: ['2'] }, goals)).toMatchObject({ vk: [1, 0], total: [2, 0] });
    expect(await ask(shop, { by: 'campaign', sources: ['vk'] }, goals)).toEqual({
      spring: [2, 100],
      total: [2, 100],
    });
    const unattributed = { '<unattributed>': [1, 0], total: [1, 0] };
    expect(await ask(shop, { arrivals: ['unattributed'] }, goals)).toEqual(unattributed);
    // What no touch earned has no source, no campaign …
    expect(await ask(shop, { sources: [''] }, goals)).toEqual(unattributed);
    expect(await ask(shop, { sources: [''], link_ids: ['0'] }, goals)).toEqual(unattributed);
    expect(await ask(shop, { sources: ['', 'vk'], campaigns: ['spring'] }, goals)).toEqual({
      vk: [2, 100],
      total: [2, 100],
    });
  });

  it("takes what lies in [from, to) to the millisecond, each once, and nothing of another workspace's", async () => {
    const shop = await open();
    const theirs = await open();
    const buy = (id: string, time: string) =>
      aPurchase({ ...of(id), ...at(time), id: `buy-${id}`, amount: '1' });
    const all = [
      buy('early', '2026-02-28T23:59:59.999Z'),
      buy('first', '2026-03-01T00:00:00.000Z'),
      buy('last', '2026-03-31T23:59:59.999Z'),
      buy('late', '2026-04-01T00:00:00.000Z'),
    ];
    await shop.receive(...all.slice(1));
    await shop.receive(...all);
    await theirs.receive(buy('their', '2026-03-10T00:00:00Z'));
    expect(await ask(shop)).toEqual({ '<unattributed>': [2, 2], total: [2, 2] });
    expect(await ask(await open())).toEqual({ total: [0, 0] });
    expect(await ask(shop, {}, [])).toEqual({ total: [0, 0] });
  });
});
