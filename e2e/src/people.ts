import type { Page } from '@playwright/test';
import { account as accountSchema } from '@parley/contracts';
import type { Whereabouts } from '../parley.js';
import { aFreshWorkspace, expect } from './journey.js';

const before = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

/** Anna of two messengers with one phone, who bought in both; Boris, who only asked. */
export async function withPeople(page: Page, parley: Whereabouts, name: string) {
  const { path, api } = await aFreshWorkspace(parley, name);
  const connect = async (account: string, channel: string): Promise<string> => {
    const capabilities = { outgoing: 'always', subscriptions: false };
    const data = { name: account, channel, connection: 'events_api', capabilities };
    return accountSchema.parse(await (await page.request.post(`${api}/accounts`, { data })).json())
      .account_id;
  };
  const shop = await connect('Shop', 'telegram');
  const site = await connect('Site', 'viber');
  const keyed = await page.request.post(`${api}/api-keys`, {
    data: { name: 'e2e', scopes: ['events:write'] },
  });
  const { key } = (await keyed.json()) as { key: string };
  const anna = { id: 'a-1', name: 'Anna Petrova', phone: '8 900 123-45-67' };
  const ann = { id: 'v-1', name: 'Ann from Viber', phone: '+79001234567' };
  const bought = (id: string) => ({
    type: 'purchase_completed',
    order_id: id,
    amount: '100',
    currency: 'RUB',
  });
  const events = [
    { type: 'conversation_started', account_id: shop, contact: anna, occurred_at: before(60), ref: 'spring' },
    { type: 'message_received', account_id: shop, contact: anna, occurred_at: before(50), text: 'Hello' },
    {
      type: 'message_sent',
      account_id: shop,
      contact: { id: anna.id },
      sender: 'agent',
      agent: { id: 'o', name: 'Oleg' },
      occurred_at: before(45),
      text: 'Good day',
    },
    { ...bought('o-1'), account_id: shop, contact: { id: anna.id }, occurred_at: before(40) },
    { type: 'message_received', account_id: site, contact: ann, occurred_at: before(30), text: 'Hello' },
    { ...bought('o-2'), account_id: site, contact: { id: ann.id }, occurred_at: before(20) },
    {
      type: 'message_received',
      account_id: shop,
      contact: { id: 'b-1', name: 'Boris' },
      occurred_at: before(10),
      text: 'Hi',
    },
  ];
  for (const [index, event] of events.entries()) {
    // A key and an account that were made just now are known to ingest a moment later.
    await expect(async () => {
      const sent = await page.request.post(`${parley.ingestUrl}/v1/events`, {
        data: { id: `${path}-${index}`, ...event },
        headers: { authorization: `Bearer ${key}` },
      });
      expect(await sent.json()).toMatchObject({ accepted: 1 });
    }).toPass();
  }
  const converted = async (): Promise<number | undefined> => {
    const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
    const asked = `from=${day(-7)}&to=${day(2)}&compare_to=none`;
    const answer = await page.request.get(`${api}/reports/attribution?${asked}`);
    const { rows } = (await answer.json()) as { rows: { is_total: boolean; contacts_converted: number }[] };
    return rows.find(({ is_total }) => is_total)?.contacts_converted;
  };
  return { path, converted };
}
