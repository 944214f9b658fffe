import { NOTHING_LEFT_OUT, type Metric } from './metric.js';

export const arrivalsMetrics = {
  touches: {
    label: { en: 'Arrivals', ru: 'Касания' },
    unit: 'count',
    missing: 'zero',
    good: 'up',
    needs: 'nothing',
    version: 1,
    definition: {
      en: 'Every time a contact came: a start, a referral, a click, an opened widget, or the first message of a dialogue that nothing led to. The first one of a person is the acquisition, every later one a re-engagement.',
      ru: 'Каждый приход клиента: старт, переход по ссылке с меткой, клик, открытый виджет или первое сообщение диалога, к которому ничто не привело. Первое касание человека — привлечение, каждое следующее — возврат.',
    },
    formula: { en: 'Touches in the period', ru: 'Касания за период' },
    exclusions: {
      en: 'Anonymous visitors of a site; dialogues that we began and replies to broadcasts.',
      ru: 'Анонимные посетители сайта; диалоги, которые начали мы, и ответы на рассылки.',
    },
  },
  touches_re_engagement: {
    label: { en: 'Of them re-engagements', ru: 'Из них возвраты' },
    unit: 'count',
    missing: 'zero',
    good: 'none',
    needs: 'nothing',
    version: 1,
    definition: {
      en: 'Arrivals of people who were known already. All other arrivals brought a new contact.',
      ru: 'Касания тех, кого уже знали. Все остальные касания привели нового клиента.',
    },
    formula: {
      en: 'Touches of contacts who had touched or written before',
      ru: 'Касания клиентов, у которых уже было касание или переписка',
    },
    exclusions: NOTHING_LEFT_OUT,
  },
  starts: {
    label: { en: 'Starts', ru: 'Старты' },
    unit: 'count',
    missing: 'zero',
    good: 'up',
    needs: 'nothing',
    version: 1,
    definition: {
      en: 'Conversations opened by a link or a button 24 hours ago or earlier (Telegram /start, Messenger Get Started and m.me links, Viber conversation_started), whether or not a message followed.',
      ru: 'Разговоры, открытые ссылкой или кнопкой не меньше 24 часов назад (Telegram /start, «Начать» и ссылки m.me в Messenger, conversation_started в Viber), написал человек потом или нет.',
    },
    formula: {
      en: 'Touches that are a start or a referral, at least 24 h old',
      ru: 'Касания-старты и переходы по ссылке, которым не меньше 24 ч',
    },
    exclusions: {
      en: 'Younger starts: they are counted apart, because the message may still come.',
      ru: 'Более свежие старты: они посчитаны отдельно, сообщение ещё может прийти.',
    },
  },
  starts_immature: {
    label: { en: 'Starts too young to judge', ru: 'Свежие старты' },
    unit: 'count',
    missing: 'zero',
    good: 'none',
    needs: 'nothing',
    version: 1,
    definition: {
      en: 'Starts less than 24 hours old: they stand in no message rate yet.',
      ru: 'Старты моложе 24 часов: в доле написавших их пока нет.',
    },
    formula: {
      en: 'Touches that are a start or a referral, less than 24 h old',
      ru: 'Касания-старты и переходы по ссылке моложе 24 ч',
    },
    exclusions: NOTHING_LEFT_OUT,
  },
  message_rate: {
    label: { en: 'Message rate', ru: 'Доля написавших' },
    unit: 'rate',
    missing: 'gap',
    good: 'up',
    needs: 'nothing',
    version: 1,
    definition: {
      en: 'The share of starts after which the contact sent a message within 24 hours. It tells people who are not interested from links that lose them.',
      ru: 'Доля стартов, после которых клиент за 24 часа прислал сообщение. Отличает тех, кому неинтересно, от ссылок, которые теряют людей.',
    },
    formula: {
      en: 'Starts followed by an incoming message of the same contact within 24 h ÷ starts',
      ru: 'Старты, за которыми в течение 24 ч пришло сообщение того же клиента ÷ старты',
    },
    exclusions: {
      en: 'Starts less than 24 hours old, in the numerator and in the denominator.',
      ru: 'Старты моложе 24 часов — и в числителе, и в знаменателе.',
    },
    sample: 'starts',
  },
} as const satisfies Record<string, Metric>;
