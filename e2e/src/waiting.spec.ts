import type { Language } from '@parley/contracts';
import { sessionFile } from '../start-parley.js';
import { aCollectingWorkspace } from './collected.js';
import { accessibilityProblems, expect, test } from './journey.js';

const WORDS: Record<Language, { locale: string; nobody: string; live: string; good: string; list: RegExp }> =
  {
    en: {
      locale: 'en-GB',
      nobody: 'Nobody is waiting.',
      live: 'Live',
      good: 'Nobody is waiting',
      list: /^Who is waiting/,
    },
    ru: {
      locale: 'ru-RU',
      nobody: 'Никто не ждёт.',
      live: 'Обновляется само',
      good: 'Никто не ждёт',
      list: /^Кто ждёт/,
    },
  };

for (const language of ['en', 'ru'] as const) {
  test(`a wait appears live and goes when it is answered, also on the wall, where there are no names (${language})`, async ({
    browser,
    page: owner,
    parley,
  }) => {
    test.slow();
    const words = WORDS[language];
    const { path, asked, answered } = await aCollectingWorkspace(owner, parley, `Waiting ${language}`);
    // The owner chose no language: it is the browser's.
    const context = await browser.newContext({
      baseURL: parley.apiUrl,
      locale: words.locale,
      storageState: sessionFile('en'),
      viewport: language === 'ru' ? { width: 390, height: 844 } : { width: 1440, height: 900 },
    });
    const page = await context.newPage();
    const board = await context.newPage();
    // The first try to listen fails on the way: the screen comes back by itself.
    let tries = 0;
    await page.route('**/waiting-now/live**', async (route) =>
      ++tries === 1 ? route.abort('connectionreset') : route.continue(),
    );
    await page.goto(`${path}/waiting`);
    await board.goto(`${path}/board`);
    await expect(page.getByText(words.nobody)).toBeVisible();
    await expect(page.getByText(words.live, { exact: true })).toBeVisible();
    expect(tries).toBeGreaterThan(1);
    await expect(board.getByText(words.good, { exact: true })).toBeVisible();

    await asked('Vera Waiting', 3);
    const table = page.getByRole('table', { name: words.list });
    await expect(table.getByRole('rowheader')).toHaveText(['Vera Waiting']);
    // It ticks.
    const age = table.locator('strong');
    const shown = await age.innerText();
    expect(shown).toMatch(/^0[34]:\d\d$/);
    await expect(age).not.toHaveText(shown);

    await expect(board.getByRole('listitem')).toHaveCount(1);
    await expect(board.locator('body')).not.toContainText('Vera');
    expect(await board.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(await accessibilityProblems(board)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(await accessibilityProblems(page)).toEqual([]);

    await answered('Vera Waiting', 'Olga', 0);
    await expect(page.getByText(words.nobody)).toBeVisible();
    await expect(board.getByText(words.good, { exact: true })).toBeVisible();
    await context.close();
  });
}
