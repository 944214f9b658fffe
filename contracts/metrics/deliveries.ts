import type { Metric } from './metric.js';

export const deliveriesMetrics = {
  messages_delivered: {
    label: { en: 'Delivered messages', ru: 'Доставленные сообщения' },
    unit: 'count',
    missing: 'zero',
    good: 'none',
    needs: 'delivered',
    version: 1,
    definition: {
      en: 'Messages sent in the period of which the platform said, then or later, that they were delivered or read.',
      ru: 'Сообщения, отправленные за период, о которых платформа — сразу или позже — сообщила, что они доставлены или прочитаны.',
    },
    formula: {
      en: 'Number of sent messages that were delivered or read',
      ru: 'Число отправленных сообщений, которые доставлены или прочитаны',
    },
    exclusions: {
      en: 'Accounts whose platform does not tell of delivery. A status counts for the message it is about, whenever it arrives.',
      ru: 'Аккаунты, платформа которых не сообщает о доставке. Статус относится к своему сообщению, когда бы он ни пришёл.',
    },
  },
  messages_read: {
    label: { en: 'Read messages', ru: 'Прочитанные сообщения' },
    unit: 'count',
    missing: 'zero',
    good: 'none',
    needs: 'read',
    version: 1,
    definition: {
      en: 'Messages sent in the period of which the platform said, then or later, that they were read.',
      ru: 'Сообщения, отправленные за период, о которых платформа — сразу или позже — сообщила, что они прочитаны.',
    },
    formula: {
      en: 'Number of sent messages that were read',
      ru: 'Число отправленных сообщений, которые прочитаны',
    },
    exclusions: {
      en: 'Accounts whose platform does not tell of reading.',
      ru: 'Аккаунты, платформа которых не сообщает о прочтении.',
    },
  },
  read_share: {
    label: { en: 'Read share', ru: 'Доля прочитанных' },
    unit: 'rate',
    missing: 'gap',
    good: 'up',
    needs: 'read',
    version: 1,
    definition: {
      en: 'What part of the delivered messages was read, where reading is told of. People may switch that off, so it is at least so many.',
      ru: 'Какая часть доставленных сообщений прочитана — там, где о прочтении сообщают. Люди могут это отключить, поэтому прочитано не меньше.',
    },
    formula: {
      en: 'Read messages ÷ delivered messages on accounts that tell of reading',
      ru: 'Прочитанные сообщения ÷ доставленные сообщения аккаунтов, которые сообщают о прочтении',
    },
    exclusions: {
      en: 'Messages of accounts that never told of reading, and those sent before the first that was told of.',
      ru: 'Сообщения аккаунтов, которые о прочтении ни разу не сообщили, и отправленные до первого, о котором сообщили.',
    },
    sample: 'messages_delivered',
  },
} as const satisfies Record<string, Metric>;
