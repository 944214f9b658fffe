import { type Metric } from './metric.js';

export const responseTimesMetrics = {
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
      en: 'From the contact’s first message in a dialogue to the first reply by a person, in calendar time. Half of the replies were faster. Where the workspace lets bursts settle, it is timed from the last message of the burst. It belongs to the moment the wait began.',
      ru: 'От первого сообщения клиента в диалоге до первого ответа человека, в календарном времени. Половина ответов быстрее. Если в пространстве отсчёт идёт от последнего сообщения серии, время считается от него. Относится к моменту начала ожидания.',
    },
    formula: {
      en: 'Exact median of (first reply − where the clock starts)',
      ru: 'Точная медиана (первый ответ − начало отсчёта)',
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
      en: 'Nine first replies of ten came within this time (calendar time, from the first message of a burst unless the workspace lets bursts settle).',
      ru: 'Девять первых ответов из десяти пришли за это время (календарное, от первого сообщения серии, если не задано иное).',
    },
    formula: {
      en: 'Exact 90th percentile of (first reply − where the clock starts)',
      ru: 'Точный 90-й процентиль (первый ответ − начало отсчёта)',
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
      en: 'Waits that began in the period and got no answer for longer than the set time (24 hours unless set otherwise; all hours count, or business hours where the settings say so), or whose dialogue ended without one.',
      ru: 'Ожидания, начавшиеся в периоде и оставшиеся без ответа дольше заданного времени (24 часа, если не задано иное; считаются все часы или, если так настроено, рабочие), или диалог которых закончился без ответа.',
    },
    formula: { en: 'Unanswered waits + abandoned waits', ru: 'Неотвеченные + брошенные ожидания' },
    exclusions: {
      en: 'Waits younger than that time, counted from where the clock starts: they are still open. Waits that a bot answered, and dismissed ones.',
      ru: 'Ожидания моложе этого времени, если считать от начала отсчёта: они ещё открыты. Ожидания, на которые ответил бот, и снятые.',
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
      en: 'Waits younger than the set time (24 hours unless set otherwise), waits that a bot answered, and dismissed ones.',
      ru: 'Ожидания моложе заданного времени (24 часа, если не задано иное), ожидания, на которые ответил бот, и снятые.',
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
      en: 'From the first unanswered message of a contact to the reply of a person: half of the replies were faster. Where a report does not ask for something else: over every wait, in calendar time, as the customer waited; from the last message of the burst where the workspace lets bursts settle.',
      ru: 'От первого неотвеченного сообщения клиента до ответа человека: половина ответов быстрее. Если в отчёте не выбрано иное — по всем ожиданиям, в календарном времени, как ждал клиент; от последнего сообщения серии, если так задано в пространстве.',
    },
    formula: {
      en: 'Exact median of (reply − where the clock starts)',
      ru: 'Точная медиана (ответ − начало отсчёта)',
    },
    exclusions: {
      en: 'Waits without a reply by a person; in business hours also those without a calendar.',
      ru: 'Ожидания без ответа человека, а в рабочем времени — и те, для которых нет календаря.',
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
      en: 'Nine replies of ten came within this time. Where a report does not ask for something else: over every wait, in calendar time, as the customer waited; from the last message of the burst where the workspace lets bursts settle.',
      ru: 'Девять ответов из десяти пришли за это время. Если в отчёте не выбрано иное — по всем ожиданиям, в календарном времени, как ждал клиент; от последнего сообщения серии, если так задано в пространстве.',
    },
    formula: {
      en: 'Exact 90th percentile of (reply − where the clock starts)',
      ru: 'Точный 90-й процентиль (ответ − начало отсчёта)',
    },
    exclusions: {
      en: 'Waits without a reply by a person; in business hours also those without a calendar.',
      ru: 'Ожидания без ответа человека, а в рабочем времени — и те, для которых нет календаря.',
    },
    sample: 'waits_answered',
  },
} as const satisfies Record<string, Metric>;
