import { accessibilityProblems, expect, test } from './journey.js';

test.use({ storageState: { cookies: [], origins: [] } });

test('the owner signs in with what the terminal printed, sees the Overview, and signs out', async ({
  page,
  parley,
}) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  expect(await accessibilityProblems(page)).toEqual([]);

  await page.getByLabel('E-mail').fill(parley.email);
  await page.getByLabel('Password', { exact: true }).fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('The e-mail or the password is wrong.')).toBeVisible();

  await page.getByLabel('Password', { exact: true }).fill(parley.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();

  await page.getByRole('button', { name: /^Your account/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  expect((await page.request.get('/api/me')).status()).toBe(401);
});

test('an address is opened after signing in', async ({ page, parley }) => {
  await page.goto('/workspace/1/overview?period=last_7_days');
  await page.getByLabel('E-mail').fill(parley.email);
  await page.getByLabel('Password', { exact: true }).fill(parley.password);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/workspace\/1\/overview\?period=last_7_days$/);
});
