import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTestDatabase, type TestDatabase } from '../testing/database.js';
import {
  aBotReply,
  aBroadcastMessage,
  aDelivery,
  aMessage,
  aRead,
  aReferral,
  aReply,
  aStart,
} from '../testing/factories/index.js';
import { anAccount, openWorkspace } from '../testing/workspace.js';
import { CHARGED_MESSAGES, feesBy, type FeeLabel, type FeeParams } from './fees.js';
import { type FeeRow, putCurrencyRates, putMessageFees } from './write-costs.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

let last = 0;
const WHATSAPP = anAccount({ channel: 'whatsapp' });

/** A workspace with these accounts and prices, all in rubles from 2026 on unless stated. */
async function open(fees: readonly Partial<FeeRow>[], accounts = [WHATSAPP]) {
  const workspace_id = ++last;
  const shop = await openWorkspace(db.client, workspace_id, accounts);
  await putMessageFees(
    db.client,
    fees.map((fee, at) => ({
      workspace_id,
      fee_id: at + 1,
      effective_from: '2026-01-01',
      channel: 'whatsapp',
      account_id: 0,
      category: '',
      sender: '',
      price: '1',
      currency: 'RUB',
      version: 1n,
      ...fee,
    })),
  );
  const params: FeeParams = {
    workspace_id,
    definition_id: 1,
    currency: 'RUB',
    // 2 to 4 March in Moscow.
    first_day: '2026-03-02',
    end_day: '2026-03-05',
    from: new Date('2026-03-01T21:00:00Z'),
    to: new Date('2026-03-04T21:00:00Z'),
    time_zone: 'Europe/Moscow',
    channels: [],
    account_ids: [],
  };
  const ask = (by: readonly (FeeLabel | 'day')[], more: Partial<FeeParams> = {}) =>
    db.client.query<Record<string, unknown>>(
      `SELECT * REPLACE (
         toString(fees) AS fees,
         toUInt32(messages_charged) AS messages_charged,
         mapApply((k, v) -> (k, toString(v)), unconverted) AS unconverted
       ) FROM (${feesBy(by)}) ORDER BY ALL`,
      { ...params, ...more },
    );
  return { shop, ask, workspace_id, params };
}

const charged = (fees: string, messages_charged: number, unconverted = {}) => ({
  fees,
  messages_charged,
  unconverted,
});
/** A message that is sent and delivered a minute later, as what WhatsApp says of its price. */
const sent = (id: string, time: string, props: Record<string, string> = {}, of: object = {}) => [
  aReply({ id, occurred_at: time, ...of }),
  aDelivery({
    message_id: id,
    occurred_at: new Date(Date.parse(time) + 60_000).toISOString(),
    props,
    ...of,
  }),
];

