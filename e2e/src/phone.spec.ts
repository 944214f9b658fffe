import { accessibilityProblems, expect, test } from './journey.js';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

test('on a phone everything is there, nothing is cut off, and axe finds nothing', async ({
  page,
  overview,
}) => {
  await overview.open('demo', '?period=last_30_days');
  await overview.isLoaded();
  await expect(overview.tile('contacts_unsubscribed')).toBeVisible();
  await expect(overview.agents()).toBeVisible();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
  expect(await accessibilityProblems(page)).toEqual([]);
});
