import { accessibilityProblems, expect, test } from './journey.js';

test('the owner makes another workspace and stands in it; it is empty', async ({ page, overview }) => {
  await overview.open('own');
  await page.getByRole('button', { name: /^Workspace:/ }).click();
  await page.getByRole('menuitem', { name: 'New workspace…' }).click();
  await expect(page.getByRole('heading', { name: 'New workspace' })).toBeVisible();
  await page.getByRole('button', { name: 'Make the workspace' }).click();
  await expect(page.getByText('Give the workspace a name.')).toBeVisible();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByLabel('Name').fill('Second shop');
  await page.getByLabel('Time zone').fill('Asia/Yekaterinburg');
  await page.getByRole('button', { name: 'Make the workspace' }).click();
  await expect(page.getByRole('button', { name: 'Workspace: Second shop' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'No events yet' })).toBeVisible();
});

test.describe('in Russian, on a phone', () => {
  test.use({ language: 'ru', viewport: { width: 390, height: 844 } });

  test('who owns no workspace is told so', async ({ page }) => {
    await page.goto('/new-workspace');
    await page.getByLabel('Название').fill('Ещё один магазин');
    await page.getByRole('button', { name: 'Создать пространство' }).click();
    await expect(page.getByRole('alert')).toContainText('Ваша роль этого не позволяет');
    expect(await accessibilityProblems(page)).toEqual([]);
  });
});
