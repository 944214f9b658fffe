import { accessibilityProblems, expect, test } from './journey.js';
import { asShown, Origins } from './origins.js';

test('sources show what each link brought, name what has none, and equal their CSV', async ({
  page,
  overview,
}) => {
  test.slow();
  await overview.open('demo', '?period=last_90_days&compare_to=none&by=source');
  await overview.isLoaded();
  const origins = new Origins(page, 'en');
  const table = await origins.choose('source');
  const rows = await origins.download('source');
  expect(rows.length).toBeGreaterThan(4);
  for (const key of ['touches', 'new_contacts', 'starts', 'dialogues', 'contacts_subscribed'] as const) {
    expect.soft(await origins.shown(table, key), key).toEqual(rows.map((row) => asShown(row[key], 'en')));
    const cells = rows.map((row) => Number(row[key]));
    expect
      .soft(
        cells.slice(0, -1).reduce((sum, each) => sum + each, 0),
        key,
      )
      .toBe(cells.at(-1));
  }
  await expect(table.getByRole('rowheader', { name: 'Direct: nothing says where from' })).toBeVisible();
  await expect(table.getByRole('rowheader', { name: 'No arrival: we wrote first' })).toBeVisible();
  // The new contacts of all sources are those of the tile.
  expect(asShown(rows.at(-1)?.['new_contacts'], 'en')).toBe(
    await overview.tile('new_contacts').locator('.value').innerText(),
  );

  await test.step('the message rate is explained one click away, and sorts', async () => {
    const head = table.getByRole('columnheader', { name: /^Message rate/ });
    await head.getByRole('button', { name: /^How it is computed/ }).click();
    await expect(page.getByRole('dialog')).toContainText('within 24 hours');
    await page.keyboard.press('Escape');
    await head.getByRole('button').first().click();
    await expect(head).toHaveAttribute('aria-sort', 'descending');
    await expect(page).toHaveURL(/by_sort=-message_rate/);
  });
  expect(await accessibilityProblems(page)).toEqual([]);
});

test('the golden month came from nowhere, and says so', async ({ page, overview }) => {
  test.slow();
  await overview.open('golden', '?by=source');
  await overview.isLoaded();
  const origins = new Origins(page, 'en');
  const table = await origins.choose('source');
  expect(await origins.shown(table, 'new_contacts')).toEqual(['270', '0', '270']);
  await expect(page.getByText('Arrivals: most from “Direct: nothing says where from”')).toBeVisible();
});
