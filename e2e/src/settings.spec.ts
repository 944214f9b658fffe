import { type Locator, type Page } from '@playwright/test';
import { eventsAnswer, METRICS, settingsAnswer } from '@parley/contracts';
import { type Whereabouts } from '../parley.js';
import { sessionCookie } from '../start-parley.js';
import { accessibilityProblems, aFreshWorkspace, expect, Overview, test } from './journey.js';

const HOUR = 3_600_000;

/** Makes a request of the owner's. */
async function ask(parley: Whereabouts, method: string, url: string, body?: object): Promise<unknown> {
  const headers = { cookie: sessionCookie('en'), origin: parley.apiUrl, 'content-type': 'application/json' };
  const answer = await fetch(url, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/**
 * A workspace in which Anna wrote on two days, five hours apart on each: two dialogues by a day's silence, four by two
 * hours'. An agent answers ten minutes later each time.
 */
async function aTalkativeWorkspace(parley: Whereabouts) {
  const workspace = await aFreshWorkspace(parley, 'Definitions');
  const { account_id } = (await ask(parley, 'POST', `${workspace.api}/accounts`, {
    name: 'Chat',
    channel: 'telegram',
    connection: 'events_api',
    capabilities: { outgoing: 'always', subscriptions: true },
  })) as { account_id: string };
  const { key } = (await ask(parley, 'POST', `${workspace.api}/api-keys`, {
    name: 'Journey',
    scopes: ['events:write'],
  })) as { key: string };
  const beginning = Date.now() - 96 * HOUR;
  const events = [0, 5, 48, 53].flatMap((hours, index) => {
    const at = (ms: number) => new Date(beginning + hours * HOUR + ms).toISOString();
    const common = { account_id, contact: { id: 'anna' } };
    return [
      { ...common, type: 'message_received', id: `in-${index}`, occurred_at: at(0), text: 'Is it in stock?' },
      {
        ...common,
        type: 'message_sent',
        id: `out-${index}`,
        occurred_at: at(600_000),
        sender: 'agent',
        agent: { id: 'oleg' },
        text: 'Yes.',
      },
    ];
  });
  // Ingest learns of a new key within a moment.
  await expect(async () => {
    const sent = await fetch(`${parley.ingestUrl}/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(events),
    });
    expect(eventsAnswer.parse(await sent.json())).toMatchObject({ accepted: events.length, rejected: [] });
  }).toPass({ timeout: 10_000 });
  return workspace;
}

/** The cells of one line of the comparison: now, after the change, the difference. */
const compared = (page: Page, key: keyof typeof METRICS): Locator =>
  page
    .getByRole('table', { name: 'What this moves' })
    .getByRole('row', { name: METRICS[key].label.en })
    .getByRole('cell');

test('a change shows its numbers before it is made, the Overview shows the same after it, and it is taken back', async ({
  page,
  parley,
}) => {
  // Two rebuilds and two comparisons: quick each, but not on a busy machine.
  test.setTimeout(120_000);
  const workspace = await aTalkativeWorkspace(parley);
  const overview = new Overview(page, 'en');
  await page.goto(`${workspace.path}/overview`);
  await expect(async () => expect(await overview.shown('dialogues')).toBe('2')).toPass({ timeout: 30_000 });

  await page.getByRole('link', { name: 'Settings' }).click();
  await expect(page.getByText('before you save, you see here which numbers it moves')).toBeVisible();
  expect(await accessibilityProblems(page)).toEqual([]);

  const gap = page.getByLabel('Silence that ends a dialogue', { exact: true });
  await expect(gap).toHaveValue('24');
  await gap.fill('0');
  await expect(page.getByText('lasts from 1 minute to 30 days')).toBeVisible();
  expect(await accessibilityProblems(page)).toEqual([]);
  await gap.fill('2');
  await expect(compared(page, 'dialogues')).toHaveText(['2', '4', '+2'], { timeout: 30_000 });
  await expect(compared(page, 'contacts')).toHaveText(['1', '1', '—']);
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();

  const isSettled = async () =>
    settingsAnswer.parse(await ask(parley, 'GET', `${workspace.api}/settings`)).building === null;
  await expect.poll(isSettled, { timeout: 60_000 }).toBe(true);
  const history = page.getByRole('list', { name: 'History' });
  await expect(history).toContainText('Silence that ends a dialogue: 24 h → 2 h');
  await page.getByRole('link', { name: 'Overview' }).click();
  await expect(async () => expect(await overview.shown('dialogues')).toBe('4')).toPass({ timeout: 30_000 });

  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Restore version 1' }).click();
  await expect(page.getByText('The values of version 1 are in the form.')).toBeVisible();
  await expect(gap).toHaveValue('24');
  await expect(compared(page, 'dialogues')).toHaveText(['4', '2', '−2'], { timeout: 30_000 });
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(history.getByRole('listitem').filter({ hasText: 'Version 3' }).first()).toContainText(
    '2 h → 24 h',
  );
  await expect.poll(isSettled, { timeout: 60_000 }).toBe(true);
  await page.getByRole('link', { name: 'Overview' }).click();
  await expect(async () => expect(await overview.shown('dialogues')).toBe('2')).toPass({ timeout: 30_000 });
});

test.describe('in Russian, on a phone', () => {
  test.use({ language: 'ru', viewport: { width: 390, height: 844 }, colorScheme: 'dark' });

  test('an analyst reads the settings, tries a value and is not offered to save it', async ({
    page,
    overview,
  }) => {
    await overview.open('demo');
    await page.getByRole('button', { name: 'Открыть меню' }).click();
    await page.getByRole('link', { name: 'Настройки' }).click();
    await expect(page.getByText('Сохраняют изменения только владельцы.')).toBeVisible();
    await page.getByLabel('Часовой пояс').fill('Asia/Vladivostok');
    await expect(page.getByRole('table', { name: 'Что изменится' })).toBeVisible({ timeout: 30_000 });
    await page.getByText('По дням').click();
    await expect(page.getByRole('table', { name: 'По дням' }).getByRole('row')).toHaveCount(31);
    await expect(page.getByRole('button', { name: 'Сохранить изменения' })).toHaveCount(0);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
    expect(await accessibilityProblems(page)).toEqual([]);
  });
});
