import { me, rowsMeta } from '@parley/contracts';
import * as z from 'zod';
import type { Page } from '@playwright/test';
import { expect, test } from './journey.js';

/** A whole number as it is shown, alone or as «45 of 270»; nothing for a share, a length of time or a gap. */
const countIn = (text: string): number | null => {
  const [, shown] = /^([\d,]+)(?: of [\d,]+)?$/.exec(text.trim()) ?? [];
  return shown === undefined ? null : Number(shown.replaceAll(',', ''));
};

interface Shown {
  text: string;
  href: string | null;
  where: string;
  /** A mean or a most at one moment: it has rows, and no more of it than there are of them. */
  isDrawn: boolean;
}

/** Every number of the page that may lead to rows, once everything has loaded. */
async function numbersOf(page: Page): Promise<Shown[]> {
  await expect(page.locator('app-rows-link').first()).toBeVisible();
  // What is far below is loaded when it comes into sight.
  for (let step = 0; step < 8; step++) {
    await page.mouse.wheel(0, 2_500);
    await page.waitForTimeout(100);
  }
  await expect(page.locator('[aria-busy="true"], .skeleton')).toHaveCount(0);
  return page.locator('app-rows-link, app-load-heatmap td').evaluateAll((places) =>
    places
      // Of the hours of the week a few: each is picked in the same way.
      .filter((place, at) => place.localName !== 'td' || at % 20 === 0)
      .map((place) => ({
        text: place.textContent ?? '',
        isDrawn: place.hasAttribute('data-drawn'),
        href: place.querySelector('a')?.getAttribute('href') ?? null,
        where:
          place.closest('app-block, section, table, [role=group]')?.textContent?.trim().slice(0, 60) ?? '',
      })),
  );
}

test('every number of the overview, of service and of an agent has as many rows behind it as it says', async ({
  page,
}) => {
  test.slow();
  const { workspaces } = me.parse(await (await page.request.get('/api/me')).json());
  const golden = workspaces.find(({ kind }) => kind === 'golden')?.workspace_id ?? '';
  const api = `/api/workspaces/${golden}/reports`;
  /** The address of the rows that a link leads to, in the period of the screen unless it has edges of its own. */
  const rowsAt = (href: string, edges: URLSearchParams): string => {
    const own = new URL(href, 'http://here').searchParams;
    const query = new URLSearchParams(edges);
    for (const key of new Set(own.keys())) {
      if (key === 'report' || key === 'period') continue;
      query.delete(key);
      for (const value of own.getAll(key)) query.append(key, value);
    }
    query.set('limit', '1');
    return `${api}/${own.get('report')}?${query}`;
  };
  const howMany = async (url: string): Promise<number> => {
    const answer = await page.request.get(url);
    expect([url, answer.status()]).toEqual([url, 200]);
    return z.object({ meta: rowsMeta }).parse(await answer.json()).meta.total;
  };
  const known = new Map<string, number>();

  for (const screen of ['overview?show=table', 'service', 'agent']) {
    if (screen === 'agent') await page.locator('app-agents-table a.own').first().click();
    else await page.goto(`/workspace/${golden}/${screen}`);
    const numbers = await numbersOf(page);
    const counted = numbers.flatMap((each) => {
      const count = countIn(each.text);
      return count === null || count === 0 ? [] : [{ ...each, count }];
    });
    expect(counted.length, screen).toBeGreaterThan(3);
    expect(counted.filter(({ href }) => href === null)).toEqual([]);
    const period = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => name)
        .filter((name) => name.includes('/reports/') && name.includes('from='))
        .at(-1),
    );
    const sent = new URL(period ?? '').searchParams;
    const edges = new URLSearchParams(
      ['from', 'to', 'time_zone'].map((key) => [key, sent.get(key) ?? ''] as [string, string]),
    );
    const behind = counted.map(({ href, ...each }) => ({ ...each, url: rowsAt(href ?? '', edges) }));
    const urls = [...new Set(behind.map(({ url }) => url))].filter((url) => !known.has(url));
    for (let at = 0; at < urls.length; at += 6)
      await Promise.all(urls.slice(at, at + 6).map(async (url) => known.set(url, await howMany(url))));
    const wrong = behind.filter(({ count, url, isDrawn }) =>
      isDrawn ? (known.get(url) ?? 0) < count : known.get(url) !== count,
    );
    expect(wrong).toEqual([]);
  }

  await page.goto(`/workspace/${golden}/overview`);
  await page.getByRole('link', { name: '45 of 270' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('45 contacts');
  await page.locator('[data-row]').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Dialogue with /);
});
