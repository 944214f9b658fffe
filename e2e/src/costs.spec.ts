import { accessibilityProblems, aFreshWorkspace, expect, test } from './journey.js';

/** Two days of VK Реклама: 1 501.50 + 500 on the first, 1 249.25 on the second. */
const VK = [
  'Дата;Название кампании;ID объявления;Название объявления;Показы;Клики;Потрачено всего, ₽',
  '01.10.2026;Осень;170000001;Видео 1;12 500;210;1 501,50',
  '01.10.2026;Осень;170000002;Баннер 2;3 100;40;500,00',
  '02.10.2026;Осень;170000001;Видео 1;9 800;180;1 249,25',
  'Итого;;;;25 400;430;3 250,75',
];
const OCTOBER = 'from=2026-10-01&to=2026-11-01';

const WORDS = {
  en: {
    choose: 'Choose a file',
    totals: 'Rows of totals, left out: 1 (the first is line 5).',
    refused: 'Lines that cannot be understood: 1.',
    line: 'Line 3: Amount spent: this is no amount — «many»',
    save: 'Save costs',
    saved: 'Saved',
    replaces: 'Replaces 1 day: ₽1,249.25 will no longer count.',
    undo: 'Undo the import',
    yes: 'Yes, undo',
    spent: 'What was spent',
  },
} as const;

test('a cost file is previewed, saved, replaced day by day and undone; a bad one is refused with its line', async ({
  page,
  parley,
}) => {
  const words = WORDS.en;
  const workspace = await aFreshWorkspace(parley, `Costs ${Date.now()}`);
  const drop = async (name: string, lines: readonly string[]) => {
    await page.goto(`${workspace.path}/costs/imports`);
    const buffer = Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`);
    await page
      .getByRole('button', { name: words.choose })
      .setInputFiles({ name, mimeType: 'text/csv', buffer });
    await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
  };
  const save = async () => {
    await page.getByRole('button', { name: words.save }).click();
    await expect(page.getByText(words.saved, { exact: true })).toBeVisible({ timeout: 15_000 });
  };
  const total = async () => {
    await page.goto(`${workspace.path}/costs?${OCTOBER}`);
    return page.getByRole('table', { name: words.spent }).getByRole('row').last();
  };

  await drop('october.csv', VK);
  await expect(page.getByText(words.totals)).toBeVisible();
  await expect(page.getByRole('table', { name: /first rows/ })).toContainText('vk / Осень / Видео 1');
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.setViewportSize({ width: 1280, height: 900 });
  await save();
  await expect(await total()).toContainText('₽3,250.75');
  expect(await accessibilityProblems(page)).toEqual([]);

  await drop(
    'bad.csv',
    VK.map((line) => line.replace('500,00', 'many')),
  );
  await expect(page.getByText(words.refused)).toBeVisible();
  await expect(page.getByText(words.line)).toBeVisible();
  await expect(page.getByRole('button', { name: words.save })).toBeDisabled();

  await drop('second.csv', [VK[0] ?? '', '02.10.2026;Осень;170000001;Видео 1;9 800;180;1 000,00']);
  await expect(page.getByText(words.replaces)).toBeVisible();
  await save();
  await expect(await total()).toContainText('₽3,001.50');

  await page.goto(`${workspace.path}/costs/imports`);
  await page.getByRole('link', { name: 'second.csv' }).click();
  await page.getByRole('button', { name: words.undo }).click();
  await page.getByRole('button', { name: words.yes }).click();
  await expect(page.getByText(/^Undone on/)).toBeVisible();
  await expect(await total()).toContainText('₽3,250.75');
});

test('a cost entered by hand waits for its rate, and counts with it', async ({ page, parley }) => {
  const workspace = await aFreshWorkspace(parley, `Rates ${Date.now()}`);
  await page.goto(`${workspace.path}/costs/manual`);
  await page.getByRole('button', { name: 'Enter a cost' }).click();
  const form = page.getByRole('form', { name: 'A new cost' });
  await form.getByLabel('First day').fill('2026-10-01');
  await form.getByLabel('Last day').fill('2026-10-03');
  await form.getByLabel('Amount of all days').fill('100');
  await form.getByLabel('Currency').selectOption('USD');
  await expect(form.getByText('$33.34 a day')).toBeVisible();
  await form.getByLabel('Source').fill('blog');
  expect(await accessibilityProblems(page)).toEqual([]);
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('table', { name: 'By hand' })).toContainText('$100.00');

  await page.getByRole('link', { name: 'Exchange rates' }).click();
  await expect(page.getByText('No rate on or before: USD, 3 days')).toBeVisible();
  await page.getByLabel('Day').fill('2026-10-01');
  await page.getByLabel('Rate', { exact: true }).fill('90');
  await page.getByRole('button', { name: 'Set a rate' }).click();
  await expect(page.getByText('No rate on or before')).toHaveCount(0);
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.goto(`${workspace.path}/costs?${OCTOBER}`);
  await expect(page.getByRole('row').last()).toContainText('₽9,000.00');

  await page.goto(`${workspace.path}/costs/fees`);
  await page.getByRole('button', { name: 'Add a price' }).click();
  const price = page.getByRole('form', { name: 'A new price' });
  await price.getByLabel('Category').fill('marketing');
  await price.getByLabel('Price of a message').fill('0,0099');
  expect(await accessibilityProblems(page)).toEqual([]);
  await price.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('table', { name: 'Message prices' })).toContainText('₽0.0099');
});
