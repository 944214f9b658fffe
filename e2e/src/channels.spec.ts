import { type Page } from '@playwright/test';
import { account, channels, type MetricKey, METRICS, me, reportAnswer } from '@parley/contracts';
import { type Whereabouts } from '../parley.js';
import { accessibilityProblems, aFreshWorkspace, expect, test } from './journey.js';

const OCTOBER = 'from=2026-10-01&to=2026-11-01&compare_to=none';
const VK = [
  'Дата;Название кампании;ID объявления;Название объявления;Показы;Клики;Потрачено всего, ₽',
  '01.10.2026;autumn;170000001;Видео 1;12 500;210;1 501,50',
  '02.10.2026;autumn;170000001;Видео 1;9 800;180;1 249,25',
];

/**
 * Anna comes by VK, is answered, comes again by mail and buys for 5 000; Boris comes by VK and buys for 3 000; Clara comes by
 * herself and buys for 1 000; Dora buys for 500 and nobody has seen her coming.
 */
const STORY = [
  ['anna', '2026-10-01T09:00:00Z', { type: 'conversation_started', ref: 'vk-autumn' }],
  ['anna', '2026-10-01T09:01:00Z', { type: 'message_received', text: 'Hello' }],
  [
    'anna',
    '2026-10-01T09:03:00Z',
    { type: 'message_sent', sender: 'agent', agent: { id: 'a', name: 'Ann' }, text: 'Yes?' },
  ],
  ['anna', '2026-10-02T09:00:00Z', { type: 'referral_received', ref: 'mail-digest' }],
  [
    'anna',
    '2026-10-02T10:00:00Z',
    { type: 'purchase_completed', order_id: 'o-1', amount: '5000', currency: 'RUB' },
  ],
  ['boris', '2026-10-02T09:00:00Z', { type: 'conversation_started', ref: 'vk-autumn' }],
  [
    'boris',
    '2026-10-02T10:00:00Z',
    { type: 'purchase_completed', order_id: 'o-2', amount: '3000', currency: 'RUB' },
  ],
  ['clara', '2026-10-03T09:00:00Z', { type: 'conversation_started' }],
  [
    'clara',
    '2026-10-03T10:00:00Z',
    { type: 'purchase_completed', order_id: 'o-3', amount: '1000', currency: 'RUB' },
  ],
  [
    'dora',
    '2026-10-03T10:00:00Z',
    { type: 'purchase_completed', order_id: 'o-4', amount: '500', currency: 'RUB' },
  ],
] as const;

