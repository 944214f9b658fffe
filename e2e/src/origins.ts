import { readFileSync } from 'node:fs';
import { type Locator, type Page } from '@playwright/test';
import { METRICS, type Language, type MetricKey } from '@parley/contracts';
import { expect } from './journey.js';

export type Split = 'channel' | 'source' | 'account';

const WORDS: Record<Language, { title: string; csv: string } & Record<Split, string>> = {
  en: {
    title: 'Where people come from',
    csv: 'Download as CSV',
    channel: 'Channel',
    source: 'Source',
    account: 'Account',
  },
  ru: {
    title: 'Откуда приходят люди',
    csv: 'Скачать CSV',
    channel: 'Каналы',
    source: 'Источники',
    account: 'Аккаунты',
  },
};

/** The tables by channel, source and account, by what their reader sees. */
export class Origins {
  constructor(
    private readonly page: Page,
    private readonly language: Language,
  ) {}

  async choose(split: Split): Promise<Locator> {
    const words = WORDS[this.language];
    const section = this.page.getByRole('region', { name: words.title, exact: true });
    await section.getByRole('radio', { name: words[split], exact: true }).check();
    const table = this.page.getByRole('table', { name: `${words.title}: ${words[split]}` });
    await expect(table).toBeVisible();
    await expect(this.page.locator('[aria-busy="true"]')).toHaveCount(0);
    const all = section.getByRole('button', { name: /^(Show all|Показать все)$/ });
    if (await all.isVisible()) await all.click();
    return table;
  }

  /** What one column of the table shows, row by row, the total last; a dash where there is nothing. */
  async shown(table: Locator, key: MetricKey): Promise<string[]> {
    const heads = await table.getByRole('columnheader').allInnerTexts();
    const at = heads.findIndex((head) => head.trim().startsWith(METRICS[key].label[this.language]));
    expect(at).toBeGreaterThan(0);
    return table.locator('tbody tr').evaluateAll(
      (rows, index) =>
        rows.map((row) => {
          const cell = row.querySelectorAll('th, td')[index];
          return cell?.querySelector('.value')?.textContent?.replaceAll('\u00a0', ' ').trim() ?? '—';
        }),
      at,
    );
  }

  /** The rows of the CSV behind the table that is shown. */
  async download(split: Split): Promise<Record<string, string>[]> {
    const { csv, title, [split]: word } = WORDS[this.language];
    const [download] = await Promise.all([
      this.page.waitForEvent('download'),
      this.page.getByRole('link', { name: `${csv}: ${title}: ${word}` }).click(),
    ]);
    const [header = '', ...lines] = readFileSync(await download.path(), 'utf8')
      .trimEnd()
      .split('\r\n');
    const names = header.split(',');
    return lines.map((line) =>
      Object.fromEntries(line.split(',').map((cell, at) => [names[at] ?? '', cell])),
    );
  }
}

/** A count as the screen writes it; a dash for an empty cell. */
export const asShown = (cell: string | undefined, language: Language): string =>
  cell === undefined || cell === ''
    ? '—'
    : Number(cell)
        .toLocaleString(language === 'ru' ? 'ru-RU' : 'en-GB')
        .replaceAll('\u00a0', '\u202f');
