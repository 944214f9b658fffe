import type { Metric } from './metric.js';

const SPAN = {
  en: 'A span of work begins when the agent took the dialogue up (assigned to them, handed off by a bot, or the contact’s first unanswered message) and ends with their last answer; silence longer than the pause asked for is no work.',
  ru: 'Отрезок работы начинается, когда сотрудник взялся за диалог (назначен ему, передан ботом или клиент написал), и кончается его последним ответом; тишина дольше заданной паузы — не работа.',
};
const NO_ANSWER_NO_WORK = {
  en: 'What is not answered yet, messages written when nobody waits, reading and holding without an answer: no messenger tells of them, or nothing came of them.',
  ru: 'То, на что ещё не ответили; сообщения, когда никто не ждёт; чтение и удержание без ответа: мессенджеры об этом не сообщают либо это ничем не кончилось.',
};

/** How many dialogues an agent works on at once, and how much of their time that takes. */
export const workloadMetrics = {
  work_spans: {
    label: { en: 'Spans of work', ru: 'Отрезки работы' },
    unit: 'count',
    missing: 'zero',
    good: 'none',
    needs: 'outgoing',
    version: 1,
    definition: {
      en: `Stretches in which an agent worked on one dialogue. ${SPAN.en}`,
      ru: `Промежутки, когда сотрудник работал над одним диалогом. ${SPAN.ru}`,
    },
    formula: {
      en: 'Spans with an answer or at least a moment in the period; several in one dialogue when there was a longer pause or somebody else in between',
      ru: 'Отрезки, в которых на период пришёлся ответ или хотя бы миг; в одном диалоге их несколько, если была пауза дольше или диалог побывал у другого',
    },
    exclusions: NO_ANSWER_NO_WORK,
  },
  busy_seconds: {
    label: { en: 'Busy', ru: 'Занятость' },
    unit: 'seconds',
    missing: 'zero',
    good: 'none',
    needs: 'outgoing',
    version: 1,
    definition: {
      en: 'How long the agent worked on at least one dialogue: what overlaps counts once. In the total the times of the agents are added up.',
      ru: 'Сколько времени сотрудник работал хотя бы над одним диалогом: то, что идёт одновременно, — один раз. В итоге время сотрудников складывается.',
    },
    formula: {
      en: 'Length of the union of the agent’s spans, as far as they lie in the period',
      ru: 'Длина объединения отрезков сотрудника в пределах периода',
    },
    exclusions: NO_ANSWER_NO_WORK,
  },
  dialogue_seconds: {
    label: { en: 'Time in dialogues', ru: 'Время в диалогах' },
    unit: 'seconds',
    missing: 'zero',
    good: 'none',
    needs: 'outgoing',
    version: 1,
    definition: {
      en: 'All spans of work end to end: an hour with three dialogues at once counts as three hours.',
      ru: 'Все отрезки работы подряд: час с тремя диалогами сразу — это три часа.',
    },
    formula: {
      en: 'Sum of the lengths of the spans, as far as they lie in the period',
      ru: 'Сумма длин отрезков в пределах периода',
    },
    exclusions: NO_ANSWER_NO_WORK,
  },
  concurrency_mean: {
    label: { en: 'Dialogues at once, mean', ru: 'Диалогов сразу, в среднем' },
    unit: 'number',
    missing: 'gap',
    good: 'none',
    needs: 'outgoing',
    version: 1,
    definition: {
      en: 'On how many dialogues an agent works at the same time, on average over the time in which they are busy: never below 1.',
      ru: 'Над сколькими диалогами сотрудник работает одновременно — в среднем за время, когда занят: никогда не меньше 1.',
    },
    formula: { en: 'Time in dialogues ÷ busy', ru: 'Время в диалогах ÷ занятость' },
    exclusions: {
      en: 'Time in which the agent was not busy.',
      ru: 'Время, когда сотрудник не занят.',
    },
    sample: 'work_spans',
  },
  concurrency_max: {
    label: { en: 'Dialogues at once, most', ru: 'Диалогов сразу, максимум' },
    unit: 'count',
    missing: 'zero',
    good: 'none',
    needs: 'outgoing',
    version: 1,
    definition: {
      en: 'The highest number of dialogues the agent worked on at one moment; in the total, all agents together at one moment.',
      ru: 'Наибольшее число диалогов, над которыми сотрудник работал в один момент; в итоге — все сотрудники вместе в один момент.',
    },
    formula: {
      en: 'Most spans that overlap; one that ends as another begins does not overlap it',
      ru: 'Наибольшее число отрезков, идущих одновременно; кончившийся в миг начала другого с ним не пересекается',
    },
    exclusions: {
      en: 'Spans without a length: answered in the millisecond of the question.',
      ru: 'Отрезки без длины: ответ в ту же миллисекунду.',
    },
  },
  answers_per_busy_hour: {
    label: { en: 'Answers per busy hour', ru: 'Ответов за час занятости' },
    unit: 'number',
    missing: 'gap',
    good: 'none',
    needs: 'outgoing',
    version: 1,
    definition: {
      en: 'How many waits the agent answers in an hour in which they are busy.',
      ru: 'На сколько ожиданий сотрудник отвечает за час, когда он занят.',
    },
    formula: { en: 'Waits answered ÷ busy, in hours', ru: 'Отвеченные ожидания ÷ занятость в часах' },
    exclusions: {
      en: 'Answers outside the period; time in which the agent was not busy.',
      ru: 'Ответы вне периода; время, когда сотрудник не занят.',
    },
    sample: 'waits_answered',
  },
  days_worked: {
    label: { en: 'Days with work', ru: 'Дней с работой' },
    unit: 'count',
    missing: 'zero',
    good: 'none',
    needs: 'outgoing',
    version: 1,
    definition: {
      en: 'Calendar days of the zone in which the agent worked on a dialogue; in the total the days of the agents are added up.',
      ru: 'Календарные дни по часовому поясу, в которые сотрудник работал над диалогом; в итоге дни сотрудников складываются.',
    },
    formula: { en: 'Local days with a span of work', ru: 'Местные дни, где есть отрезок работы' },
    exclusions: {
      en: 'Days of which a span only ends at their midnight.',
      ru: 'Дни, в полночь начала которых отрезок лишь кончается.',
    },
  },
  at_work_seconds: {
    label: { en: 'At work, first to last', ru: 'На работе, от первого до последнего' },
    unit: 'seconds',
    missing: 'zero',
    good: 'none',
    needs: 'outgoing',
    version: 1,
    definition: {
      en: 'For each day of the zone, from the beginning of the agent’s first span of work to the end of their last, breaks included. It is not online time, which no messenger tells: who waits for work in the morning is at work only from the first dialogue on.',
      ru: 'По каждому дню часового пояса — от начала первого отрезка работы сотрудника до конца последнего, с перерывами. Это не время онлайн, о котором мессенджеры не сообщают: кто утром ждёт обращений, «на работе» лишь с первого диалога.',
    },
    formula: {
      en: 'Sum over local days of (end of the last span − beginning of the first); with hours of the day, of the spans that lie in them and as far as they do',
      ru: 'Сумма по местным дням (конец последнего отрезка − начало первого); при выборе часов дня — по отрезкам, которые в них попадают, и только в этих часах',
    },
    exclusions: {
      en: 'Time before the first dialogue of a day and after the last.',
      ru: 'Время до первого диалога за день и после последнего.',
    },
  },
  busy_share: {
    label: { en: 'Busy of the time at work', ru: 'Доля занятости на работе' },
    unit: 'rate',
    missing: 'gap',
    good: 'none',
    needs: 'outgoing',
    version: 1,
    definition: {
      en: 'What part of the time between the first and the last dialogue of the day the agent was busy.',
      ru: 'Какую часть времени между первым и последним диалогом за день сотрудник был занят.',
    },
    formula: { en: 'Busy ÷ at work', ru: 'Занятость ÷ на работе' },
    exclusions: {
      en: 'Time before the first dialogue of a day and after the last.',
      ru: 'Время до первого диалога за день и после последнего.',
    },
    sample: 'work_spans',
  },
  open_seconds: {
    label: { en: 'Open hours', ru: 'Рабочее время по календарю' },
    unit: 'seconds',
    missing: 'gap',
    good: 'none',
    needs: 'outgoing',
    version: 1,
    definition: {
      en: 'How long the calendar of the agent was open in the period up to now. It is the calendar that counts for their last answer: their own, their team’s, the account’s or the workspace’s.',
      ru: 'Сколько времени календарь сотрудника был открыт в периоде до текущего момента. Это календарь, по которому считается его последний ответ: его собственный, команды, аккаунта или пространства.',
    },
    formula: {
      en: 'Open time of the calendar in the period; in the total added up over the agents',
      ru: 'Открытое время календаря в периоде; в итоге — сумма по сотрудникам',
    },
    exclusions: {
      en: 'Agents of whom no calendar is known: empty, not 0.',
      ru: 'Сотрудники без календаря: пусто, а не 0.',
    },
  },
  open_busy_share: {
    label: { en: 'Busy of open hours', ru: 'Доля рабочего времени' },
    unit: 'rate',
    missing: 'gap',
    good: 'none',
    needs: 'outgoing',
    version: 1,
    definition: {
      en: 'What part of the open hours of their calendar the agent was busy. Work outside them does not count.',
      ru: 'Какую часть рабочего времени по календарю сотрудник был занят. Работа вне его не считается.',
    },
    formula: {
      en: 'Busy while the calendar of the day’s last answer is open ÷ open hours',
      ru: 'Занятость, пока открыт календарь последнего ответа за день, ÷ рабочее время по календарю',
    },
    exclusions: {
      en: 'Agents of whom no calendar is known, also in the total.',
      ru: 'Сотрудники без календаря, в том числе в итоге.',
    },
    sample: 'work_spans',
  },
  agents_busy_mean: {
    label: { en: 'Agents busy at once, mean', ru: 'Занято сотрудников сразу, в среднем' },
    unit: 'number',
    missing: 'gap',
    good: 'none',
    needs: 'outgoing',
    version: 1,
    definition: {
      en: 'How many agents are busy at the same time, on average over all times this hour of the day came in the period up to now.',
      ru: 'Сколько сотрудников заняты одновременно — в среднем за все разы, когда этот час дня наступал в периоде до текущего момента.',
    },
    formula: {
      en: 'Busy, all agents added up ÷ how long this hour lasted in the period',
      ru: 'Занятость всех сотрудников в сумме ÷ сколько этот час длился в периоде',
    },
    exclusions: {
      en: 'Hours that are still to come.',
      ru: 'Часы, которые ещё не наступили.',
    },
  },
} as const satisfies Record<string, Metric>;
