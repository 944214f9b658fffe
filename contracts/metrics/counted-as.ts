import { type Metric } from './metric.js';

const BY_RULE = { missing: 'gap', needs: 'outgoing', version: 1 } as const;
const ITS_RULE = {
  en: 'What the product’s own rule leaves out; it stands beside the number.',
  ru: 'То, что исключает правило самого продукта; оно указано рядом с числом.',
};

/** First response times by the rules of other products (counted-as.ts of the contracts). */
export const countedAsMetrics = {
  responses_counted: {
    label: { en: 'Responses counted', ru: 'Учтено ответов' },
    unit: 'count',
    missing: 'zero',
    good: 'none',
    needs: 'outgoing',
    version: 1,
    definition: {
      en: 'How many first responses the rule in question takes in.',
      ru: 'Сколько первых ответов учитывает это правило.',
    },
    formula: { en: 'First responses by the rule', ru: 'Первые ответы по правилу' },
    exclusions: ITS_RULE,
  },
  response_as_counted_seconds: {
    ...BY_RULE,
    label: { en: 'First response, as counted there', ru: 'Первый ответ, как считают там' },
    unit: 'seconds',
    good: 'down',
    definition: {
      en: 'The number that the product would put in front: its own clock, its own statistic.',
      ru: 'Число, которое этот продукт показал бы главным: по своему отсчёту и своей статистике.',
    },
    formula: {
      en: 'The median, the mean or the mean of the fastest 90 %, as the rule says',
      ru: 'Медиана, среднее или среднее самых быстрых 90 % — по правилу',
    },
    exclusions: ITS_RULE,
    sample: 'responses_counted',
  },
  counted_mean_seconds: {
    ...BY_RULE,
    label: { en: 'Mean of the same', ru: 'Среднее тех же' },
    unit: 'seconds',
    good: 'down',
    definition: {
      en: 'The mean of all lengths that the rule takes in, to compare like with like.',
      ru: 'Среднее всех длительностей, учтённых правилом, — чтобы сравнивать одинаковое.',
    },
    formula: { en: 'Sum of the lengths ÷ their number', ru: 'Сумма длительностей ÷ их число' },
    exclusions: ITS_RULE,
    sample: 'responses_counted',
  },
  counted_median_seconds: {
    ...BY_RULE,
    label: { en: 'Median of the same', ru: 'Медиана тех же' },
    unit: 'seconds',
    good: 'down',
    definition: {
      en: 'The median of all lengths that the rule takes in, to compare like with like.',
      ru: 'Медиана всех длительностей, учтённых правилом, — чтобы сравнивать одинаковое.',
    },
    formula: { en: 'Exact median of the lengths', ru: 'Точная медиана длительностей' },
    exclusions: ITS_RULE,
    sample: 'responses_counted',
  },
  counted_response_rate: {
    ...BY_RULE,
    label: { en: 'Responded, as counted there', ru: 'Доля отвеченных, как считают там' },
    unit: 'rate',
    good: 'up',
    definition: {
      en: 'Ours: the answered share of first waits. Meta’s: of the messages that count, those answered within 24 hours. The others publish no such rule, so theirs is empty.',
      ru: 'Наша — доля отвеченных первых ожиданий. Meta: из учитываемых сообщений — отвеченные в течение 24 часов. Остальные такого правила не публикуют, поэтому у них пусто.',
    },
    formula: { en: 'Responded ÷ counted', ru: 'Отвеченные ÷ учтённые' },
    exclusions: ITS_RULE,
    sample: 'responses_counted',
  },
} as const satisfies Record<string, Metric>;
