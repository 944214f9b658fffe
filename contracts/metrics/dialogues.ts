import { NO_BROADCASTS, type Metric } from './metric.js';

export const dialoguesMetrics = {
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
} as const satisfies Record<string, Metric>;
