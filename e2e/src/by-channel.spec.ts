import { type Language } from '@parley/contracts';
import { accessibilityProblems, expect, test } from './journey.js';
import { asShown, Origins } from './origins.js';

for (const language of ['en', 'ru'] satisfies Language[]) {
  test.describe(language, () => {
    test.use({ language });

    test('channels stand in one table that equals its CSV, and a click shows one alone', async ({
      page,
      overview,
    }) => {
      test.slow();
      await overview.open('demo', '?period=last_90_days&compare_to=none');
      await overview.isLoaded();
      const origins = new Origins(page, language);
      const table = await origins.choose('channel');
      const rows = await origins.download('channel');
      expect(rows).toHaveLength(10);
      for (const key of ['messages_received', 'contacts', 'touches', 'contacts_subscribed'] as const) {
        expect
          .soft(await origins.shown(table, key), key)
          .toEqual(rows.map((row) => asShown(row[key], language)));
      }
      const received = rows.map((row) => Number(row['messages_received']));
      expect(received.slice(0, -1).reduce((sum, each) => sum + each, 0)).toBe(received.at(-1));
      expect(asShown(rows.at(-1)?.['messages_received'], language)).toBe(
        (await overview.tile('messages_received').locator('.value').innerText()).trim(),
      );
      expect(await accessibilityProblems(page)).toEqual([]);

      await table.getByRole('link', { name: 'Viber' }).click();
      await expect(page).toHaveURL(/channels=viber/);
      await overview.isLoaded();
      await expect(table.locator('tbody tr')).toHaveCount(2);
      const [viber] = await origins.shown(table, 'messages_received');
      expect(viber).toBe((await overview.tile('messages_received').locator('.value').innerText()).trim());
      await page.goBack();
      await expect(table.locator('tbody tr')).toHaveCount(10);

      await test.step('Mondays alone narrow screen and file alike', async () => {
        const words = language === 'ru' ? ['Дни недели', 'Понедельник'] : ['Weekdays', 'Monday'];
        await page.getByRole('button', { name: new RegExp(`^${words[0]}`) }).click();
        await page.getByRole('checkbox', { name: words[1] ?? '' }).check();
        await page.keyboard.press('Escape');
        await expect(page).toHaveURL(/weekdays=1/);
        await expect(page.getByRole('list').getByText(words[1] ?? '', { exact: true })).toBeVisible();
        await overview.isLoaded();
        const mondays = await origins.download('channel');
        const shown = await origins.shown(table, 'messages_received');
        expect(shown).toEqual(mondays.map((row) => asShown(row['messages_received'], language)));
        expect(Number(mondays.at(-1)?.['messages_received'])).toBeLessThan(received.at(-1) ?? 0);
        expect(shown.at(-1)).toBe(
          (await overview.tile('messages_received').locator('.value').innerText()).trim(),
        );
      });
    });
  });
}
