import { filterChoices, me, memberCreated, METRICS } from '@parley/contracts';
import { aCollectingWorkspace } from './collected.js';
import { accessibilityProblems, expect, test } from './journey.js';

/** As the reports do: between the two neighbours, by how near each is. */
function quantile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1);
  const low = sorted[Math.floor(at)] ?? 0;
  const high = sorted[Math.ceil(at)] ?? low;
  return low + (high - low) * (at - Math.floor(at));
}

test('an agent’s p90 is that of the rows behind it; a row leads to its dialogue with the wait drawn, and back to its place', async ({
  page,
}) => {
  test.slow();
  const { workspaces } = me.parse(await (await page.request.get('/api/me')).json());
  const golden = workspaces.find(({ kind }) => kind === 'golden');
  await page.goto(`/workspace/${golden?.workspace_id}/service`);
  const table = page.getByRole('table', { name: 'Agents', exact: true });
  const first = table.locator('tbody tr').first();
  await expect(first).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  const heads = await table.getByRole('columnheader').allInnerTexts();
  const cellOf = (key: 'waits_answered' | 'response_p90_seconds') =>
    first.locator('th, td').nth(heads.findIndex((head) => head.trim().startsWith(METRICS[key].label.en)));
  const answered = (await cellOf('waits_answered').getByRole('link').innerText()).trim();
  const p90 = cellOf('response_p90_seconds').getByRole('link');
  // «11.33 min = 680 s · Show the rows behind it»
  const exact = /([\d,.]+)\ss\s·/.exec((await p90.getAttribute('title')) ?? '')?.[1] ?? '';
  await p90.click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${answered} waits`);
  const href = await page.getByRole('link', { name: /^Download as NDJSON/ }).getAttribute('href');
  const file = await (await page.request.get(href ?? '')).text();
  const lengths = file
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { length_seconds: number }).length_seconds)
    .sort((a, b) => a - b);
  expect(lengths).toHaveLength(Number(answered.replaceAll(',', '')));
  expect(quantile(lengths, 0.9)).toBeCloseTo(Number(exact.replaceAll(',', '')), 2);

  await page.getByRole('button', { name: 'Show more' }).click();
  await expect(page.locator('[data-row]')).toHaveCount(Math.min(100, lengths.length));
  expect(await accessibilityProblems(page)).toEqual([]);
  const link = page.locator('[data-row]').nth(70);
  const row = await link.getAttribute('data-row');
  const place = page.url();
  await link.click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Dialogue with /);
  const waits = page.getByRole('table', { name: 'Waits', exact: true });
  await expect(waits.locator('[aria-current="true"]')).toHaveCount(1);
  await expect(page.locator('.span.chosen')).toHaveCount(1);
  await expect(page.locator('.span')).toHaveCount(await waits.locator('tbody tr').count());
  expect(await accessibilityProblems(page)).toEqual([]);

  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await expect(page.locator(`[data-row="${row}"]`)).toBeFocused();
  expect(page.url()).toBe(place);
});

test('an agent signs in to their own page and sees nobody else’s numbers', async ({
  browser,
  page: owner,
  parley,
}) => {
  test.slow();
  const { path, api, asked, answered } = await aCollectingWorkspace(owner, parley, 'Own only');
  await asked('Anna', 50);
  await answered('Anna', 'Olga', 40);
  await asked('Boris', 30);
  await answered('Boris', 'Ivan', 25);
  let ids = new Map<string, string>();
  await expect(async () => {
    const { agents } = filterChoices.parse(await (await owner.request.get(`${api}/filters`)).json());
    ids = new Map(agents.map(({ name, agent_id }) => [name, agent_id]));
    expect([...ids.keys()].sort()).toEqual(['Ivan', 'Olga']);
  }).toPass();
  const email = 'olga.of.own@example.com';
  const added = await owner.request.post(`${api}/members`, {
    data: { email, name: 'Olga', role: 'agent', agent_id: ids.get('Olga') },
  });
  const { password } = memberCreated.parse(await added.json());

  const context = await browser.newContext({
    baseURL: parley.apiUrl,
    locale: 'en-GB',
    storageState: { cookies: [], origins: [] },
  });
  const page = await context.newPage();
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password ?? '');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(new RegExp(`${path}/agents/me`));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Olga');
  const numbers = page.getByRole('table', { name: 'How fast and how much' });
  await expect(numbers.getByRole('row', { name: /^First response, median/ })).toContainText('10 min');
  await expect(numbers.getByRole('columnheader')).toHaveText(['What', 'You']);
  await expect(page.getByText('n<30: fewer than 30 answers.', { exact: false })).toBeVisible();
  await expect(page.locator('body')).not.toContainText('Ivan');
  expect(await accessibilityProblems(page)).toEqual([]);

  await page.getByRole('link', { name: 'All waits of the period, row by row' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('1 wait');
  await expect(page.locator('body')).not.toContainText('Boris');
  for (const report of ['waits?kind=every&', 'agents?', 'response-time?']) {
    const others = `${api}/reports/${report}from=2026-01-01&to=2027-01-01&agent_ids=${ids.get('Ivan')}`;
    expect((await page.request.get(others)).status()).toBe(403);
  }
  await context.close();
});
