import type { Page } from '@playwright/test';
import { account as accountSchema } from '@parley/contracts';
import type { Whereabouts } from '../parley.js';
import { accessibilityProblems, aFreshWorkspace, expect, test } from './journey.js';

const before = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

/** Anna of two messengers with one phone, who bought in both; Boris, who only asked. */
async function withPeople(page: Page, parley: Whereabouts, name: string) {
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

/** Nothing of the page is wider than the screen. */
const isNarrow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);

test('one person in two messengers: found, opened, merged in every count, and taken back exactly', async ({
  page,
  parley,
}) => {
  test.slow();
  const { path, converted } = await withPeople(page, parley, 'Contacts');
  await page.goto(`${path}/overview`);
  await page.getByRole('link', { name: 'Contacts', exact: true }).click();
  const list = page.getByRole('region', { name: 'Contacts', exact: true });
  const names = page.getByRole('table', { name: 'Contacts' }).getByRole('rowheader');
  await expect(names).toHaveText(['Boris', 'Ann from Viber', 'Anna Petrova']);
  await expect(list.getByRole('status')).toHaveText('3 contacts');
  await expect.poll(converted).toBe(2);
  expect(await accessibilityProblems(page)).toEqual([]);

  await page.getByRole('searchbox').fill('PETR ann');
  await expect(names).toHaveText(['Anna Petrova']);
  await expect(page).toHaveURL(/q=PETR(\+|%20)ann/);
  await page.reload();
  await names.getByRole('link').click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Anna Petrova');
  const timeline = page.locator('app-contact-timeline').getByRole('listitem');
  await expect(timeline).toHaveCount(3);
  await expect(timeline.nth(0)).toContainText('Purchase');
  await expect(timeline.nth(1)).toContainText('“Answered”: 1');
  await expect(timeline.nth(1).getByRole('img')).toBeVisible();
  await expect(timeline.nth(2)).toContainText('spring');
  expect(await accessibilityProblems(page)).toEqual([]);
  await timeline.nth(1).getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Dialogue: Anna Petrova');
  await page.getByRole('link', { name: 'The whole contact' }).click();

  await page.getByRole('button', { name: 'Merge with another contact' }).click();
  await page.getByRole('searchbox', { name: 'Who else is this person?' }).fill('viber');
  await page.getByRole('radio', { name: /^Ann from Viber/ }).check();
  const dialogues = page.getByRole('row', { name: /^Dialogues/ });
  await expect(dialogues.getByRole('cell')).toHaveText(['1', '1', '2']);
  await page.getByLabel('Why (optional)').fill('One phone');
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole('button', { name: 'Merge', exact: true }).click();
  await expect(page.getByText('Merged. Every report counts them as one person.')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Identities' }).getByRole('rowheader')).toHaveCount(2);
  await expect(timeline.nth(0)).toContainText('Merged by hand');
  await expect(timeline.nth(0)).toContainText('One phone');
  await expect.poll(converted).toBe(1);
  expect(await accessibilityProblems(page)).toEqual([]);

  await page.goto(`${path}/contacts`);
  await expect(names).toHaveCount(2);
  await page.getByRole('link', { name: '1 merge' }).click();
  await expect(names).toHaveCount(1);
  await expect(page).toHaveURL(/is_merged=yes/);
  await names.getByRole('link').click();

  await page.getByRole('button', { name: /^Undo: Merged/ }).click();
  await expect(page.getByText('Taken back: everything is as it was before.')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Identities' }).getByRole('rowheader')).toHaveCount(1);
  await expect.poll(converted).toBe(2);
  await page.goto(`${path}/contacts`);
  await expect(names).toHaveCount(3);
  await expect(page.getByRole('link', { name: /merge$/ })).toHaveCount(0);

  // What they share suggests it; said not to be one, it is not suggested again.
  await page.getByRole('link', { name: 'Merge suggestions' }).click();
  await expect(page.getByText('same phone number 79001234567')).toBeVisible();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole('button', { name: /are not the same person$/ }).click();
  await expect(page.getByText('Nobody looks like somebody else.')).toBeVisible();
  await page.reload();
  await expect(page.getByText('Nobody looks like somebody else.')).toBeVisible();
});

test.describe('по-русски, на телефоне', () => {
  test.use({ language: 'ru', viewport: { width: 390, height: 844 } });

  test('контакт находится, открывается, объединяется и отделяется обратно', async ({ page, parley }) => {
    test.slow();
    const { path, converted } = await withPeople(page, parley, 'Контакты');
    await expect.poll(converted).toBe(2);
    await page.goto(`${path}/contacts`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Контакты');
    await expect(page.getByText('3 контакта')).toBeVisible();
    expect(await isNarrow(page)).toBe(true);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('searchbox').fill('89001234567');
    const names = page.getByRole('table', { name: 'Контакты' }).getByRole('rowheader');
    await expect(names).toHaveCount(2);
    await names.filter({ hasText: 'Anna Petrova' }).getByRole('link').click();
    await expect(page.getByText('Что происходило, все мессенджеры')).toBeVisible();
    await page.getByRole('button', { name: 'Объединить с другим контактом' }).click();
    await page.getByRole('searchbox').fill('ann fr');
    await page.getByRole('radio').check();
    await expect(page.getByText('Вместе')).toBeVisible();
    expect(await isNarrow(page)).toBe(true);
    await page.getByRole('button', { name: 'Объединить', exact: true }).click();
    await expect(page.getByText('Объединено. Все отчёты считают их одним человеком.')).toBeVisible();
    await expect.poll(converted).toBe(1);
    await page.getByRole('button', { name: /^Отделить: Viber/ }).click();
    await page.getByRole('button', { name: 'Да, отделить' }).click();
    await expect(page.getByText('Отделено. Все отчёты считают его отдельно.')).toBeVisible();
    await expect.poll(converted).toBe(2);
    expect(await isNarrow(page)).toBe(true);
  });
});
