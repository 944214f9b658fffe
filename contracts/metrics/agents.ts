import { NOTHING_LEFT_OUT, type Metric } from './metric.js';

/** What one agent did, and the load that is spread over a week. */
export const agentsMetrics = {
  dialogues_answered: {
    label: { en: 'Dialogues answered in', ru: 'Диалоги с ответами' },
    unit: 'count',
    missing: 'zero',
    good: 'none',
    needs: 'outgoing',
    version: 1,
    definition: {
      en: 'Dialogues in which the agent answered at least once. One in which two agents answered counts for both, and once in the total: the rows add up to more than it.',
      ru: 'Диалоги, в которых сотрудник ответил хотя бы раз. Если ответили двое, диалог засчитан обоим, а в итоге — один раз: строки в сумме дают больше итога.',
    },
    formula: {
      en: 'Distinct dialogues of the answered waits',
      ru: 'Разные диалоги отвеченных ожиданий',
    },
    exclusions: {
      en: 'Dialogues that the agent only read, wrote notes in, or held without an answer.',
      ru: 'Диалоги, которые сотрудник только читал, комментировал или держал без ответа.',
    },
  },
  shared_dialogues: {
    label: { en: 'Shared dialogues', ru: 'Общие диалоги' },
    unit: 'count',
    missing: 'zero',
    good: 'none',
    needs: 'outgoing',
    version: 2,
    definition: {
      en: 'Of the dialogues answered in, those in which somebody else answered too, in the period or outside it.',
      ru: 'Сколько из этих диалогов таких, где ответил и кто-то ещё: в этом периоде или вне его.',
    },
    formula: {
      en: 'Dialogues whose answered waits have two agents or more',
      ru: 'Диалоги, на ожидания которых ответили хотя бы два сотрудника',
    },
    exclusions: NOTHING_LEFT_OUT,
    sample: 'dialogues_answered',
  },
  waits_held: {
    label: { en: 'Held before hand-over', ru: 'Держал до передачи' },
    unit: 'count',
    missing: 'zero',
    good: 'down',
    needs: 'outgoing',
    version: 1,
    definition: {
      en: 'Waits during which the contact was assigned to the agent and then went to somebody else, or to nobody, before the wait was over. Whoever answers in the end gets the answer.',
      ru: 'Ожидания, во время которых клиент был назначен сотруднику, а потом ушёл к другому или остался ничьим до конца ожидания. Ответ засчитан тому, кто в итоге ответил.',
    },
    formula: {
      en: 'Waits that were taken from the agent; in the total each once',
      ru: 'Ожидания, переданные от сотрудника; в итоге каждое — один раз',
    },
    exclusions: {
      en: 'Accounts that do not tell of assignments have none.',
      ru: 'Аккаунты, которые не сообщают о назначениях, таких не дают.',
    },
  },
  held_median_seconds: {
    label: { en: 'Held, median', ru: 'Держал, медиана' },
    unit: 'seconds',
    missing: 'gap',
    good: 'down',
    needs: 'outgoing',
    version: 1,
    definition: {
      en: 'How long such a wait lay with the agent, in calendar time: half of them shorter. The newcomer’s own time is under “from assignment to reply”.',
      ru: 'Сколько такое ожидание пролежало у сотрудника, в календарном времени: половина — меньше. Время того, кому передали, — в «от назначения до ответа».',
    },
    formula: {
      en: 'Exact median of (taken away − the later of the wait’s start and the assignment), each hand-over by itself',
      ru: 'Точная медиана (передано − позднее из начала ожидания и назначения), по каждой передаче отдельно',
    },
    exclusions: NOTHING_LEFT_OUT,
    sample: 'waits_held',
  },
  times_in_period: {
    label: { en: 'Times in the period', ru: 'Раз в периоде' },
    unit: 'count',
    missing: 'zero',
    good: 'none',
    needs: 'nothing',
    version: 1,
    definition: {
      en: 'How often this hour of this day came in the period up to now; divide by it to compare hours. Where clocks go back an hour comes twice that day, where they go forward it does not come.',
      ru: 'Сколько раз этот час этого дня недели наступал в периоде до текущего момента: на это число делят, чтобы сравнивать часы. При переводе часов назад час наступает дважды, вперёд — ни разу.',
    },
    formula: {
      en: 'Local hours of the period that have begun',
      ru: 'Начавшиеся местные часы периода',
    },
    exclusions: {
      en: 'Hours that are still to come. An hour cut by the edge of the period counts as one.',
      ru: 'Часы, которые ещё не наступили. Час, разрезанный границей периода, считается за один.',
    },
  },
  waits_share: {
    label: { en: 'Share', ru: 'Доля' },
    unit: 'rate',
    missing: 'gap',
    good: 'none',
    needs: 'outgoing',
    version: 1,
    definition: {
      en: 'Of all measured response times, the share that lies between the two limits.',
      ru: 'Какая доля всех измеренных времён ответа лежит между двумя границами.',
    },
    formula: {
      en: 'Waits of the row ÷ waits of all rows',
      ru: 'Ожидания строки ÷ ожидания всех строк',
    },
    exclusions: {
      en: 'Waits without a reply by a person; in business hours also those without a calendar.',
      ru: 'Ожидания без ответа человека, а в рабочем времени — и те, для которых нет календаря.',
    },
  },
  waits_cumulative_share: {
    label: { en: 'Share up to here', ru: 'Доля до этой границы' },
    unit: 'rate',
    missing: 'gap',
    good: 'none',
    needs: 'outgoing',
    version: 1,
    definition: {
      en: 'Of all measured response times, the share that is shorter than the upper limit: “answered within”.',
      ru: 'Какая доля всех измеренных времён ответа короче верхней границы: «ответили быстрее чем за…».',
    },
    formula: {
      en: 'Waits of this row and of those above ÷ waits of all rows',
      ru: 'Ожидания этой строки и строк выше ÷ ожидания всех строк',
    },
    exclusions: {
      en: 'Waits without a reply by a person; in business hours also those without a calendar.',
      ru: 'Ожидания без ответа человека, а в рабочем времени — и те, для которых нет календаря.',
    },
  },
} as const satisfies Record<string, Metric>;
