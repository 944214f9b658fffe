import { defineConfig } from '@playwright/test';
import { findBrowser } from './browser.mjs';

/**
 * The journeys in a real browser. Each of the two workers has a Parley of its own, started before the journeys and
 * stopped after them: those that run at a time share nothing but the machine. For a single journey: `--workers 1`.
 */
export default defineConfig({
  testDir: 'src',
  globalSetup: './start-parley.ts',
  outputDir: 'out/results',
  reporter: [['list'], ['json', { outputFile: 'out/results.json' }]],
  forbidOnly: !!process.env['CI'],
  // Two at a time on two busy cores take their time; what has to be quick is measured where it is.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  // A journey that measures seconds says `alone` and runs beside no other, see src/alone.ts.
  workers: 2,
  use: {
    browserName: 'chromium',
    headless: true,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: findBrowser(),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
