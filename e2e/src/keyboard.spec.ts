import { expect, test } from './journey.js';

test('the Overview can be walked and worked by keyboard alone', async ({ page, overview }) => {
  await overview.open('demo', '?period=last_30_days');
  await overview.isLoaded();

  await test.step('the first stop skips to the content', async () => {
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('main')).toBeFocused();
  });

  await test.step('a definition opens, closes with Escape and gives the focus back', async () => {
    const opener = overview.tile('messages_received').getByRole('button', { name: /^How it is computed/ });
    await opener.focus();
    await page.keyboard.press('Enter');
    const definition = page.getByRole('dialog');
    await expect(definition).toContainText('Formula');
    await page.keyboard.press('Escape');
    await expect(definition).toHaveCount(0);
    await expect(opener).toBeFocused();
  });

  await test.step('the period changes, and the address with it', async () => {
    await page.getByRole('button', { name: /^Period: Last 30 days/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Last 7 days/ }).focus();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/period=last_7_days/);
  });

  await test.step('the table of agents is sorted from its head', async () => {
    const head = overview.agents().getByRole('columnheader', { name: /^Agent/ });
    await head.getByRole('button').first().focus();
    await page.keyboard.press('Enter');
    await expect(head).toHaveAttribute('aria-sort', /ascending|descending/);
  });
});
