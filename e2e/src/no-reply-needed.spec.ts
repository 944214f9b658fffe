import { aCollectingWorkspace } from './collected.js';
import { accessibilityProblems, expect, test } from './journey.js';

test('somebody needs no reply: the list loses them, reports count them as dismissed, and it is taken back', async ({
  page,
  parley,
}) => {
  test.slow();
  const { path, asked } = await aCollectingWorkspace(page, parley, 'No reply needed');
  await asked('Thankful Tom', 2 * 24 * 60);
  await asked('Vera Waiting', 3);
  await page.goto(`${path}/waiting`);
  const waiting = page.getByRole('table', { name: /^Who is waiting/ }).getByRole('rowheader');
  await expect(waiting).toHaveText(['Thankful Tom', 'Vera Waiting']);

  await page.getByRole('button', { name: 'No reply needed: Thankful Tom' }).click();
  const undo = page.getByRole('status').getByRole('button', { name: /^Undo/ });
  await expect(undo).toBeFocused();
  await expect(waiting).toHaveText(['Vera Waiting']);
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(waiting).toHaveText(['Thankful Tom', 'Vera Waiting']);

  // From the rows behind «unanswered», where a row stays until it is asked for again.
  const rows = `${path}/rows?report=unanswered&kind=every&period=last_7_days`;
  await page.goto(rows);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('1 wait without an answer');
  await page.getByRole('button', { name: 'No reply needed: Thankful Tom' }).click();
  const table = page.getByRole('table', { name: 'Unanswered' });
  await expect(table.getByRole('button', { name: /^Undo/ })).toBeVisible();
  expect(await accessibilityProblems(page)).toEqual([]);
  await expect(async () => {
    await page.getByRole('button', { name: 'Ask again' }).click();
    await expect(page.getByText('There is nothing that fits.')).toBeVisible({ timeout: 1_000 });
  }).toPass();

  // In its dialogue it says what it is, and comes back to life.
  await page.goto(rows.replace('report=unanswered', 'report=waits&states=dismissed'));
  await page.getByRole('table', { name: 'Waits' }).getByRole('rowheader').getByRole('link').click();
  const wait = page.getByRole('table', { name: 'Waits' }).getByRole('row').nth(1);
  await expect(wait).toContainText('No reply needed: ');
  await wait.getByRole('button', { name: /^Undo/ }).click();
  await expect(wait).toContainText('Unanswered');
});
