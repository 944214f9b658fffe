import { type Metric } from './metric.js';

const COUNTED = { unit: 'count', missing: 'zero', needs: 'closing', version: 1 } as const;
const NOT_CLOSED = {
  en: 'Dialogues that nobody closed; in business hours also those without a calendar.',
  ru: 'Диалоги, которые никто не закрыл, а в рабочем времени — и те, для которых нет календаря.',
};
const length = (
  label: Metric['label'],
  definition: Metric['definition'],
  formula: Metric['formula'],
): Metric & { unit: 'seconds'; sample: string } => ({
  missing: 'gap',
  good: 'down',
  needs: 'closing',
  version: 1,
  unit: 'seconds',
  label,
  definition,
  formula,
  exclusions: NOT_CLOSED,
  sample: 'dialogues_closed',
});

/** How long it takes until a dialogue is closed, where closing is told of at all. */
export const closingsMetrics = {
  dialogues_closable: {
    ...COUNTED,
    good: 'none',
    label: { en: 'Dialogues that could be closed', ru: 'Диалоги, которые можно закрыть' },
    definition: {
      en: 'Dialogues on accounts that tell of closing: those on which a dialogue was ever closed, from the first such dialogue on.',
      ru: 'Диалоги в аккаунтах, которые сообщают о закрытии, — то есть там, где хоть раз закрыли диалог, начиная с первого такого.',
    },
    formula: {
      en: 'Dialogues begun in the period no earlier than the first closed one of their account',
      ru: 'Диалоги периода, начавшиеся не раньше первого закрытого диалога своего аккаунта',
    },
    exclusions: {
      en: 'Messengers themselves know no closing; an inbox such as Chatwoot does.',
      ru: 'Сами мессенджеры закрытия не знают; оно есть в инбоксах, например в Chatwoot.',
    },
  },
  dialogues_closed: {
    ...COUNTED,
    good: 'up',
    label: { en: 'Closed', ru: 'Закрыто' },
    definition: {
      en: 'Dialogues that somebody closed and nobody reopened. They belong to when they began.',
      ru: 'Диалоги, которые закрыли и не открыли снова. Относятся к моменту начала диалога.',
    },
    formula: { en: 'Dialogues with a closing that stands', ru: 'Диалоги с закрытием, которое в силе' },
    exclusions: {
      en: 'Dialogues that ended by silence; those in which the contact wrote nothing.',
      ru: 'Диалоги, закончившиеся молчанием; те, в которых клиент ничего не написал.',
    },
  },
  closed_share: {
    label: { en: 'Closed, share', ru: 'Доля закрытых' },
    unit: 'rate',
    missing: 'gap',
    good: 'up',
    needs: 'closing',
    version: 1,
    definition: {
      en: 'Of the dialogues that could be closed, the share that was.',
      ru: 'Какую долю диалогов, которые можно закрыть, закрыли.',
    },
    formula: {
      en: 'Closed ÷ dialogues that could be closed',
      ru: 'Закрыто ÷ диалоги, которые можно закрыть',
    },
    exclusions: {
      en: 'Dialogues on accounts that do not tell of closing.',
      ru: 'Диалоги в аккаунтах, которые о закрытии не сообщают.',
    },
    sample: 'dialogues_closable',
  },
  close_mean_seconds: length(
    { en: 'Time to close, mean', ru: 'Время до закрытия, среднее' },
    {
      en: 'From the contact’s first message to the closing, on average. A few very long ones pull it up: the median says more.',
      ru: 'От первого сообщения клиента до закрытия, в среднем. Несколько очень долгих его завышают: медиана говорит больше.',
    },
    { en: 'Sum of the lengths ÷ their number', ru: 'Сумма длительностей ÷ их число' },
  ),
  close_median_seconds: length(
    { en: 'Time to close, median', ru: 'Время до закрытия, медиана' },
    {
      en: 'Half of the closed dialogues were closed within this time after the contact’s first message.',
      ru: 'Половину закрытых диалогов закрыли не позже чем через это время после первого сообщения клиента.',
    },
    { en: 'Exact median of the lengths', ru: 'Точная медиана длительностей' },
  ),
  close_p75_seconds: length(
    { en: 'Time to close, 75th percentile', ru: 'Время до закрытия, 75-й процентиль' },
    {
      en: 'Three of four closed dialogues were closed within this time.',
      ru: 'Три закрытых диалога из четырёх закрыли не позже чем через это время.',
    },
    { en: 'Exact 75th percentile of the lengths', ru: 'Точный 75-й процентиль длительностей' },
  ),
  close_p90_seconds: length(
    { en: 'Time to close, 90th percentile', ru: 'Время до закрытия, 90-й процентиль' },
    {
      en: 'Nine of ten closed dialogues were closed within this time.',
      ru: 'Девять закрытых диалогов из десяти закрыли не позже чем через это время.',
    },
    { en: 'Exact 90th percentile of the lengths', ru: 'Точный 90-й процентиль длительностей' },
  ),
  closings_with_target: {
    ...COUNTED,
    good: 'none',
    label: { en: 'With a target for closing', ru: 'С нормой закрытия' },
    definition: {
      en: 'Dialogues of which it is known whether they met the target for closing of their team and channel: the closed ones, and those not closed that are already older than the target.',
      ru: 'Диалоги, о которых уже известно, уложились ли они в норму закрытия своей команды и канала: закрытые и те, что не закрыты дольше нормы.',
    },
    formula: {
      en: 'Closed with a target + not closed and older than their target',
      ru: 'Закрытые с нормой + незакрытые старше своей нормы',
    },
    exclusions: {
      en: 'Dialogues without a target, younger ones not closed yet; where the target is in business hours, those without a calendar.',
      ru: 'Диалоги без нормы, ещё не закрытые моложе нормы; если норма в рабочем времени — те, для которых нет календаря.',
    },
  },
  closings_within_target: {
    ...COUNTED,
    good: 'up',
    label: { en: 'Closed within target', ru: 'Закрыто в пределах нормы' },
    definition: {
      en: 'Dialogues closed within the target for closing: exactly the target is within.',
      ru: 'Диалоги, закрытые не позже нормы закрытия; ровно норма — уложились.',
    },
    formula: {
      en: 'Closed dialogues no longer than their target',
      ru: 'Закрытые диалоги не дольше своей нормы',
    },
    exclusions: { en: 'Dialogues without a target.', ru: 'Диалоги без нормы.' },
  },
  close_target_share: {
    label: { en: 'Closed within target, share', ru: 'Доля закрытых в пределах нормы' },
    unit: 'rate',
    missing: 'gap',
    good: 'up',
    needs: 'closing',
    version: 1,
    definition: {
      en: 'Of the dialogues with a target for closing, the share closed in time. What was left open longer counts as missed.',
      ru: 'Какую долю диалогов с нормой закрытия закрыли вовремя. Оставленные открытыми дольше нормы — промах.',
    },
    formula: {
      en: 'Closed within target ÷ with a target for closing',
      ru: 'Закрыто в пределах нормы ÷ с нормой закрытия',
    },
    exclusions: {
      en: 'Those not closed that are younger than the target: they are in neither number.',
      ru: 'Ещё не закрытые моложе нормы: их нет ни в одном из двух чисел.',
    },
    sample: 'closings_with_target',
  },
  closings_without_calendar: {
    ...COUNTED,
    good: 'none',
    label: { en: 'Closed, but no calendar', ru: 'Закрыто, но нет календаря' },
    definition: {
      en: 'Closed dialogues whose business time is not known because no calendar applies to them. In calendar time this is 0.',
      ru: 'Закрытые диалоги, рабочее время которых неизвестно: для них не задан календарь. В календарном времени здесь 0.',
    },
    formula: {
      en: 'Closed dialogues without a calendar, where business hours are asked for',
      ru: 'Закрытые диалоги без календаря, если выбрано рабочее время',
    },
    exclusions: {
      en: 'Dialogues that nobody closed.',
      ru: 'Диалоги, которые никто не закрыл.',
    },
  },
  closing_covered_share: {
    label: { en: 'Dialogues that could be closed, share', ru: 'Доля диалогов, которые можно закрыть' },
    unit: 'rate',
    missing: 'gap',
    good: 'none',
    needs: 'nothing',
    version: 1,
    definition: {
      en: 'What part of the dialogues these numbers speak of: the others are on accounts that do not tell of closing.',
      ru: 'О какой части диалогов говорят эти числа: остальные — в аккаунтах, которые о закрытии не сообщают.',
    },
    formula: {
      en: 'Dialogues that could be closed ÷ dialogues',
      ru: 'Диалоги, которые можно закрыть ÷ диалоги',
    },
    exclusions: {
      en: 'Dialogues in which the contact wrote nothing.',
      ru: 'Диалоги, в которых клиент ничего не написал.',
    },
    sample: 'dialogues',
  },
} as const satisfies Record<string, Metric>;
