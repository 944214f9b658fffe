import { accessibilityProblems, expect, test } from './journey.js';

test('the palette finds pages and periods in either language and layout, by keyboard alone', async ({
  page,
  overview,
}) => {
  await overview.open('demo', '?period=last_30_days');
  await overview.isLoaded();
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Find and go' });
  await expect(field).toBeFocused();
  const list = page.getByRole('listbox', { name: 'What is found' });
  await expect(list.getByRole('option').first()).toHaveAttribute('aria-selected', 'true');
  expect(await accessibilityProblems(page)).toEqual([]);

  await test.step('a page, typed in the wrong layout', async () => {
    await field.fill('срфттуды');
    const option = list.getByRole('option', { name: /^Channels/ }).first();
    await expect(option).toBeVisible();
    await expect(field).toHaveAttribute('aria-activedescendant', /^command-/);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/channels\?.*period=last_30_days/);
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });

  await test.step('a period, in Russian', async () => {
    await page.keyboard.press('Control+k');
    await field.fill('последние 7');
    await expect(list.getByRole('option', { name: /^Last 7 days/ })).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/period=last_7_days/);
  });

  await test.step('nothing, and Escape', async () => {
    await page.keyboard.press('Control+k');
    await field.fill('xyzzy');
    await expect(page.getByText('Nothing found for «xyzzy».')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(field).toBeHidden();
  });
});

test('single keys show themselves, lead to pages, keep out of fields and can be switched off', async ({
  page,
  overview,
}) => {
  await overview.open('demo', '?period=last_30_days');
  await overview.isLoaded();
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await page.keyboard.press('?');
  await expect(help).toBeVisible();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();

  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await expect(page).toHaveURL(/\/paths\?/);
  await page.keyboard.press('d');
  await expect(page.getByRole('button', { name: /^Period: / })).toBeFocused();

  await test.step('switched off', async () => {
    await page.keyboard.press('?');
    await help.getByRole('checkbox', { name: 'Single keys lead somewhere' }).uncheck();
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await expect(help).toBeHidden();
    await page.reload();
    await page.keyboard.press('g');
    await page.keyboard.press('o');
    await expect(page).toHaveURL(/\/paths\?/);
    await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
    await help.getByRole('checkbox', { name: 'Single keys lead somewhere' }).check();
    await page.keyboard.press('Escape');
  });
});

test('a report is pinned with its whole address, renamed, moved and unpinned', async ({ page, overview }) => {
  await overview.open('demo', '?period=last_30_days');
  await overview.isLoaded();
  const pins = page.getByRole('navigation', { name: 'Pinned' });
  const pin = async (name: string) => {
    await page.getByRole('button', { name: 'Pin', exact: true }).click();
    await page.getByLabel('Name', { exact: true }).fill(name);
    await page.getByRole('dialog', { name: 'Pin' }).getByRole('button', { name: 'Pin' }).click();
    await expect(pins.getByRole('link', { name })).toBeVisible();
  };
  await pin('Month at a glance');
  await page.goto(page.url().replace('/overview', '/paths').replace('last_30_days', 'last_7_days'));
  await expect(page.getByRole('heading', { level: 1, name: 'Paths' })).toBeVisible();
  await pin('Ways of the week');

  await test.step('leads back to the same period, also from the palette', async () => {
    await pins.getByRole('link', { name: 'Month at a glance' }).click();
    await expect(page).toHaveURL(/\/overview\?.*period=last_30_days/);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Find and go' }).fill('ways of');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/paths\?.*period=last_7_days/);
    await page.reload();
    await expect(pins.getByRole('link')).toHaveText(['Month at a glance', 'Ways of the week']);
  });

  await test.step('is arranged by keyboard', async () => {
    await page.getByRole('button', { name: 'Rename, move, unpin' }).click();
    await pins.getByRole('button', { name: 'Move Ways of the week up' }).focus();
    await page.keyboard.press('Enter');
    await expect(pins.getByRole('textbox').first()).toHaveValue('Ways of the week');
    const name = pins.getByRole('textbox').last();
    await name.fill('Month');
    await name.press('Enter');
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: 'Rename, move, unpin' }).click();
    await expect(pins.getByRole('link')).toHaveText(['Ways of the week', 'Month']);
  });

  await test.step('goes away again', async () => {
    await page.getByRole('button', { name: 'Rename, move, unpin' }).click();
    await pins.getByRole('button', { name: 'Unpin Month' }).click();
    await pins.getByRole('button', { name: 'Unpin Ways of the week' }).click();
    await expect(pins).toHaveCount(0);
  });
});
