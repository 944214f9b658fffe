import { readFileSync } from 'node:fs';
import { type Page } from '@playwright/test';
import { type MetricKey } from '@parley/contracts';
import { expect, test } from './journey.js';

async function downloadRows(page: Page, linkName: string): Promise<Record<string, string>[]> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: linkName }).click(),
  ]);
  const text = readFileSync(await download.path(), 'utf8').replace(/^\uFEFF/, '');
  const [header = '', ...lines] = text.trimEnd().split(/\r?\n/);
  const names = header.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, at) => [names[at], cell])));
}

const whole = (value: string | undefined) => Number(value).toLocaleString('en-GB');

test('the CSV of the Overview holds the numbers of the screen', async ({ page, overview }) => {
  await overview.open('golden');
  await overview.isLoaded();
  const rows = await downloadRows(page, 'Download as CSV: Overview');
  const current = rows.find((row) => row['period'] === 'current');
  for (const key of ['messages_received', 'messages_sent', 'contacts', 'dialogues'] satisfies MetricKey[]) {
    expect.soft(await overview.shown(key), key).toBe(whole(current?.[key]));
  }
  expect(Number(current?.['dialogue_duration_mean_seconds'])).toBe(12_600);
  expect(Number(current?.['repeat_contact_rate'])).toBeCloseTo(45 / 270, 12);
});

test('the CSV of the agents holds the rows of the table', async ({ page, overview }) => {
  await overview.open('demo', '?period=last_90_days&compare_to=none');
  await overview.isLoaded();
  const rows = await downloadRows(page, 'Download as CSV: Agents');
  const inFile = rows.map((row) => whole(row['waits_answered'])).sort();
  const shown = await overview
    .agents()
    .getByRole('row')
    .evaluateAll((lines) =>
      lines.slice(1).map((line) => line.querySelector('td .value')?.textContent?.trim() ?? ''),
    );
  expect(shown.length).toBeGreaterThan(2);
  expect(shown.sort()).toEqual(inFile);
});
