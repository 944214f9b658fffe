import type { Language } from '@parley/contracts';
import { accessibilityProblems, aFreshWorkspace, expect, Overview, test } from './journey.js';

/** As Excel in Russia writes it: windows-1251, semicolons. Two contacts, one answer each after 10 and 30 minutes. */
const LINES = [
  'Время;ID клиента;Имя;Направление;Текст;Оператор',
  '01.11.2026 10:00;c-1;Анна;входящее;Здравствуйте;',
  '01.11.2026 10:10;c-1;Анна;исходящее;Добрый день;Олег',
  '02.11.2026 11:00;c-2;Иван;входящее;Есть?;',
  '01.01.1999 11:00;c-2;Иван;входящее;давно;',
  '02.11.2026 11:30;c-2;Иван;исходящее;Да;Мария',
  '02.11.2026 12:00;c-2;Иван;звонок;;',
];

/** Cyrillic letters of windows-1251 lie in one row, as they do in Unicode. */
const windows1251 = (text: string) =>
  Buffer.from(
    [...text].map((letter) => {
      const code = letter.charCodeAt(0);
      return code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : code;
    }),
  );

const WORDS = {
  en: {
    file: 'Choose a file',
    understood: 'Message received',
    tooOld: 'the time lies before 2009',
    account: 'Name of the account',
    start: 'Start the import',
    overview: 'Open the Overview of this period',
    undo: 'Undo the import',
    yes: 'Yes, undo it',
    undone: 'Everything that this import brought has been taken away.',
  },
  ru: {
    file: 'Выбрать файл',
    tooOld: 'время раньше 2009 года',
    start: 'Начать импорт',
    remembered: 'Настроено так же, как для прошлого файла с таким заголовком.',
  },
} as const;

test.describe('import of a table', () => {
  test('is previewed, started, counted as by hand, undone and remembered', async ({ page, parley }) => {
    test.slow();
    const words = WORDS.en;
    const workspace = await aFreshWorkspace(parley, `Import ${Date.now()}`);
    await page.goto(`${workspace.path}/imports`);
    const file = {
      name: 'история.csv',
      mimeType: 'text/csv',
      buffer: windows1251(`${LINES.join('\r\n')}\r\n`),
    };
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: words.file }).setInputFiles(file);

    const preview = page.getByRole('table', { name: /first rows/ });
    await expect(preview.getByRole('row')).toHaveCount(7);
    await expect(preview).toContainText(words.understood);
    await expect(preview).toContainText(words.tooOld);
    await expect(page.getByText('Refused: 2')).toBeVisible();
    await expect(page.getByText('line 5')).toBeVisible();
    expect(await accessibilityProblems(page)).toEqual([]);
    // The word for a call is nothing we know; nothing of it is taken until somebody says what it is.
    await page.setViewportSize({ width: 390, height: 844 });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
    await page.setViewportSize({ width: 1280, height: 900 });

    await page.getByLabel(words.account).fill('History');
    await page.getByRole('button', { name: words.start }).click();
    await page.getByRole('link', { name: words.overview }).click();
    const overview = new Overview(page, 'en');
    for (const [key, value] of [
      ['messages_received', '2'],
      ['messages_sent', '2'],
      ['contacts', '2'],
      ['first_response_median_seconds', '20 min'],
    ] as const) {
      await expect.poll(() => overview.shown(key), { timeout: 30_000 }).toBe(value);
    }

    await page.goBack();
    await page.getByRole('button', { name: words.undo }).click();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: words.yes }).click();
    await expect(page.getByText(words.undone)).toBeVisible({ timeout: 30_000 });
    await page.goto(`${workspace.path}/overview?from=2026-11-01&to=2026-11-03`);
    await expect(page.getByText('20 min')).toHaveCount(0, { timeout: 30_000 });

    // The owner chose no language, and all journeys share the owner: after this it is the browser's again.
    const speak = (language: Language | null) =>
      page.request.patch('/api/me', { data: { language }, headers: { origin: parley.apiUrl } });
    await speak('ru');
    try {
      await page.goto(`${workspace.path}/imports`);
      await page.getByRole('button', { name: WORDS.ru.file }).setInputFiles(file);
      await expect(page.getByText(WORDS.ru.remembered)).toBeVisible();
      await expect(page.getByRole('table', { name: /Первые строки/ })).toContainText(WORDS.ru.tooOld);
      await expect(page.getByRole('button', { name: WORDS.ru.start })).toBeVisible();
      expect(await accessibilityProblems(page)).toEqual([]);
    } finally {
      await speak(null);
    }
  });
});
