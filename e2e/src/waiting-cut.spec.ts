import { sessionFile } from '../start-parley.js';
import { aCollectingWorkspace } from './collected.js';
import { aLineTo } from './cut-line.js';
import { expect, test } from './journey.js';

test('a live line that is cut in the middle says so, comes back by itself and shows what came in between', async ({
  browser,
  page: owner,
  parley,
}) => {
  const { path, asked, answered } = await aCollectingWorkspace(owner, parley, 'A cut line');
  const line = await aLineTo(parley.apiUrl);
  const context = await browser.newContext({
    baseURL: line.url,
    locale: 'en-GB',
    storageState: sessionFile('en'),
  });
  const page = await context.newPage();
  await page.goto(`${path}/waiting`);
  const live = page.getByText('Live', { exact: true });
  const waiting = page.getByRole('table', { name: /^Who is waiting/ }).getByRole('rowheader');
  await expect(page.getByText('Nobody is waiting.')).toBeVisible();
  await expect(live).toBeVisible();
  await asked('Vera Before', 3);
  await expect(waiting).toHaveText(['Vera Before']);
  // A page that was loaded anew would not know this.
  await page.evaluate(() => document.documentElement.setAttribute('data-same-page', 'yes'));

  await line.cut();
  await expect(page.getByText(/^Not live since \d/)).toBeVisible();
  await expect(live).toHaveCount(0);
  // What was known last stays in sight, and is said to be old.
  await expect(waiting).toHaveText(['Vera Before']);
  await asked('Ivan Between', 2);
  await answered('Vera Before', 'Olga', 0);

  await line.mend();
  await expect(live).toBeVisible({ timeout: 45_000 });
  await expect(waiting).toHaveText(['Ivan Between']);
  await expect(page.locator('html[data-same-page="yes"]')).toHaveCount(1);

  // And is live, not only asked anew.
  await answered('Ivan Between', 'Olga', 0);
  await expect(page.getByText('Nobody is waiting.')).toBeVisible();
  await context.close();
  await line.cut();
});
