import { NOTHING_LEFT_OUT, type Metric } from './metric.js';

const WITHOUT_REPLY = {
  en: 'Waits without a reply by a person; in business hours also those without a calendar.',
  ru: 'Ожидания без ответа человека, а в рабочем времени — и те, для которых нет календаря.',
};
const OF_ANSWERED = { missing: 'gap', good: 'down', needs: 'outgoing', version: 1 } as const;
const COUNTED = { unit: 'count', missing: 'zero', needs: 'outgoing', version: 1 } as const;

const percentile = (
  label: Metric['label'],
  of: { en: string; ru: string },
  formula: Metric['formula'],
): Metric & { unit: 'seconds'; sample: string } => ({
  ...OF_ANSWERED,
  label,
  unit: 'seconds',
  definition: {
    en: `${of.en} came within this time, as the report is asked: which waits, whose clock, which hours.`,
    ru: `${of.ru} не дольше этого времени — для тех ожиданий, отсчёта и времени, которые выбраны в отчёте.`,
  },
  formula,
  exclusions: WITHOUT_REPLY,
  sample: 'waits_answered',
});

/** How long people waited, in the words of the service reports. */
export const serviceTimesMetrics = {
  response_mean_seconds: {
    ...OF_ANSWERED,
    label: { en: 'Response time, mean', ru: 'Время ответа, среднее' },
    unit: 'seconds',
    definition: {
      en: 'All response times added up and divided by their number. A few very long ones pull it up: the median says more.',
      ru: 'Сумма всех времён ответа, делённая на их число. Несколько очень долгих его завышают: медиана говорит больше.',
    },
    formula: { en: 'Sum of the lengths ÷ their number', ru: 'Сумма длительностей ÷ их число' },
    exclusions: {
      en: `${WITHOUT_REPLY.en} Those longer than 30 days, which are counted apart.`,
      ru: `${WITHOUT_REPLY.ru} Те, что дольше 30 дней, — они посчитаны отдельно.`,
    },
    sample: 'waits_answered',
  },
  response_p75_seconds: percentile(
    { en: 'Response time, 75th percentile', ru: 'Время ответа, 75-й процентиль' },
    { en: 'Three replies of four', ru: 'Три ответа из четырёх пришли' },
    { en: 'Exact 75th percentile of the lengths', ru: 'Точный 75-й процентиль длительностей' },
  ),
  response_p95_seconds: percentile(
    { en: 'Response time, 95th percentile', ru: 'Время ответа, 95-й процентиль' },
    { en: 'Nineteen replies of twenty', ru: 'Девятнадцать ответов из двадцати пришли' },
    { en: 'Exact 95th percentile of the lengths', ru: 'Точный 95-й процентиль длительностей' },
  ),
  response_min_seconds: {
    ...OF_ANSWERED,
    good: 'none',
    label: { en: 'Response time, shortest', ru: 'Время ответа, самое короткое' },
    unit: 'seconds',
    definition: {
      en: 'The fastest reply. In business hours it is 0 where somebody answered while closed.',
      ru: 'Самый быстрый ответ. В рабочем времени — 0, если ответили, когда закрыто.',
    },
    formula: { en: 'The least of the lengths', ru: 'Наименьшая из длительностей' },
    exclusions: WITHOUT_REPLY,
    sample: 'waits_answered',
  },
  response_max_seconds: {
    ...OF_ANSWERED,
    label: { en: 'Response time, longest', ru: 'Время ответа, самое долгое' },
    unit: 'seconds',
    definition: { en: 'The slowest reply.', ru: 'Самый медленный ответ.' },
    formula: { en: 'The greatest of the lengths', ru: 'Наибольшая из длительностей' },
    exclusions: WITHOUT_REPLY,
    sample: 'waits_answered',
  },
  waits_over_30_days: {
    ...COUNTED,
    good: 'down',
    label: { en: 'Answered after more than 30 days', ru: 'Отвечено позже чем через 30 дней' },
    definition: {
      en: 'Waits whose measured length is more than 30 days. They are left out of the mean and kept in the median and the percentiles.',
      ru: 'Ожидания, измеренная длительность которых больше 30 дней. В среднее они не входят, в медиану и процентили — входят.',
    },
    formula: {
      en: 'Answered waits longer than 30 days',
      ru: 'Отвеченные ожидания дольше 30 дней',
    },
    exclusions: WITHOUT_REPLY,
  },
  waits_without_calendar: {
    ...COUNTED,
    good: 'none',
    label: { en: 'Answered, but no calendar', ru: 'Отвечено, но нет календаря' },
    definition: {
      en: 'Answered waits whose business time is not known because no calendar applies to them. They are in no business time; in calendar time nothing is left out and this is 0.',
      ru: 'Отвеченные ожидания, рабочее время которых неизвестно: для них не задан календарь. В рабочее время они не входят. В календарном времени ничего не выпадает, и здесь 0.',
    },
    formula: {
      en: 'Answered waits without a calendar, where business hours are asked for',
      ru: 'Отвеченные ожидания без календаря, если выбрано рабочее время',
    },
    exclusions: NOTHING_LEFT_OUT,
  },
  waits_answered_off_hours: {
    ...COUNTED,
    good: 'none',
    label: { en: 'Answered while closed', ru: 'Отвечено в нерабочее время' },
    definition: {
      en: 'Waits that were answered when the account’s calendar was closed. Begun and answered within one closed time, such a wait lasts 0 s of business time.',
      ru: 'Ожидания, на которые ответили, когда по календарю аккаунта было закрыто. Если и началось оно в то же закрытое время, в рабочем времени оно длится 0 с.',
    },
    formula: {
      en: 'Answered waits with the answer outside the open hours of the account',
      ru: 'Отвеченные ожидания, ответ на которые пришёл вне рабочих часов аккаунта',
    },
    exclusions: { en: 'Accounts without a calendar.', ru: 'Аккаунты без календаря.' },
  },
  waits_begun: {
    ...COUNTED,
    good: 'none',
    label: { en: 'Waits begun', ru: 'Начавшиеся ожидания' },
    definition: {
      en: 'Times a contact began to wait for an answer. A burst of messages is one wait.',
      ru: 'Сколько раз клиент начал ждать ответа. Несколько сообщений подряд — одно ожидание.',
    },
    formula: { en: 'Waits that began', ru: 'Начавшиеся ожидания' },
    exclusions: {
      en: 'Nothing: also those that a bot answered and those that needed no reply.',
      ru: 'Ничего: учтены и те, на которые ответил бот, и те, где ответ не нужен.',
    },
  },
} as const satisfies Record<string, Metric>;
