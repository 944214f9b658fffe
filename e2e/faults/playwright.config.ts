import { defineConfig } from '@playwright/test';

/** What happens when processes are killed. Each spec starts a Parley of its own; no browser is needed. */
export default defineConfig({
  testDir: '.',
  outputDir: '../out/faults',
  reporter: [['list'], ['json', { outputFile: '../out/faults.json' }]],
  forbidOnly: !!process.env['CI'],
  timeout: 180_000,
  workers: 1,
});
