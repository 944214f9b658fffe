import { METRICS, rowsMeta, settingsAnswer } from '@parley/contracts';
import * as z from 'zod';
import { aCollectingWorkspace } from './collected.js';
import { accessibilityProblems, expect, test } from './journey.js';

test('a definition is flipped in place, stands beside the official number, stays in the address, and is made official', async ({
  page,
  parley,
}) => {
  test.slow();
  // Two messages half a minute apart are one burst; the answer came 10 minutes after the first of them.
  const { path, api, asked, answered } = await aCollectingWorkspace(page, parley, 'Flipped');
  await asked('Vera', 60);
  await asked('Vera', 59.5);
  await answered('Vera', 'Oleg', 50);
  const median = page.getByRole('group', {
    name: `${METRICS.response_median_seconds.label.en}, Calendar time`,
  });
  const banner = page.getByText('Not the workspace’s definitions.');
  // Told by the api: a whole screen that is asked for again and again would only take longer.
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const days = `from=${day(-2)}&to=${day(2)}`;
  const answers = async (): Promise<number> => {
    const asked = await page.request.get(`${api}/reports/waits?${days}&states=answered&limit=1`);
    return z.object({ meta: rowsMeta }).parse(await asked.json()).meta.total;
  };
  await expect.poll(answers, { timeout: 30_000 }).toBe(1);
  await page.goto(`${path}/service`);
  await expect(median).toContainText('10 min');
  await expect(banner).toBeHidden();

  await page.getByRole('button', { name: /^Dialogue ends after 24 h/ }).click();
  await page.getByLabel('Response time is counted from').selectOption('last message of a burst');
  await page.keyboard.press('Escape');
  await expect(banner).toBeVisible();
  await expect(median).toContainText('9 min 30 s');
  await expect(median).toContainText('officially 10 min');
  await expect(page).toHaveURL(/with_clock_starts=last/);
  // Loudly in every block: agents and groups stand beside the official ones too.
  for (const table of ['Agents', 'Response times by group'])
    await expect(page.getByRole('table', { name: table, exact: true })).toContainText('officially 10 min');
  expect(await accessibilityProblems(page)).toEqual([]);

  // Put back, and a step back in the history is the flip again: the address is all of its state.
  await page.getByRole('button', { name: 'Back to the official ones' }).click();
  await expect(banner).toBeHidden();
  await expect(median).not.toContainText('officially');
  await expect(median).toContainText('10 min');
  await page.goBack();
  await expect(median).toContainText('9 min 30 s');

  await page.getByRole('link', { name: 'Make it official in Settings' }).click();
  await expect(page.getByRole('radio', { name: /last message/i })).toBeChecked();
  await page.getByRole('button', { name: 'Save changes' }).click();
  const used = async (): Promise<string> => {
    const asked = await page.request.get(`${api}/settings`);
    return settingsAnswer.parse(await asked.json()).definition.params.clock_starts;
  };
  await expect.poll(used, { timeout: 30_000 }).toBe('last');
  await page.goto(`${path}/service`);
  await expect(median).toContainText('9 min 30 s');
  await expect(banner).toBeHidden();
  await expect(median).not.toContainText('officially');
});
