import type { Localized } from './text.js';

/**
 * One number that the product shows, defined once: the words on the screen, in the exports and in the documentation
 * come from here, and the SQL computes exactly this.
 */
export interface Metric {
  label: Localized;
  /** `count`: a whole number; `rate`: 0–1, shown as %; `seconds`: a length of time, shown as «1 h 20 min». */
  unit: 'count' | 'rate' | 'seconds';
  /** What stands where nothing happened: counts are 0, rates and times have no value there. */
  missing: 'zero' | 'gap';
  /** The direction that is good news; `none` where a change is neither good nor bad. */
  good: 'up' | 'down' | 'none';
  /** What an account must be able to tell; where none can, the number is null with the reason. */
  needs: 'nothing' | 'outgoing' | 'subscriptions';
  /** Rises when the meaning changes. */
  version: number;
  /** A sentence in the reader's words. */
  definition: Localized;
  /** The formula, in the words of other metrics. */
  formula: Localized;
  /** What is left out, and why. */
  exclusions: Localized;
  /** The metric that says from how many things this one is computed; its column stands in the same row. */
  sample?: string;
}

const NOTHING_LEFT_OUT: Localized = { en: 'Nothing is left out.', ru: 'Ничего не исключается.' };
const NO_BROADCASTS: Localized = {
  en: 'Broadcasts neither open nor lengthen a dialogue.',
  ru: 'Рассылки не открывают и не продлевают диалог.',
};

