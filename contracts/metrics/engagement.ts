import { type Metric } from './metric.js';

/**
 * Who is written to and who writes. Dashbot's words: active are those who received a message, engaged those who sent one
 * (https://www.dashbot.io/tour/engagement/, checked 2026-11-25).
 */
export const engagementMetrics = {
  contacts_active: {
    label: { en: 'Active: received something', ru: 'Активные: получили сообщение' },
    unit: 'count',
    missing: 'zero',
    good: 'none',
    needs: 'outgoing',
    version: 1,
    definition: {
      en: 'Different people to whom at least one message of ours was sent in the period, whoever of us wrote it: an agent, a bot, an auto-reply, a broadcast.',
      ru: 'Разные люди, которым за период ушло хотя бы одно наше сообщение, кто бы его ни написал: сотрудник, бот, автоответ или рассылка.',
    },
    formula: {
      en: 'Distinct contacts with ≥ 1 outgoing message',
      ru: 'Разные клиенты с ≥ 1 исходящим сообщением',
    },
    exclusions: {
      en: 'Messages on accounts that are set not to show our messages. A message counts as received when it was sent.',
      ru: 'Сообщения в аккаунтах, для которых указано, что исходящих они не показывают. Отправленное считается полученным.',
    },
  },
  contacts_engaged: {
    label: { en: 'Engaged: received and wrote', ru: 'Вовлечённые: получили и написали' },
    unit: 'count',
    missing: 'zero',
    good: 'up',
    needs: 'outgoing',
    version: 1,
    definition: {
      en: 'Of the active, those who also wrote to us in the same time. Who wrote and got nothing from us is among the contacts, but not here.',
      ru: 'Те из активных, кто за то же время и сам нам написал. Кто написал, но ничего от нас не получил, — среди клиентов, но не здесь.',
    },
    formula: {
      en: 'Distinct contacts with ≥ 1 outgoing and ≥ 1 incoming message',
      ru: 'Разные клиенты с ≥ 1 исходящим и ≥ 1 входящим сообщением',
    },
    exclusions: {
      en: 'Who wrote in another unit of time than they received.',
      ru: 'Те, кто написал не в том отрезке времени, в котором получил.',
    },
  },
  engaged_share: {
    label: { en: 'Engaged share', ru: 'Доля вовлечённых' },
    unit: 'rate',
    missing: 'gap',
    good: 'up',
    needs: 'outgoing',
    version: 1,
    definition: {
      en: 'What part of those who received something from us also wrote. It falls when much is sent to people who do not answer.',
      ru: 'Какая доля получивших наши сообщения и сама нам написала. Падает, когда много пишут тем, кто не отвечает.',
    },
    formula: { en: 'Engaged ÷ active', ru: 'Вовлечённые ÷ активные' },
    exclusions: {
      en: 'Shares of longer times are counted anew and are not the mean of the shorter ones.',
      ru: 'Доли за большее время считаются заново, а не усредняются.',
    },
    sample: 'contacts_active',
  },
} as const satisfies Record<string, Metric>;
