import { type Metric } from './metric.js';

export const contactsMetrics = {
  contacts: {
    label: { en: 'Contacts', ru: 'Клиенты' },
    unit: 'count',
    missing: 'zero',
    good: 'up',
    needs: 'nothing',
    version: 1,
    definition: {
      en: 'Different people who sent at least one message in the period.',
      ru: 'Разные люди, приславшие за период хотя бы одно сообщение.',
    },
    formula: {
      en: 'Distinct contacts with ≥ 1 incoming message',
      ru: 'Разные клиенты с ≥ 1 входящим сообщением',
    },
    exclusions: {
      en: 'People who only pressed start and wrote nothing are not counted here.',
      ru: 'Те, кто только нажал «Старт» и ничего не написал, здесь не считаются.',
    },
  },
  new_contacts: {
    label: { en: 'New contacts', ru: 'Новые клиенты' },
    unit: 'count',
    missing: 'zero',
    good: 'up',
    needs: 'nothing',
    version: 1,
    definition: {
      en: 'People whose first touch or message ever falls into the period.',
      ru: 'Люди, чьё самое первое касание или сообщение за всё время пришлось на период.',
    },
    formula: {
      en: 'Contacts whose first touch or message ever lies in the period',
      ru: 'Клиенты, чьё первое за всё время касание или сообщение — в периоде',
    },
    exclusions: {
      en: 'Anonymous visitors of a site; a known contact who comes back through a link.',
      ru: 'Анонимные посетители сайта; известный клиент, вернувшийся по ссылке.',
    },
  },
  repeat_contacts: {
    label: { en: 'Contacts who came back', ru: 'Вернувшиеся клиенты' },
    unit: 'count',
    missing: 'zero',
    good: 'up',
    needs: 'nothing',
    version: 1,
    definition: {
      en: 'Contacts who in the period began another dialogue later than the set time (24 hours unless set otherwise) after the end of their previous one. The previous one may lie before the period.',
      ru: 'Клиенты, которые за период начали новый диалог позже заданного времени (24 часа, если не задано иное) после конца предыдущего. Предыдущий может лежать до начала периода.',
    },
    formula: {
      en: 'Contacts with a dialogue they started, whose first incoming message lies in the period and more than the set time (24 h) after the end of their previous dialogue',
      ru: 'Клиенты с начатым ими диалогом, первое входящее которого — в периоде и позже конца их предыдущего диалога более чем на заданное время (24 ч)',
    },
    exclusions: {
      en: 'Dialogues that an agent or a bot started. Replies to broadcasts count.',
      ru: 'Диалоги, начатые сотрудником или ботом. Ответы на рассылки считаются.',
    },
  },
  repeat_contact_rate: {
    label: { en: 'Repeat contact rate', ru: 'Доля повторных обращений' },
    unit: 'rate',
    missing: 'gap',
    good: 'up',
    needs: 'nothing',
    version: 1,
    definition: {
      en: 'The share of contacts who came back later than the set time (24 hours unless set otherwise) after their previous dialogue had ended.',
      ru: 'Доля клиентов, которые обратились снова позже заданного времени (24 часа, если не задано иное) после конца предыдущего диалога.',
    },
    formula: { en: 'Contacts who came back ÷ contacts', ru: 'Вернувшиеся клиенты ÷ клиенты' },
    exclusions: {
      en: 'Dialogues that an agent or a bot started. Replies to broadcasts count.',
      ru: 'Диалоги, начатые сотрудником или ботом. Ответы на рассылки считаются.',
    },
    sample: 'contacts',
  },
} as const satisfies Record<string, Metric>;
