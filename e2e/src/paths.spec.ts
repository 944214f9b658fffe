import { pathContactRows, paths, reportAnswer, rowsAnswer } from '@parley/contracts';
import { accessibilityProblems, expect, test } from './journey.js';
import type { Page } from '@playwright/test';

/** The address of the demo workspace, from where the overview has opened. */
const pathOf = (page: Page) => /\/workspace\/\d+/.exec(page.url())?.[0] ?? '';

test('a ribbon of the paths leads to as many people as it says, and the file holds the same', async ({
  page,
  overview,
}) => {
  await overview.open('demo', '?period=last_30_days&compare_to=none');
  await overview.isLoaded();
  await page.getByRole('link', { name: 'Paths', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Paths' })).toBeVisible();
  const table = page.getByRole('table', { name: 'Journeys' });
  await expect(table).toBeVisible();
  await expect(page.locator('app-chart [data-ready=true]')).toBeVisible();

  await test.step('what is chosen stands in the address and comes back with it', async () => {
    await page.getByLabel('Event or arrival').selectOption({ label: 'Wrote' });
    await expect(page).toHaveURL(/anchor=wrote/);
    await page.getByRole('combobox', { name: 'Steps', exact: true }).selectOption('2');
    await expect(page).toHaveURL(/depth=2/);
    await page.reload();
    await expect(page.getByLabel('Event or arrival')).toHaveValue('wrote');
    await expect(table.getByRole('rowheader', { name: '1. Wrote → Was answered' })).toBeVisible();
    await page.goBack();
  });

  await test.step('screen and file are the same', async () => {
    const csv = await page.getByRole('link', { name: /CSV/ }).first().getAttribute('href');
    const json = (csv ?? '').replace('format=csv', 'format=json');
    const answer = reportAnswer(paths.row).parse(await (await page.request.get(json)).json());
    const text = await (await page.request.get(csv ?? '')).text();
    expect(text.trim().split('\n')).toHaveLength(answer.rows.length + 1);
    const [first] = answer.rows;
    expect(text).toContain(`${first?.path_contacts}`);
  });

  await test.step('a ribbon has its people', async () => {
    const row = table
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name: '1. Wrote → Was answered' }) });
    const number = row.getByRole('link').first();
    const shown = (await number.innerText()).replace(/\D/g, '');
    await number.click();
    await expect(page).toHaveURL(/report=path-contacts/);
    await expect(
      page.getByRole('heading', {
        name: new RegExp(`^${shown.replace(/\B(?=(\d{3})+$)/g, '\\D')} contacts`),
      }),
    ).toBeVisible();
    const api = new URL(page.url()).searchParams;
    expect(api.get('from_value')).toBe('wrote');
    const query = new URLSearchParams([...api].filter(([key]) => key in pathContactRows.params.shape));
    query.set('from', '2020-01-01');
    query.set('to', '2020-01-02');
    const nobody = await page.request.get(
      `/api${pathOf(page).replace('workspace', 'workspaces')}/reports/path-contacts?${query}`,
    );
    expect(rowsAnswer(pathContactRows.row).parse(await nobody.json()).meta.total).toBe(0);
  });
});

test('the paths fit a phone, in Russian and in the dark', async ({ browser, parley }) => {
  const { sessionFile } = await import('../start-parley.js');
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
  await page.goto(
    `/workspace/${demo?.workspace_id}/paths?period=last_30_days&direction=to&anchor=purchase_completed`,
  );
  await expect(page.getByRole('table', { name: 'Пути клиентов' })).toBeVisible();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
  expect(await accessibilityProblems(page)).toEqual([]);
  await context.close();
});
