import { funnel, reportAnswer } from '@parley/contracts';
import { accessibilityProblems, expect, test } from './journey.js';
import { sessionFile } from '../start-parley.js';

test('a funnel built by keyboard alone is split, saved, and leads to those who dropped out', async ({
  page,
  overview,
}) => {
  test.setTimeout(90_000);
  await overview.open('demo', '?period=last_90_days&compare_to=none');
  await overview.isLoaded();
  await page.getByRole('link', { name: 'Funnels', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Funnels' })).toBeVisible();
  const bars = page.getByRole('list', { name: 'Steps of the funnel' });
  await expect(bars.getByRole('listitem')).toHaveCount(4);

  await test.step('steps are moved, added and removed by keys', async () => {
    await page.getByRole('button', { name: 'Steps and conditions' }).focus();
    await page.keyboard.press('Enter');
    const third = page.getByRole('combobox', { name: 'Event of step 3' });
    await expect(third).toHaveValue('answered');
    await third.focus();
    await page.keyboard.press('Alt+ArrowDown');
    await expect(page.getByRole('combobox', { name: 'Event of step 4' })).toHaveValue('answered');
    await expect(page.getByRole('combobox', { name: 'Event of step 4' })).toBeFocused();
    await expect(page.getByText(/is now step 4 of 4/)).toBeAttached();
    await page.getByRole('button', { name: 'Remove step 3' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('combobox', { name: /^Event of step/ })).toHaveCount(3);
    await expect(page.getByText(/^In the period: .+ events/).first()).toBeVisible();
    await expect(page).toHaveURL(/funnel=/);
    await expect(page.locator('app-funnel-card ol').getByRole('listitem')).toHaveCount(3);
  });

  await test.step('what cannot be asked is said by its step', async () => {
    const first = page.getByRole('combobox', { name: 'Event of step 2' });
    await first.selectOption('conversation_started');
    await expect(page.getByText(/^Step 1: .+ keep only one of them/)).toBeVisible();
    await first.selectOption('wrote');
    await expect(page.getByText(/keep only one of them/)).toHaveCount(0);
  });

  await test.step('it is split, and comes back with its address', async () => {
    await page
      .locator('app-funnel-breakdown')
      .getByRole('combobox', { name: 'By', exact: true })
      .selectOption('channel');
    const table = page.getByRole('table', { name: 'Breakdown' });
    await expect(table.getByRole('row')).not.toHaveCount(2);
    await page.reload();
    await expect(table).toBeVisible();
    await expect(page.locator('app-funnel-card ol').getByRole('listitem')).toHaveCount(3);
  });

  await test.step('screen and file are the same', async () => {
    const csv = await page.locator('app-funnel-card').getByRole('link', { name: /CSV/ }).getAttribute('href');
    const json = (csv ?? '').replace('&format=csv', '');
    const answer = reportAnswer(funnel.row).parse(await (await page.request.get(json)).json());
    const text = await (await page.request.get(csv ?? '')).text();
    expect(text.trim().split('\n')).toHaveLength(answer.rows.length + 1);
    const total = answer.rows.filter(({ is_total }) => is_total);
    const shown = await page.locator('app-funnel-card .reached a').allInnerTexts();
    expect(shown.map((each) => Number(each.replace(/\D/g, '')))).toEqual(
      total.map(({ units_reached }) => units_reached),
    );
  });

  await test.step('it is saved, and removed again', async () => {
    await page.getByRole('button', { name: 'Save', exact: true }).press('Enter');
    await page.getByLabel('Name of the funnel').fill('Journey of a test');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Saved.', { exact: true })).toBeVisible();
    await expect(page).toHaveURL(/funnel_id=\d+/);
    await expect(page).not.toHaveURL(/funnel=/);
    await expect(page.getByRole('heading', { level: 2, name: 'Journey of a test' })).toBeVisible();
    await page.getByRole('button', { name: 'Remove', exact: true }).press('Enter');
    await page.getByRole('button', { name: 'Remove it' }).press('Enter');
    await expect(page.getByText('Removed.', { exact: true })).toBeVisible();
    await expect(page).toHaveURL(/funnel=/);
  });

  await test.step('who dropped out are as many as the bar says', async () => {
    const lost = page
      .locator('app-funnel-card')
      .getByRole('link', { name: /^Lost:/ })
      .first();
    const n = (await lost.innerText()).replace(/\D/g, '');
    await lost.press('Enter');
    await expect(page).toHaveURL(/report=funnel-contacts.*outcome=lost|outcome=lost.*report=funnel-contacts/);
    const heading = page.getByRole('heading', { level: 1 });
    await expect(heading).toHaveText(/^\d.* in the funnel/);
    expect((await heading.innerText()).replace(/\D/g, '')).toBe(n);
    const person = page
      .getByRole('table')
      .getByRole('link')
      .and(page.locator('[href*="/contacts/"]'))
      .first();
    await person.press('Enter');
    await expect(page).toHaveURL(/\/contacts\/\d+/);
    await expect(page.locator('app-contact-timeline li').first()).toBeVisible();
  });
});

test('the funnels fit a phone, in Russian and in the dark', async ({ browser, parley }) => {
  const context = await browser.newContext({
    baseURL: parley.apiUrl,
    storageState: sessionFile('ru'),
    locale: 'ru-RU',
    colorScheme: 'dark',
    viewport: { width: 390, height: 844 },
  });
  const page = await context.newPage();
  const { workspaces } = (await (await page.request.get('/api/me')).json()) as {
    workspaces: { kind: string; workspace_id: string }[];
  };
  const demo = workspaces.find(({ kind }) => kind === 'demo');
  await page.goto(`/workspace/${demo?.workspace_id}/funnels?period=last_30_days&build=yes&breakdown=channel`);
  await expect(page.locator('app-funnel-card ol').getByRole('listitem')).toHaveCount(4);
  await expect(page.getByText(/^За период: /).first()).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(await accessibilityProblems(page)).toEqual([]);
  await context.close();
});
