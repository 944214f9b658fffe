import { defineConfig } from '@playwright/test';
import { findBrowser } from './browser.mjs';

/** The journeys in a real browser, against one Parley that is started before them and stopped after them. */
export default defineConfig({
  testDir: 'src',
  globalSetup: './start-parley.ts',
  outputDir: 'out/results',
  reporter: [['list'], ['json', { outputFile: 'out/results.json' }]],
  forbidOnly: !!process.env['CI'],
  timeout: 60_000,
  expect: { timeout: 15_000 },
  // One journey at a time: what must be on the screen within seconds is measured beside nothing else.
  workers: 1,
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