export const METRICS = {
  messages_received: {
    label: { en: 'Incoming messages', ru: 'Входящие сообщения' },
    unit: 'count',
    missing: 'zero',
    good: 'up',
    needs: 'nothing',
    version: 1,
    definition: {
      en: 'Messages that contacts sent to us in the period.',
      ru: 'Сообщения, которые клиенты прислали нам за период.',
    },
    formula: { en: 'Number of incoming messages', ru: 'Число входящих сообщений' },
    exclusions: {
      en: 'A start (/start, Get Started) and a pressed button are not messages; reactions and edits do not count.',
      ru: 'Старт (/start, «Начать») и нажатие кнопки — не сообщения; реакции и правки не считаются.',
    },
  },
  messages_sent: {
    label: { en: 'Outgoing messages', ru: 'Исходящие сообщения' },
    unit: 'count',
    missing: 'zero',
    good: 'none',
    needs: 'outgoing',
    version: 1,
    definition: {
      en: 'Messages sent from our side in the period by people, bots, auto-replies and broadcasts together.',
      ru: 'Сообщения, отправленные с нашей стороны за период: людьми, ботами, автоответами и рассылками вместе.',
    },
    formula: {
      en: 'By people + by bots + automatic + broadcasts + of unknown sender',
      ru: 'От людей + от ботов + автоматические + рассылки + от неизвестного отправителя',
    },
    exclusions: NOTHING_LEFT_OUT,
  },
  messages_sent_by_agents: {
    label: { en: 'Sent by people', ru: 'Отправлено людьми' },
    unit: 'count',
    missing: 'zero',
    good: 'none',
    needs: 'outgoing',
    version: 1,
    definition: {
      en: 'Outgoing messages written by agents.',
      ru: 'Исходящие сообщения, написанные сотрудниками.',
    },
    formula: {
      en: 'Outgoing messages whose sender is an agent',
      ru: 'Исходящие, отправитель которых — сотрудник',
    },
    exclusions: NOTHING_LEFT_OUT,
  },
  messages_sent_by_bots: {
    label: { en: 'Sent by bots', ru: 'Отправлено ботами' },
    unit: 'count',
    missing: 'zero',
    good: 'none',
    needs: 'outgoing',
    version: 1,
    definition: {
      en: 'Outgoing messages written by scripted or AI bots.',
      ru: 'Исходящие сообщения, написанные ботами (сценарными или ИИ).',
    },
    formula: { en: 'Outgoing messages whose sender is a bot', ru: 'Исходящие, отправитель которых — бот' },
    exclusions: NOTHING_LEFT_OUT,
  },
  messages_sent_auto: {
    label: { en: 'Automatic replies', ru: 'Автоответы' },
    unit: 'count',
    missing: 'zero',
    good: 'none',
    needs: 'outgoing',
    version: 1,
    definition: {
      en: 'Greetings, out-of-office notes and requests to rate, sent automatically. They never answer a wait.',
      ru: 'Приветствия, сообщения о нерабочем времени и просьбы об оценке, отправленные автоматически. Ответом не считаются.',
    },
    formula: { en: 'Outgoing messages whose sender is auto', ru: 'Исходящие, отправленные автоматически' },
    exclusions: NOTHING_LEFT_OUT,
  },
  messages_sent_in_broadcasts: {
    label: { en: 'Sent in broadcasts', ru: 'Отправлено рассылками' },
    unit: 'count',
    missing: 'zero',
    good: 'none',
    needs: 'outgoing',
    version: 1,
    definition: {
      en: 'Outgoing messages that belong to a broadcast.',
      ru: 'Исходящие сообщения, которые относятся к рассылке.',
    },
    formula: { en: 'Outgoing messages whose sender is a broadcast', ru: 'Исходящие, отправленные рассылкой' },
    exclusions: NOTHING_LEFT_OUT,
  },
  messages_sent_by_unknown: {
    label: { en: 'Of unknown sender', ru: 'Отправитель неизвестен' },
    unit: 'count',
    missing: 'zero',
    good: 'none',
    needs: 'outgoing',
    version: 1,
    definition: {
      en: 'Outgoing messages of which the platform does not say who sent them. For waits they act as the account’s default sender.',
      ru: 'Исходящие сообщения, об отправителе которых платформа не сообщает. Для ожиданий действует отправитель аккаунта по умолчанию.',
    },
    formula: { en: 'Outgoing messages without a known sender', ru: 'Исходящие без известного отправителя' },
    exclusions: NOTHING_LEFT_OUT,
  },
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
  dialogues: {
    label: { en: 'Dialogues', ru: 'Диалоги' },
    unit: 'count',
    missing: 'zero',
    good: 'none',
    needs: 'nothing',
    version: 1,
    definition: {
      en: 'Stretches of conversation without a silence longer than the gap (24 hours unless set otherwise). A question still waiting for its answer keeps its dialogue open for up to 30 days. A dialogue belongs to the moment of its first message.',
      ru: 'Отрезки переписки без молчания дольше порога (24 часа, если не задано иное). Вопрос без ответа держит диалог открытым до 30 дней. Диалог относится к моменту первого сообщения.',
    },
    formula: {
      en: 'Dialogues with ≥ 1 incoming message whose first message lies in the period',
      ru: 'Диалоги с ≥ 1 входящим сообщением, первое сообщение которых — в периоде',
    },
    exclusions: {
      en: 'Broadcasts neither open nor lengthen a dialogue; dialogues in which the contact wrote nothing.',
      ru: 'Рассылки не открывают и не продлевают диалог; диалоги, в которых клиент ничего не написал.',
    },
  },
  dialogue_duration_mean_seconds: {
    label: { en: 'Dialogue duration, mean', ru: 'Длительность диалога, среднее' },
    unit: 'seconds',
    missing: 'gap',
    good: 'none',
    needs: 'nothing',
    version: 1,
    definition: {
      en: 'From the first to the last message of a dialogue, on average. A dialogue of one message lasts 0 s and counts.',
      ru: 'От первого до последнего сообщения диалога, в среднем. Диалог из одного сообщения длится 0 с и учитывается.',
    },
    formula: { en: 'Sum of durations ÷ dialogues', ru: 'Сумма длительностей ÷ диалоги' },
    exclusions: NO_BROADCASTS,
    sample: 'dialogues',
  },
  dialogue_duration_median_seconds: {
    label: { en: 'Dialogue duration, median', ru: 'Длительность диалога, медиана' },
    unit: 'seconds',
    missing: 'gap',
    good: 'none',
    needs: 'nothing',
    version: 1,
    definition: {
      en: 'Half of the dialogues were shorter, half longer. A dialogue of one message lasts 0 s and counts.',
      ru: 'Половина диалогов короче, половина длиннее. Диалог из одного сообщения длится 0 с и учитывается.',
    },
    formula: { en: 'Exact median of the durations', ru: 'Точная медиана длительностей' },
    exclusions: NO_BROADCASTS,
    sample: 'dialogues',
  },
  repeat_contacts: {
    label: { en: 'Contacts who came back', ru: 'Вернувшиеся клиенты' },
    unit: 'count',
    missing: 'zero',
    good: 'up',
    needs: 'nothing',
    version: 1,
    definition: {
      en: 'Contacts who in the period began another dialogue more than 24 hours after the end of their previous one. The previous one may lie before the period.',
      ru: 'Клиенты, которые за период начали новый диалог более чем через 24 часа после конца предыдущего. Предыдущий может лежать до начала периода.',
    },
    formula: {
      en: 'Contacts with a dialogue they started, whose first incoming message lies in the period and more than 24 h after the end of their previous dialogue',
      ru: 'Клиенты с начатым ими диалогом, первое входящее которого — в периоде и позже конца их предыдущего диалога более чем на 24 ч',
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
      en: 'The share of contacts who came back more than 24 hours after their previous dialogue had ended.',
      ru: 'Доля клиентов, которые обратились снова более чем через 24 часа после конца предыдущего диалога.',
    },
    formula: { en: 'Contacts who came back ÷ contacts', ru: 'Вернувшиеся клиенты ÷ клиенты' },
    exclusions: {
      en: 'Dialogues that an agent or a bot started. Replies to broadcasts count.',
      ru: 'Диалоги, начатые сотрудником или ботом. Ответы на рассылки считаются.',
    },
    sample: 'contacts',
  },
  first_responses: {
    label: { en: 'First responses', ru: 'Первые ответы' },
    unit: 'count',
    missing: 'zero',
    good: 'none',
    needs: 'outgoing',
    version: 1,
    definition: {
      en: 'Dialogues started by contacts in which a person answered the first question.',
      ru: 'Диалоги, начатые клиентами, в которых человек ответил на первый вопрос.',
    },
    formula: {
      en: 'Answered first waits that began in the period',
      ru: 'Отвеченные первые ожидания, начавшиеся в периоде',
    },
    exclusions: {
      en: 'Answers of bots and automatic replies; dialogues that an agent or a bot started.',
      ru: 'Ответы ботов и автоответы; диалоги, начатые сотрудником или ботом.',
    },
  },
  first_response_median_seconds: {
    label: { en: 'First response, median', ru: 'Первый ответ, медиана' },
    unit: 'seconds',
    missing: 'gap',
    good: 'down',
    needs: 'outgoing',
    version: 1,
    definition: {
      en: 'From the contact’s first message in a dialogue to the first reply by a person, in calendar time. Half of the replies were faster. It belongs to the moment the wait began.',
      ru: 'От первого сообщения клиента в диалоге до первого ответа человека, в календарном времени. Половина ответов быстрее. Относится к моменту начала ожидания.',
    },
    formula: {
      en: 'Exact median of (first reply − first message)',
      ru: 'Точная медиана (первый ответ − первое сообщение)',
    },
    exclusions: {
      en: 'Dialogues without a reply (they are in the answered share), answers of bots and automatic replies.',
      ru: 'Диалоги без ответа (они учтены в доле отвеченных), ответы ботов и автоответы.',
    },
    sample: 'first_responses',
  },
  first_response_p90_seconds: {
    label: { en: 'First response, 90th percentile', ru: 'Первый ответ, 90-й процентиль' },
    unit: 'seconds',
    missing: 'gap',
    good: 'down',
    needs: 'outgoing',
    version: 1,
    definition: {
      en: 'Nine first replies of ten came within this time (calendar time).',
      ru: 'Девять первых ответов из десяти пришли за это время (календарное).',
    },
    formula: {
      en: 'Exact 90th percentile of (first reply − first message)',
      ru: 'Точный 90-й процентиль (первый ответ − первое сообщение)',
    },
    exclusions: {
      en: 'Dialogues without a reply, answers of bots and automatic replies.',
      ru: 'Диалоги без ответа, ответы ботов и автоответы.',
    },
    sample: 'first_responses',
  },
  waits_answered: {
    label: { en: 'Waits answered', ru: 'Отвеченные ожидания' },
    unit: 'count',
    missing: 'zero',
    good: 'up',
    needs: 'outgoing',
    version: 1,
    definition: {
      en: 'Times a contact waited and a person answered. A burst of messages is one wait; the reply is credited to whoever sent it.',
      ru: 'Сколько раз клиент ждал и человек ответил. Несколько сообщений подряд — одно ожидание; ответ засчитан тому, кто его отправил.',
    },
    formula: {
      en: 'Waits that began in the period and were answered by an agent',
      ru: 'Ожидания, начавшиеся в периоде и отвеченные сотрудником',
    },
    exclusions: {
      en: 'Waits that only a bot answered, and dismissed ones (a closing «thank you», a sticker).',
      ru: 'Ожидания, на которые ответил только бот, и снятые (завершающее «спасибо», стикер).',
    },
  },
  waits_unanswered: {
    label: { en: 'Waits not answered', ru: 'Ожидания без ответа' },
    unit: 'count',
    missing: 'zero',
    good: 'down',
    needs: 'outgoing',
    version: 1,
    definition: {
      en: 'Waits that began in the period and got no answer for more than 24 hours, or whose dialogue ended without one.',
      ru: 'Ожидания, начавшиеся в периоде и оставшиеся без ответа более 24 часов, или диалог которых закончился без ответа.',
    },
    formula: { en: 'Unanswered waits + abandoned waits', ru: 'Неотвеченные + брошенные ожидания' },
    exclusions: {
      en: 'Waits younger than 24 hours: they are still open.',
      ru: 'Ожидания моложе 24 часов: они ещё открыты.',
    },
  },
  answered_share: {
    label: { en: 'Answered share', ru: 'Доля отвеченных' },
    unit: 'rate',
    missing: 'gap',
    good: 'up',
    needs: 'outgoing',
    version: 1,
    definition: {
      en: 'Of the waits that should have been answered by now, the share that a person answered.',
      ru: 'Какая доля ожиданий, на которые уже пора было ответить, получила ответ человека.',
    },
    formula: {
      en: 'Answered ÷ (answered + unanswered + abandoned)',
      ru: 'Отвеченные ÷ (отвеченные + неотвеченные + брошенные)',
    },
    exclusions: {
      en: 'Waits younger than 24 hours, waits that a bot answered, and dismissed ones.',
      ru: 'Ожидания моложе 24 часов, ожидания, на которые ответил бот, и снятые.',
    },
    sample: 'waits_answered',
  },
  response_median_seconds: {
    label: { en: 'Response time, median', ru: 'Время ответа, медиана' },
    unit: 'seconds',
    missing: 'gap',
    good: 'down',
    needs: 'outgoing',
    version: 1,
    definition: {
      en: 'From the first unanswered message of a contact to the reply of a person, over every wait, in calendar time.',
      ru: 'От первого неотвеченного сообщения клиента до ответа человека, по всем ожиданиям, в календарном времени.',
    },
    formula: {
      en: 'Exact median of (reply − start of the wait)',
      ru: 'Точная медиана (ответ − начало ожидания)',
    },
    exclusions: {
      en: 'Waits without a reply by a person.',
      ru: 'Ожидания без ответа человека.',
    },
    sample: 'waits_answered',
  },
  response_p90_seconds: {
    label: { en: 'Response time, 90th percentile', ru: 'Время ответа, 90-й процентиль' },
    unit: 'seconds',
    missing: 'gap',
    good: 'down',
    needs: 'outgoing',
    version: 1,
    definition: {
      en: 'Nine replies of ten came within this time, over every wait, in calendar time.',
      ru: 'Девять ответов из десяти пришли за это время, по всем ожиданиям, в календарном времени.',
    },
    formula: {
      en: 'Exact 90th percentile of (reply − start of the wait)',
      ru: 'Точный 90-й процентиль (ответ − начало ожидания)',
    },
    exclusions: {
      en: 'Waits without a reply by a person.',
      ru: 'Ожидания без ответа человека.',
    },
    sample: 'waits_answered',
  },
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
      en: 'A start by somebody who is subscribed already.',
      ru: 'Старт того, кто уже подписан.',
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
    exclusions: NOTHING_LEFT_OUT,
  },
} as const satisfies Record<string, Metric>;
export type MetricKey = keyof typeof METRICS;

/** The same glossary, typed by its interface: for code that walks it. */
export const metric = (key: MetricKey): Metric => METRICS[key];
