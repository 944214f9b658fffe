import type { Page } from '@playwright/test';
import { accessibilityProblems, expect, test } from './journey.js';
import { withPeople } from './people.js';

/** Nothing of the page is wider than the screen. */
const isNarrow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);

test('one person in two messengers: found, opened, merged in every count, and taken back exactly', async ({
  page,
  parley,
}) => {
  test.slow();
  const { path, converted } = await withPeople(page, parley, 'Contacts');
  await page.goto(`${path}/overview`);
  await page.getByRole('link', { name: 'Contacts', exact: true }).click();
  const list = page.getByRole('region', { name: 'Contacts', exact: true });
  const names = page.getByRole('table', { name: 'Contacts' }).getByRole('rowheader');
  await expect(names).toHaveText(['Boris', 'Ann from Viber', 'Anna Petrova']);
  await expect(list.getByRole('status')).toHaveText('3 contacts');
  await expect.poll(converted).toBe(2);
  expect(await accessibilityProblems(page)).toEqual([]);

  await page.getByRole('searchbox').fill('PETR ann');
  await expect(names).toHaveText(['Anna Petrova']);
  await expect(page).toHaveURL(/q=PETR(\+|%20)ann/);
  await page.reload();
  await names.getByRole('link').click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Anna Petrova');
  const timeline = page.locator('app-contact-timeline').getByRole('listitem');
  await expect(timeline).toHaveCount(3);
  await expect(timeline.nth(0)).toContainText('Purchase');
  await expect(timeline.nth(1)).toContainText('1 × Answered');
  await expect(timeline.nth(1).getByRole('img')).toBeVisible();
  await expect(timeline.nth(2)).toContainText('spring');
  expect(await accessibilityProblems(page)).toEqual([]);
  await timeline.nth(1).getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Dialogue with Anna Petrova');
  await page.getByRole('link', { name: 'The whole contact' }).click();

  await page.getByRole('button', { name: 'Merge with another contact' }).click();
  await page.getByRole('searchbox', { name: 'Who else is this person?' }).fill('viber');
  await page.getByRole('radio', { name: /^Ann from Viber/ }).check();
  const dialogues = page.getByRole('row', { name: /^Dialogues/ });
  await expect(dialogues.getByRole('cell')).toHaveText(['1', '1', '2']);
  await page.getByLabel('Why (optional)').fill('One phone');
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole('button', { name: 'Merge', exact: true }).click();
  await expect(page.getByText('Merged. Every report counts them as one person.')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Identities' }).getByRole('rowheader')).toHaveCount(2);
  await expect(timeline.nth(0)).toContainText('Merged by hand');
  await expect(timeline.nth(0)).toContainText('One phone');
  await expect.poll(converted).toBe(1);
  expect(await accessibilityProblems(page)).toEqual([]);

  await page.goto(`${path}/contacts`);
  await expect(names).toHaveCount(2);
  await page.getByRole('link', { name: '1 merge' }).click();
  await expect(names).toHaveCount(1);
  await expect(page).toHaveURL(/is_merged=yes/);
  await names.getByRole('link').click();

  await page.getByRole('button', { name: /^Undo: Merged/ }).click();
  await expect(page.getByText('Taken back: everything is as it was before.')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Identities' }).getByRole('rowheader')).toHaveCount(1);
  await expect.poll(converted).toBe(2);
  await page.goto(`${path}/contacts`);
  await expect(names).toHaveCount(3);
  await expect(page.getByRole('link', { name: /merge$/ })).toHaveCount(0);

  // What they share suggests it; said not to be one, it is not suggested again.
  await page.getByRole('link', { name: 'Merge suggestions' }).click();
  await expect(page.getByText('same phone number 79001234567')).toBeVisible();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole('button', { name: /are not the same person$/ }).click();
  await expect(page.getByText('Nobody looks like somebody else.')).toBeVisible();
  await page.reload();
  await expect(page.getByText('Nobody looks like somebody else.')).toBeVisible();
});

test.describe('по-русски, на телефоне', () => {
  // The owner chose no language: it is the browser's.
  test.use({ locale: 'ru-RU', viewport: { width: 390, height: 844 } });

  test('контакт находится, открывается, объединяется и отделяется обратно', async ({ page, parley }) => {
    test.slow();
    const { path, converted } = await withPeople(page, parley, 'Контакты');
    await expect.poll(converted).toBe(2);
    await page.goto(`${path}/contacts`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Контакты');
    await expect(page.getByText('3 контакта')).toBeVisible();
    expect(await isNarrow(page)).toBe(true);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('searchbox').fill('89001234567');
    const names = page.getByRole('table', { name: 'Контакты' }).getByRole('rowheader');
    await expect(names).toHaveCount(2);
    await names.filter({ hasText: 'Anna Petrova' }).getByRole('link').click();
    await expect(page.getByText('Что происходило, все мессенджеры')).toBeVisible();
    await page.getByRole('button', { name: 'Объединить с другим контактом' }).click();
    await page.getByRole('searchbox').fill('ann fr');
    await page.getByRole('radio').check();
    await expect(page.getByText('Вместе')).toBeVisible();
    expect(await isNarrow(page)).toBe(true);
    await page.getByRole('button', { name: 'Объединить', exact: true }).click();
    await expect(page.getByText('Объединено. Все отчёты считают их одним человеком.')).toBeVisible();
    await expect.poll(converted).toBe(1);
    await page.getByRole('button', { name: /^Отделить: Viber/ }).click();
    await page.getByRole('button', { name: 'Да, отделить' }).click();
    await expect(page.getByText('Отделено. Все отчёты считают его отдельно.')).toBeVisible();
    await expect.poll(converted).toBe(2);
    expect(await isNarrow(page)).toBe(true);
  });
});
