import type { Page } from '@playwright/test';
import { accountWithSecrets, me } from '@parley/contracts';
import { accessibilityProblems, expect, test } from './journey.js';

const ORIGIN = { 'content-type': 'application/json' };

/** The owner's own workspace that every installation has. */
async function ownWorkspace(page: Page): Promise<string> {
  const { workspaces } = me.parse(await (await page.request.get('/api/me')).json());
  return workspaces.find(({ kind, name }) => kind === 'own' && name === 'My business')?.workspace_id ?? '';
}

/** Connects a Telegram bot to the owner's workspace and waits until ingest knows it. */
async function connectBot(page: Page, ingestUrl: string, name: string) {
  const id = await ownWorkspace(page);
  const answer = await page.request.post(`/api/workspaces/${id}/accounts`, {
    headers: ORIGIN,
    data: { name, channel: 'telegram', connection: 'webhook' },
  });
  const { account_id, secrets } = accountWithSecrets.parse(await answer.json());
  const send = (update: object, secret = secrets['secret_token'] ?? '') =>
    fetch(`${ingestUrl}/webhooks/telegram/${account_id}`, {
      method: 'POST',
      headers: { ...ORIGIN, 'x-telegram-bot-api-secret-token': secret },
      body: JSON.stringify(update),
    });
  await expect(async () => expect((await send({ update_id: 1, poll: {} })).status).toBe(200)).toPass();
  return { id, account_id, send };
}

const inGroup = (update_id: number) => ({
  update_id,
  message: {
    message_id: update_id,
    date: Math.floor(Date.now() / 1000),
    chat: { id: -100, type: 'supergroup' },
    from: { id: 5, is_bot: false, first_name: 'Anna' },
    text: 'Hello, group',
  },
});

test('what is not understood lies in quarantine, is read again and dismissed; forged signatures are counted', async ({
  page,
  parley,
  overview,
}) => {
  const bot = await connectBot(page, parley.ingestUrl, 'Quality bot');
  expect((await bot.send(inGroup(2))).status).toBe(200);
  expect((await bot.send(inGroup(3), 'forged')).status).toBe(401);

  await overview.open('own');
  await page.getByRole('link', { name: 'Data quality' }).click();
  const quarantine = page.getByRole('region', { name: 'Quarantine' });
  const entries = quarantine.getByRole('listitem');
  const entry = entries.filter({ hasText: 'supergroup' });
  await expect(entry).toHaveCount(1);
  await expect(entry).toContainText('Quality bot');
  await expect(page.getByText(/^Needs attention: /)).toContainText('refused signature');
  await entry.getByText('What arrived').click();
  await expect(entry.locator('pre')).not.toContainText('Hello, group');
  expect(await accessibilityProblems(page)).toEqual([]);

  await entry.getByRole('button', { name: /^Read again/ }).click();
  await expect(quarantine.getByText('Still not understood: 1.')).toBeVisible();
  await expect(entry).toHaveCount(1);
  await entry.getByRole('button', { name: /^Dismiss…/ }).click();
  expect(await accessibilityProblems(page)).toEqual([]);
  await entry.getByRole('button', { name: 'Dismiss', exact: true }).click();
  await expect(entry).toHaveCount(0);

  await page.getByRole('link', { name: 'Accounts', exact: true }).click();
  const row = page
    .getByRole('table', { name: 'Accounts' })
    .getByRole('row')
    .filter({ hasText: 'Quality bot' });
  await expect(row).toContainText('1 refused signature');
  await row.getByRole('link', { name: /in quarantine/ }).click();
  await expect(page.getByText('Only this account: Quality bot.')).toBeVisible();
});

test('somebody without a name is named, joined and taken apart, and the Overview follows', async ({
  page,
  parley,
  overview,
}) => {
  const id = await ownWorkspace(page);
  const account = await page.request.post(`/api/workspaces/${id}/accounts`, {
    headers: ORIGIN,
    data: {
      name: 'Quality chat',
      channel: 'viber',
      connection: 'events_api',
      capabilities: { outgoing: 'always', subscriptions: true },
    },
  });
  const { account_id } = accountWithSecrets.parse(await account.json());
  const made = await page.request.post(`/api/workspaces/${id}/api-keys`, {
    headers: ORIGIN,
    data: { name: 'quality', scopes: ['events:write'] },
  });
  const { key } = (await made.json()) as { key: string };
  const at = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
  const wait = (contact: string, agent: string, minutes: number) => [
    {
      type: 'message_received',
      id: `q-${contact}`,
      account_id,
      contact: { id: contact },
      occurred_at: at(30),
      text: '?',
    },
    {
      type: 'message_sent',
      id: `a-${contact}`,
      account_id,
      contact: { id: contact },
      occurred_at: at(30 - minutes),
      agent: { id: agent },
      text: '!',
    },
  ];
  await expect(async () => {
    const sent = await fetch(`${parley.ingestUrl}/v1/events`, {
      method: 'POST',
      headers: { ...ORIGIN, authorization: `Bearer ${key}` },
      body: JSON.stringify([...wait('q1', 'operator-17', 2), ...wait('q2', 'operator-18', 6)]),
    });
    expect(sent.status).toBe(200);
    expect(await sent.json()).toMatchObject({ accepted: 4 });
  }).toPass();

  await page.goto(`/workspace/${id}/quality`);
  const people = page.getByRole('region', { name: 'Who answers' });
  await page.getByRole('button', { name: 'Name: No name: operator-17' }).click({ timeout: 20_000 });
  await people.getByLabel('Name of operator-17').fill('Galina');
  await people.getByRole('button', { name: 'Save' }).click();
  await expect(people.getByRole('listitem').filter({ hasText: 'Galina' })).toBeVisible();
  await page.getByRole('button', { name: 'Join: No name: operator-18' }).click();
  await people.getByLabel('Is the same person as').selectOption({ label: 'Galina · Quality chat' });
  await people.getByRole('button', { name: 'Save' }).click();
  await expect(people.getByText('counts as Galina')).toBeVisible();
  expect(await accessibilityProblems(page)).toEqual([]);

  await overview.open('own');
  const galina = overview.agents().getByRole('row').filter({ hasText: 'Galina' });
  await expect(galina).toContainText('4 min');
  await expect(overview.agents()).not.toContainText('operator-18');

  await page.goto(`/workspace/${id}/quality`);
  await page.getByRole('button', { name: 'Take apart: No name: operator-18' }).click();
  await expect(people.getByText('counts as Galina')).toHaveCount(0);
  await overview.open('own');
  await expect(galina).toContainText('2 min');
  await expect(overview.agents()).toContainText('operator-18');
});

test.describe('in Russian, on a phone', () => {
  test.use({ language: 'ru', viewport: { width: 390, height: 844 } });

  test('the quality of the demo is shown whole', async ({ page, overview }) => {
    await overview.open('demo');
    await page.getByRole('button', { name: 'Открыть меню' }).click();
    await page.getByRole('link', { name: 'Качество данных' }).click();
    await expect(page.getByRole('heading', { name: 'Качество данных' })).toBeVisible();
    await expect(page.getByText(/^(Всё в порядке|Требует внимания)/)).toBeVisible();
    await page.getByRole('radio', { name: 'Таблица' }).check();
    await expect(page.getByRole('table', { name: 'События по часам' }).getByRole('rowheader')).toHaveCount(
      48,
    );
    await expect(page.getByRole('button', { name: /Удалить|Назвать/ })).toHaveCount(0);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
    expect(await accessibilityProblems(page)).toEqual([]);
  });
});
