import { type Language } from '@parley/contracts';
import { accessibilityProblems, expect, test } from './journey.js';

for (const language of ['en', 'ru'] satisfies Language[]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`${language}, ${colorScheme}`, () => {
      test.use({ language, colorScheme });

      test('the demo Overview is full, and axe finds nothing', async ({ page, overview }) => {
        await overview.open('demo', '?period=last_90_days');
        await overview.isLoaded();
        await expect(page.locator('html')).toHaveAttribute('lang', language);
        for (const key of [
          'messages_received',
          'messages_sent',
          'contacts',
          'new_contacts',
          'dialogues',
          'dialogue_duration_mean_seconds',
          'dialogue_duration_median_seconds',
          'repeat_contact_rate',
          'first_response_median_seconds',
          'first_response_p90_seconds',
          'answered_share',
          'waits_unanswered',
          'contacts_subscribed',
          'contacts_unsubscribed',
        ] as const) {
          await expect.soft(overview.tile(key), key).toContainText(/[1-9]/);
        }
        expect(await overview.agents().getByRole('row').count()).toBeGreaterThan(3);
        await expect(page.getByRole('figure').first()).toBeVisible();
        expect(await accessibilityProblems(page)).toEqual([]);
      });
    });
  }
}
