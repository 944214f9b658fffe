import { type Language } from '@parley/contracts';
import { accessibilityProblems, expect, test } from './journey.js';

/** 1 280 px wide at a zoom of 400 %. */
test.use({ viewport: { width: 320, height: 640 }, contextOptions: { reducedMotion: 'reduce' } });

for (const language of ['en', 'ru'] satisfies Language[]) {
  test.describe(language, () => {
    test.use({ language });

    for (const by of ['channel', 'source', 'account'] as const) {
      test(`at 400 % the page never scrolls sideways, split by ${by}`, async ({ page, overview }) => {
        await overview.open('demo', `?period=last_30_days&by=${by}&show=${by === 'source' ? 'table' : ''}`);
        await overview.isLoaded();
        // Every block of the page, wherever it ends: only regions of their own may be wider than the window.
        const wide = await page
          .locator('main section, main .head')
          .evaluateAll((blocks) =>
            blocks
              .filter((block) => block.getBoundingClientRect().right > window.innerWidth + 1)
              .map((block) => block.textContent?.trim().slice(0, 40)),
          );
        expect(wide).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
        // What scrolls by itself can be reached with the keyboard.
        const unreachable = await page.locator('main .scroll').evaluateAll((regions) =>
          regions
            .filter((region) => region.scrollWidth > region.clientWidth + 1)
            .filter((region) => region.getAttribute('tabindex') !== '0')
            .map((region) => region.className),
        );
        expect(unreachable).toEqual([]);
        expect(await accessibilityProblems(page)).toEqual([]);
      });
    }
  });
}
