import { createHmac } from 'node:crypto';
import { accessibilityProblems, aFreshWorkspace, expect, test } from './journey.js';

const sign = (key: string, body: string) => createHmac('sha256', key).update(body).digest('hex');

test('a page is connected in the browser, its first signed event turns it green, and it is let go', async ({
  page,
  parley,
}) => {
  const { path: workspace } = await aFreshWorkspace(parley, 'Connected');
  await page.goto(`${workspace}/overview`);
  await page.getByRole('link', { name: 'Accounts' }).click();
  await page.getByRole('link', { name: 'Connect an account' }).click();
  await page.getByRole('radio', { name: 'Messenger', exact: true }).check();
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByText('Give the account a name.')).toBeVisible();
  await expect(page.getByText('This is needed to collect anything.')).toBeVisible();
  expect(await accessibilityProblems(page)).toEqual([]);

  await page.getByLabel('Name of the account').fill('Shop page');
  await page.getByLabel('App secret').fill('app-secret-of-e2e');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Shop page' })).toBeVisible();
  await expect(page.getByText('Waiting for the first event')).toBeVisible();
  const next = page.getByRole('region', { name: 'What to do now' });
  const [address = '', verifyToken = ''] = await next.locator('.value code').allInnerTexts();
  expect(await accessibilityProblems(page)).toEqual([]);

  const path = new URL(address).pathname;
  const hook = `${parley.ingestUrl}${path}`;
  await expect(async () => {
    const asked = await fetch(
      `${hook}?hub.mode=subscribe&hub.verify_token=${encodeURIComponent(verifyToken)}&hub.challenge=4711`,
    );
    expect(await asked.text()).toBe('4711');
  }).toPass({ timeout: 10_000 });
  const body = JSON.stringify({
    object: 'page',
    entry: [
      {
        id: '104512345678901',
        time: Date.now(),
        messaging: [
          {
            sender: { id: '7612345678901234' },
            recipient: { id: '104512345678901' },
            timestamp: Date.now(),
            message: { mid: 'm_e2e', text: 'Hello' },
          },
        ],
      },
    ],
  });
  const post = (secret: string) =>
    fetch(hook, { method: 'POST', body, headers: { 'x-hub-signature-256': `sha256=${sign(secret, body)}` } });
  expect((await post('forged')).status).toBe(401);
  expect((await post('app-secret-of-e2e')).status).toBe(200);
  await expect(page.getByText('Receiving')).toBeVisible();

  await page.reload();
  await expect(page.getByRole('heading', { name: 'Shop page' })).toBeVisible();
  await expect(page.getByText(verifyToken)).toHaveCount(0);

  await page.getByRole('button', { name: 'Test the connection' }).click();
  const checks = page.getByRole('list', { name: 'Test of the connection' });
  await expect(checks.getByRole('listitem').filter({ hasText: 'Secrets.' })).toContainText('In order');
  await expect(checks.getByRole('listitem').filter({ hasText: 'Events.' })).toContainText('Events arrive');
  await expect(checks.getByRole('listitem').filter({ hasText: 'Public address.' })).toContainText(
    'PARLEY_INGEST_URL',
  );
  expect(await accessibilityProblems(page)).toEqual([]);

  await page.getByRole('button', { name: 'New secret' }).click();
  await expect(page.getByText('Both secrets are accepted until')).toBeVisible();

  await page.getByRole('button', { name: 'Disconnect…' }).click();
  await page.getByRole('button', { name: 'Disconnect', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Accounts' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Shop page' })).toHaveCount(0);
  expect(await accessibilityProblems(page)).toEqual([]);

  await page.getByRole('button', { name: 'Connect again: Shop page' }).click();
  await expect(page.getByRole('heading', { name: 'Shop page' })).toBeVisible();
  await expect(page.getByText('A secret is missing')).toBeVisible();
});

test('a bot and the helpdesk behind it: the helpdesk is connected as one that shows the same chats', async ({
  page,
  parley,
}) => {
  const { path: workspace } = await aFreshWorkspace(parley, 'Both');
  const connect = async (name: string) => {
    await page.goto(`${workspace}/accounts/connect`);
    await page.getByLabel('Name of the account').fill(name);
  };
  await connect('The bot');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'The bot' })).toBeVisible();

  await connect('The helpdesk');
  await page.getByRole('radio', { name: /From your own system or helpdesk/ }).check();
  await page.getByLabel('The same chats also come through').selectOption('The bot · Telegram');
  const answers = page.getByRole('group', { name: 'Answers count from' });
  await expect(answers.getByRole('radio', { name: 'The helpdesk' })).toBeChecked();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'The helpdesk' })).toBeVisible();
  const incoming = page.getByRole('group', { name: 'Incoming messages count from' });
  await expect(incoming.getByRole('radio', { name: 'The bot · Telegram' })).toBeChecked();
  await incoming.getByRole('radio', { name: 'The helpdesk' }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await page.reload();
  await expect(incoming.getByRole('radio', { name: 'The helpdesk' })).toBeChecked();
});

test.describe('in Russian, on a phone', () => {
  test.use({ language: 'ru', viewport: { width: 390, height: 844 } });

  test('the accounts of the demo are listed with their state and open one by one', async ({
    page,
    overview,
  }) => {
    await overview.open('demo');
    await page.getByRole('button', { name: 'Открыть меню' }).click();
    await page.getByRole('link', { name: 'Аккаунты' }).click();
    const table = page.getByRole('table', { name: 'Аккаунты' });
    await expect(table.getByRole('rowheader')).toHaveCount(9);
    expect(await accessibilityProblems(page)).toEqual([]);
    await table.getByRole('link', { name: 'Viber' }).click();
    await expect(page.getByRole('heading', { name: 'Viber' })).toBeVisible();
    await expect(page.getByText('Номер аккаунта')).toBeVisible();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
    expect(await accessibilityProblems(page)).toEqual([]);
  });
});
