import { type Language } from '@parley/contracts';
import { type Page } from '@playwright/test';
import { accessibilityProblems, expect, test } from './journey.js';
import { Origins } from './origins.js';

/** 1 280 px wide at a zoom of 400 %. */
test.use({ viewport: { width: 320, height: 640 }, contextOptions: { reducedMotion: 'reduce' } });

/** The blocks of the page that reach beyond the window: only what scrolls in a region of its own may be wider. */
const tooWide = (page: Page) =>
  page
    .locator('main section, main .head')
    .evaluateAll((blocks) =>
      blocks
        .filter((block) => block.getBoundingClientRect().right > window.innerWidth + 1)
        .map((block) => block.textContent?.trim().slice(0, 40)),
    );

/** Regions that scroll sideways and that the keyboard cannot reach. */
const unreachable = (page: Page) =>
  page
    .locator('main .scroll')
    .evaluateAll((regions) =>
      regions
        .filter(
          (region) => region.scrollWidth > region.clientWidth + 1 && region.getAttribute('tabindex') !== '0',
        )
        .map((region) => region.className),
    );

for (const language of ['en', 'ru'] satisfies Language[]) {
  test.describe(language, () => {
    test.use({ language });

    test('at 400 % no block of the Overview makes the page scroll sideways', async ({ page, overview }) => {
      test.slow();
      await overview.open('demo', '?period=last_30_days&show=table');
      await overview.isLoaded();
      const origins = new Origins(page, language);
      for (const by of ['channel', 'source', 'account'] as const) {
        await origins.choose(by);
        expect.soft(await tooWide(page), by).toEqual([]);
        expect.soft(await unreachable(page), by).toEqual([]);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        expect.soft(width, by).toBeLessThanOrEqual(320);
      }
      expect(await accessibilityProblems(page)).toEqual([]);
    });
  });
}
