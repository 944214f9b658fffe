import { execFileSync } from 'node:child_process';
import { accessibilityProblems, aFreshWorkspace, expect, test } from './journey.js';

test('the command on the screen of an empty workspace sends the first event, exactly as it is shown', async ({
  page,
  parley,
  overview,
}) => {
  const { path: workspace } = await aFreshWorkspace(parley, 'First run');
  await page.goto(`${workspace}/overview`);
  await expect(page.getByRole('heading', { name: 'No events yet' })).toBeVisible();
  await expect(page.getByText('Waiting for the first event')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Connect an account' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Import a file' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Open the demo workspace' })).toBeVisible();
  await page.getByRole('button', { name: 'Make an account and a key' }).click();
  await expect(page.getByText('the key is shown this once')).toBeVisible();
  expect(await accessibilityProblems(page)).toEqual([]);

  const command = await page.getByRole('group', { name: 'Send an event' }).innerText();
  // Ingest learns of a new key within two seconds.
  await expect(() => {
    execFileSync('sh', ['-c', command.replace(/^curl /, 'curl -sS --fail-with-body ')], { stdio: 'pipe' });
  }).toPass({ timeout: 15_000 });

  await expect(page.getByText('The first event has arrived.')).toBeVisible();
  await expect(overview.tile('messages_received').getByRole('paragraph').first()).toHaveText('1');
  expect(await accessibilityProblems(page)).toEqual([]);
});

test('a key that was lost with the page is made anew for the same account', async ({ page, parley }) => {
  const { path: workspace } = await aFreshWorkspace(parley, 'Lost key');
  for (const attempt of ['first', 'second']) {
    await page.goto(`${workspace}/overview`);
    await page.getByRole('button', { name: 'Make an account and a key' }).click();
    await expect(page.getByText('the key is shown this once'), attempt).toBeVisible();
  }
  await page.goto(`${workspace}/accounts`);
  await expect(page.getByRole('table', { name: 'Accounts' }).getByRole('rowheader')).toHaveCount(1);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('the first steps fit the screen', async ({ page, parley }) => {
    const { path: workspace } = await aFreshWorkspace(parley, 'Телефон');
    await page.goto(`${workspace}/overview`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(await accessibilityProblems(page)).toEqual([]);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
  });
});