describe('channel fees', () => {
  it('are asked of delivered messages alone, once each, on the local day of their delivery', async () => {
    const { shop, ask } = await open([{ price: '0.5' }]);
    await shop.receive(
      aMessage({ id: 'in', occurred_at: '2026-03-02T09:00:00Z' }),
      ...sent('a', '2026-03-02T09:01:00Z'),
      // Told of twice, and read.
      aDelivery({ id: 'again', message_id: 'a', occurred_at: '2026-03-03T09:00:00Z' }),
      aRead({ message_id: 'a', occurred_at: '2026-03-03T10:00:00Z' }),
      // Sent on the third, delivered on the fourth by the clock of Moscow.
      ...sent('b', '2026-03-03T20:59:30Z'),
      // Sent before the period, delivered within; and the other way round.
      ...sent('c', '2026-03-01T20:59:30Z'),
      ...sent('d', '2026-03-04T20:59:30Z'),
      // Never delivered.
      aReply({ id: 'e', occurred_at: '2026-03-02T10:00:00Z' }),
    );
    expect(await ask(['day'])).toEqual([
      { day: '2026-03-02', ...charged('1', 2) },
      { day: '2026-03-04', ...charged('0.5', 1) },
    ]);
  });

  it('take the most exact price that has come into force: account, category, sender, day', async () => {
    const { shop, ask } = await open(
      [
        { price: '1' },
        { price: '2', effective_from: '2026-03-03' },
        { price: '10', sender: 'broadcast' },
        { price: '20', category: 'marketing' },
        { price: '100', account_id: 2 },
        { price: '1000', account_id: 2, category: 'utility', effective_from: '2026-03-04' },
      ],
      [WHATSAPP, anAccount({ account_id: 2, channel: 'whatsapp' }), anAccount({ account_id: 3 })],
    );
    const two = { account_id: '2' };
    await shop.receive(
      ...sent('any', '2026-03-02T09:00:00Z'),
      ...sent('dearer', '2026-03-03T09:00:00Z'),
      aBroadcastMessage({ id: 'broadcast', occurred_at: '2026-03-02T10:00:00Z' }),
      aDelivery({ message_id: 'broadcast', occurred_at: '2026-03-02T10:01:00Z' }),
      ...sent('marketing', '2026-03-02T11:00:00Z', { pricing_category: 'MARKETING' }),
      ...sent('two', '2026-03-02T12:00:00Z', { pricing_category: 'marketing' }, two),
      ...sent('two-utility', '2026-03-03T12:00:00Z', { pricing_category: 'utility' }, two),
      ...sent('two-later', '2026-03-04T12:00:00Z', { pricing_category: 'utility' }, two),
      // Another channel has no price.
      ...sent('telegram', '2026-03-02T12:00:00Z', {}, { account_id: '3' }),
    );
    expect(await ask(['account_id', 'category', 'day'])).toEqual([
      { account_id: 1, category: '', day: '2026-03-02', ...charged('11', 2) },
      { account_id: 1, category: '', day: '2026-03-03', ...charged('2', 1) },
      { account_id: 1, category: 'marketing', day: '2026-03-02', ...charged('20', 1) },
      { account_id: 2, category: 'marketing', day: '2026-03-02', ...charged('100', 1) },
      { account_id: 2, category: 'utility', day: '2026-03-03', ...charged('100', 1) },
      { account_id: 2, category: 'utility', day: '2026-03-04', ...charged('1000', 1) },
    ]);
    expect(await ask([], { account_ids: [2] })).toEqual([charged('1200', 3)]);
    expect(await ask([], { channels: ['telegram'] })).toEqual([charged('0', 0)]);
  });

  it('ask nothing for what the channel calls free', async () => {
    const { shop, ask } = await open([{ price: '1' }]);
    const category = { pricing_category: 'service' };
    await shop.receive(
      ...sent('window', '2026-03-02T09:00:00Z', { ...category, pricing_type: 'free_customer_service' }),
      ...sent('entry', '2026-03-02T09:10:00Z', { ...category, pricing_type: 'FREE_ENTRY_POINT' }),
      ...sent('old', '2026-03-02T09:20:00Z', { ...category, pricing_billable: 'false' }),
      ...sent('paid', '2026-03-02T09:30:00Z', { ...category, pricing_type: 'regular' }),
      // Its own event says it; what was said last counts.
      aBotReply({ id: 'own', occurred_at: '2026-03-02T09:40:00Z', props: category }),
      aDelivery({ message_id: 'own', occurred_at: '2026-03-02T09:41:00Z' }),
      aRead({
        message_id: 'own',
        occurred_at: '2026-03-02T09:42:00Z',
        props: { ...category, pricing_type: 'free_customer_service' },
      }),
    );
    expect(await ask(['category'])).toEqual([{ category: 'service', ...charged('1', 1) }]);
  });

  it('go to the touch in force when the message was sent, and to nobody where there is none', async () => {
    const { shop, ask } = await open([{ price: '1' }]);
    const of = (id: string) => ({ contact: { id } });
    await shop.receive(
      aStart({ occurred_at: '2026-02-01T09:00:00Z', ref: 'spring', source: 'vk', campaign: 'may' }),
      ...sent('a', '2026-03-02T09:00:00Z'),
      aReferral({ occurred_at: '2026-03-02T09:00:30Z', ref: 'sale', source: 'mail' }),
      ...sent('b', '2026-03-02T09:02:00Z'),
      aMessage({ id: 'direct', occurred_at: '2026-03-02T08:00:00Z', ...of('clara') }),
      ...sent('c', '2026-03-02T09:00:00Z', {}, of('clara')),
      ...sent('d', '2026-03-02T09:00:00Z', {}, of('nobody')),
    );
    expect(await ask(['source', 'campaign', 'ref', 'is_direct', 'has_touch'])).toEqual([
      { source: '', campaign: '', ref: '', is_direct: 0, has_touch: 0, ...charged('1', 1) },
      { source: '', campaign: '', ref: '', is_direct: 1, has_touch: 1, ...charged('1', 1) },
      { source: 'mail', campaign: '', ref: 'sale', is_direct: 0, has_touch: 1, ...charged('1', 1) },
      { source: 'vk', campaign: 'may', ref: 'spring', is_direct: 0, has_touch: 1, ...charged('1', 1) },
    ]);
  });

  it('are converted message by message by the rate of the day; what has none stays apart', async () => {
    const { shop, ask, workspace_id, params } = await open([{ price: '0.0015', currency: 'USD' }]);
    await putCurrencyRates(db.client, [
      {
        workspace_id,
        from_currency: 'USD',
        to_currency: 'RUB',
        day: '2026-03-03',
        rate: '90.333',
        version: 1n,
      },
    ]);
    await shop.receive(
      ...sent('a', '2026-03-02T09:00:00Z'),
      ...sent('b', '2026-03-03T09:00:00Z'),
      ...sent('c', '2026-03-04T09:00:00Z'),
    );
    // 0.0015 × 90.333 = 0.1354995, to the sixth decimal 0.1355.
    expect(await ask([])).toEqual([charged('0.271', 3, { USD: '0.0015' })]);
    expect(
      await db.client.query(
        `SELECT day, toString(price) AS price, currency, toString(price_converted) AS converted
         FROM (${CHARGED_MESSAGES}) ORDER BY day`,
        { ...params },
      ),
    ).toEqual([
      { day: '2026-03-02', price: '0.0015', currency: 'USD', converted: null },
      { day: '2026-03-03', price: '0.0015', currency: 'USD', converted: '0.1355' },
      { day: '2026-03-04', price: '0.0015', currency: 'USD', converted: '0.1355' },
    ]);
  });

  it('are none without prices, and none of another workspace', async () => {
    const { shop, ask } = await open([]);
    await shop.receive(...sent('a', '2026-03-02T09:00:00Z'));
    expect(await ask(['source'])).toEqual([]);
  });
});