/** A shop to which all of that happened, with a cost file of its advertising. */
async function aShop(page: Page, parley: Whereabouts) {
  const workspace = await aFreshWorkspace(parley, `Channels ${Date.now()}`);
  const made = await page.request.post(`${workspace.api}/accounts`, {
    data: {
      name: 'Shop',
      channel: 'telegram',
      connection: 'events_api',
      capabilities: { outgoing: 'always', subscriptions: true },
    },
  });
  const { account_id } = account.parse(await made.json());
  const keyed = await page.request.post(`${workspace.api}/api-keys`, {
    data: { name: 'e2e', scopes: ['events:write'] },
  });
  const { key } = (await keyed.json()) as { key: string };
  const data = STORY.map(([id, occurred_at, event], index) => ({
    id: `story-${index}`,
    account_id,
    contact: { id, name: id },
    occurred_at,
    ...event,
  }));
  await expect(async () => {
    const headers = { authorization: `Bearer ${key}` };
    const sent = await page.request.post(`${parley.ingestUrl}/v1/events`, { data, headers });
    expect(await sent.json()).toMatchObject({ accepted: data.length });
  }).toPass();

  await page.goto(`${workspace.path}/costs/imports`);
  const buffer = Buffer.from(`\uFEFF${VK.join('\r\n')}\r\n`);
  await page
    .getByRole('button', { name: 'Choose a file' })
    .setInputFiles({ name: 'october.csv', mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: 'Save costs' }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  return workspace;
}

/** The row that begins with this name, and its cells by what they measure. */
const rowOf = (page: Page, name: string, table = 'Channels') => {
  const shown = page.getByRole('table', { name: table, exact: true });
  const row = shown.getByRole('row', { name: new RegExp(`^${name}`) });
  return {
    row,
    async cell(key: MetricKey) {
      await expect(row).toBeVisible();
      const heads = await shown.getByRole('columnheader').allInnerTexts();
      const at = heads.findIndex((head) => head.trim().startsWith(METRICS[key].label.en));
      return row.locator('th, td').nth(at).locator('.value');
    },
    async value(key: MetricKey) {
      const cell = await this.cell(key);
      return (await cell.count()) === 0 ? '—' : (await cell.innerText()).trim();
    },
  };
};

const choice = (page: Page, name: string) => page.getByRole('combobox', { name, exact: true });

const isLoaded = async (page: Page) => {
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
};

test('from a cost file to who bought: models move credit and never totals, every number leads to people, the file is the screen', async ({
  page,
  parley,
}) => {
  test.setTimeout(120_000);
  const workspace = await aShop(page, parley);
  await expect(async () => {
    const answer = await page.request.get(`${workspace.api}/reports/channels?${OCTOBER}`);
    const { rows } = reportAnswer(channels.row).parse(await answer.json());
    expect(rows.find(({ is_total }) => is_total)).toMatchObject({ starts: 4, spend: 2750.75 });
  }).toPass({ timeout: 30_000 });
  await page.goto(`${workspace.path}/channels?${OCTOBER}`);
  await expect(rowOf(page, 'vk').row).toBeVisible();
  await choice(page, 'Goal').selectOption({ label: 'Purchases' });
  await isLoaded(page);
  const [vk, mail, total] = ['vk', 'mail', 'Total'].map((name) => rowOf(page, name));
  if (!vk || !mail || !total) throw new Error('no rows');
  const shown = async (row: typeof vk, ...keys: MetricKey[]) =>
    Promise.all(keys.map((key) => row.value(key)));
  const money = ['spend', 'credited_conversions', 'credited_value', 'roas'] as const;
  expect(await shown(vk, 'starts', 'cost_per_start', ...money)).toEqual([
    '2',
    '1,375',
    '2,751',
    '1',
    '3,000',
    '1.09',
  ]);
  expect(await shown(mail, ...money)).toEqual(['0', '1', '5,000', '—']);
  expect(await shown(total, ...money)).toEqual(['2,751', '4', '9,500', '3.45']);

  await choice(page, 'Model').selectOption('first');
  await expect(page).toHaveURL(/model=first/);
  await expect(await vk.cell('credited_value')).toHaveText('8,000');
  expect(await shown(mail, ...money)).toEqual(['0', '0', '0', '—']);
  expect(await shown(total, ...money)).toEqual(['2,751', '4', '9,500', '3.45']);
  await choice(page, 'Look-back').selectOption('1');
  await expect(page).toHaveURL(/lookback_days=1/);
  // By then only her second arrival is near enough.
  await expect(await mail.cell('credited_value')).toHaveText('5,000');
  await expect(await total.cell('credited_value')).toHaveText('9,500');

  const found = page.url();
  await page.reload();
  await expect(choice(page, 'Model')).toHaveValue('first');
  await expect(await vk.cell('credited_value')).toHaveText('3,000');
  await isLoaded(page);
  expect(await accessibilityProblems(page)).toEqual([]);

  const href = await page.getByRole('link', { name: 'Download as NDJSON: Channels' }).getAttribute('href');
  const lines = (await (await page.request.get(href ?? '')).text()).trim().split('\n');
  const rows = lines.map((line) => JSON.parse(line) as Record<string, string | number | boolean | null>);
  const ofVk = rows.find((row) => row['value'] === 'vk');
  const asShown = (value: unknown) => Math.round(Number(value)).toLocaleString('en-GB');
  expect([asShown(ofVk?.['spend']), asShown(ofVk?.['credited_value'])]).toEqual(
    await shown(vk, 'spend', 'credited_value'),
  );
  const sum = (key: string) => rows.reduce((all, row) => all + (row['is_total'] ? 0 : Number(row[key])), 0);
  const all = rows.find((row) => row['is_total']);
  for (const key of ['spend', 'credited_conversions', 'credited_value', 'starts', 'touches'])
    expect([key, sum(key)]).toEqual([key, all?.[key]]);

  // The people behind: who bought, who came, and whom nobody saw coming.
  await (await mail.cell('credited_value')).getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('1 conversion');
  await expect(page.getByRole('table')).toContainText('anna');
  await page.goto(found);
  await (await vk.cell('starts')).getByRole('link').click();
  await expect(page.getByRole('table')).toContainText('boris');
  await page.goto(found);
  await (await rowOf(page, 'No arrival').cell('credited_conversions')).getByRole('link').click();
  await expect(page.getByRole('table')).toContainText('dora');

  // The same question on Attribution: all models beside each other.
  await page.goto(found.replace('/channels?', '/attribution?'));
  await isLoaded(page);
  await expect(choice(page, 'Model')).toHaveValue('first');
  const credited = rowOf(page, 'mail', 'Credited conversions');
  await expect(await credited.cell('credited_value')).toHaveText('5,000');
  await choice(page, 'Look-back').selectOption('');
  await expect(rowOf(page, 'vk', 'Credited conversions').row).toContainText('8,000');
  await expect(
    page.getByRole('table', { name: 'Models side by side' }).getByRole('row').last(),
  ).toContainText('4');
  await expect(page.getByRole('table', { name: 'Paths to conversion' })).toContainText('vk → mail');
});

test.describe('in Russian, dark, on a phone', () => {
  test.use({ language: 'ru', colorScheme: 'dark', viewport: { width: 390, height: 844 } });

  test('the demo is full of money, and fits', async ({ page }) => {
    test.slow();
    const { workspaces } = me.parse(await (await page.request.get('/api/me')).json());
    const demo = workspaces.find(({ kind }) => kind === 'demo');
    for (const [screen, text] of [
      ['channels', 'Больше всего — «'],
      ['attribution', 'Засчитанные конверсии'],
      ['subscriptions', 'По тому, что привело'],
    ] as const) {
      await page.goto(`/workspace/${demo?.workspace_id}/${screen}?period=last_90_days`);
      await expect(page.getByText(text).first()).toBeVisible({ timeout: 30_000 });
      await isLoaded(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
      expect(await accessibilityProblems(page), screen).toEqual([]);
    }
  });
});
