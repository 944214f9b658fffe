import { type Language, type MetricKey } from '@parley/contracts';
import { expect, test } from './journey.js';

/** The founding case, counted by hand: 1 861 incoming, 1 404 outgoing, 270 contacts, 45 ÷ 270, 12 600 s. */
const EXPECTED: Record<Language, Partial<Record<MetricKey, string>>> = {
  en: {
    messages_received: '1,861',
    messages_sent: '1,404',
    contacts: '270',
    repeat_contact_rate: '16.7% 45 of 270',
    dialogue_duration_mean_seconds: '3 h 30 min',
  },
  ru: {
    messages_received: '1 861',
    messages_sent: '1 404',
    contacts: '270',
    repeat_contact_rate: '16,7 % 45 из 270',
    dialogue_duration_mean_seconds: '3 ч 30 мин',
  },
};

for (const language of ['en', 'ru'] satisfies Language[]) {
  test.describe(language, () => {
    test.use({ language });

    test('the golden workspace opens on the numbers of 2017', async ({ overview }) => {
      await overview.open('golden');
      await overview.isLoaded();
      for (const [key, value] of Object.entries(EXPECTED[language])) {
        expect.soft(await overview.shown(key as MetricKey), key).toBe(value);
      }
    });
  });
}
