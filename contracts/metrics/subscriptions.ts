import type { Metric } from './metric.js';

export const subscriptionsMetrics = {
  contacts_subscribed: {
    label: { en: 'Subscribed', ru: 'Подписались' },
    unit: 'count',
    missing: 'zero',
    good: 'up',
    needs: 'subscriptions',
    version: 1,
    definition: {
      en: 'Subscriptions that began in the period, in the meaning of each channel (Telegram: start or unblock; Viber: subscribed or first message).',
      ru: 'Подписки, начавшиеся за период, в понимании каждого канала (Telegram: старт или разблокировка; Viber: подписка или первое сообщение).',
    },
    formula: { en: 'Subscriptions with their beginning in the period', ru: 'Подписки с началом в периоде' },
    exclusions: {
      en: 'A start by somebody who is subscribed already; accounts that do not tell of subscriptions.',
      ru: 'Старт того, кто уже подписан; аккаунты, которые не сообщают о подписках.',
    },
  },
  contacts_unsubscribed: {
    label: { en: 'Unsubscribed', ru: 'Отписались' },
    unit: 'count',
    missing: 'zero',
    good: 'down',
    needs: 'subscriptions',
    version: 1,
    definition: {
      en: 'Subscriptions that ended in the period: unsubscribed, or the bot was blocked.',
      ru: 'Подписки, закончившиеся за период: отписка или блокировка бота.',
    },
    formula: { en: 'Subscriptions with their end in the period', ru: 'Подписки с окончанием в периоде' },
    exclusions: {
      en: 'Accounts that do not tell of subscriptions.',
      ru: 'Аккаунты, которые не сообщают о подписках.',
    },
  },
} as const satisfies Record<string, Metric>;
