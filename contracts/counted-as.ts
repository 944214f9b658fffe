import type { Localized } from './text.js';

/** How a first response time is counted: our way, or as another product publishes that it does. */
export const COUNTED_AS = ['parley', 'chatwoot', 'intercom', 'zendesk', 'meta'] as const;
export type CountedAs = (typeof COUNTED_AS)[number];

/** Which statistic a product puts in front. */
export const STATISTICS = ['median', 'mean', 'mean_of_fastest_90'] as const;
export type Statistic = (typeof STATISTICS)[number];
export const STATISTIC_LABELS: Record<Statistic, Localized> = {
  median: { en: 'Median', ru: 'Медиана' },
  mean: { en: 'Mean', ru: 'Среднее' },
  mean_of_fastest_90: { en: 'Mean of the fastest 90 %', ru: 'Среднее самых быстрых 90 %' },
};

export interface CountingRule {
  label: Localized;
  statistic: Statistic;
  /** What is measured, in the reader's words; where their conversation or ticket is our dialogue. */
  rule: Localized;
  /** Why the number differs from ours. */
  differs: Localized;
  /** Where the product says so, looked at on `checked`; null for our own, which docs/metrics.md defines. */
  source: string | null;
  checked: string;
}

/**
 * The rules. None of these products is involved: each number is what its published rule gives on our events, a dialogue
 * standing for a conversation or a ticket, in calendar time.
 */
export const COUNTING_RULES: Record<CountedAs, CountingRule> = {
  parley: {
    label: { en: 'Parley', ru: 'Parley' },
    statistic: 'median',
    rule: {
      en: 'From the contact’s first message of a dialogue (or the last of its burst, if so set) to the first reply by a person. It belongs to the day on which the wait began.',
      ru: 'От первого сообщения клиента в диалоге (или последнего в серии, если так задано) до первого ответа человека. Относится ко дню, когда началось ожидание.',
    },
    differs: { en: 'The number of all other screens.', ru: 'Это число стоит на всех остальных экранах.' },
    source: null,
    checked: '2026-11-25',
  },
  chatwoot: {
    label: { en: 'As Chatwoot counts', ru: 'Как считает Chatwoot' },
    statistic: 'mean',
    rule: {
      en: 'From the beginning of the dialogue, or from its last hand-off by a bot before the reply, to the first reply by a person; the mean. It belongs to the day of the reply.',
      ru: 'От начала диалога или от последней передачи ботом до ответа — до первого ответа человека; среднее. Относится ко дню ответа.',
    },
    differs: {
      en: 'A mean is pulled up by a few long waits, the time with a bot is left out, and a reply after a weekend lies in another week.',
      ru: 'Среднее завышают несколько долгих ожиданий, время с ботом не входит, а ответ после выходных попадает в другую неделю.',
    },
    source: 'https://www.chatwoot.com/hc/user-guide/articles/1777328138-lesson-6-reports-and-metrics',
    checked: '2026-11-25',
  },
  intercom: {
    label: { en: 'As Intercom counts', ru: 'Как считает Intercom' },
    statistic: 'median',
    rule: {
      en: 'From the contact’s first message of a dialogue, whoever began it, to the first reply by a person after it; the median. It belongs to the day on which the dialogue began. Dialogues without a reply are left out.',
      ru: 'От первого сообщения клиента в диалоге, кто бы его ни начал, до первого ответа человека после него; медиана. Относится ко дню начала диалога. Диалоги без ответа не входят.',
    },
    differs: {
      en: 'Dialogues that an agent or a bot began count as well; a dialogue dates from its first message.',
      ru: 'Учитываются и диалоги, начатые сотрудником или ботом; день — по первому сообщению диалога.',
    },
    source:
      'https://www.intercom.com/help/en/articles/3653556-see-how-quickly-your-team-respond-to-and-close-conversations',
    checked: '2026-11-25',
  },
  zendesk: {
    label: { en: 'As Zendesk counts', ru: 'Как считает Zendesk' },
    statistic: 'median',
    rule: {
      en: 'From the beginning of the dialogue to the first reply by a person, time with a bot included; the median. It belongs to the day on which the dialogue began. Dialogues that we began are left out here: Zendesk measures those up to our second message.',
      ru: 'От начала диалога до первого ответа человека, включая время с ботом; медиана. Относится ко дню начала диалога. Диалоги, начатые нами, здесь не входят: Zendesk измеряет их до второго нашего сообщения.',
    },
    differs: {
      en: 'What the contact wrote to a bot first is waited for as well.',
      ru: 'Время, пока клиент переписывался с ботом, тоже входит в ожидание.',
    },
    source:
      'https://support.zendesk.com/hc/en-us/articles/4408821871642-Calculating-first-reply-time-Professional-and-Enterprise-',
    checked: '2026-11-25',
  },
  meta: {
    label: { en: 'As Meta’s responsiveness counts', ru: 'Как считает Meta («скорость ответа»)' },
    statistic: 'mean_of_fastest_90',
    rule: {
      en: 'From a contact’s first message after at least 24 hours in which neither side wrote to our next message within 24 hours, instant and away replies excluded, bots included: the mean of the fastest 90 %. Of the 30 days up to the last such message before the end of the period; if those were fewer than ten, the last ten of 90 days.',
      ru: 'От первого сообщения клиента после не менее 24 часов молчания обеих сторон до нашего следующего сообщения в течение 24 часов; мгновенные ответы и автоответы «нет на месте» не считаются, боты — считаются: среднее самых быстрых 90 %. За 30 дней до последнего такого сообщения перед концом периода; если их меньше десяти — последние десять за 90 дней.',
    },
    differs: {
      en: 'The slowest tenth is dropped, a bot’s reply counts, and the days are Meta’s, whatever the beginning of the period.',
      ru: 'Самая медленная десятая часть отброшена, ответ бота засчитан, а дни — по правилу Meta, каким бы ни было начало периода.',
    },
    source: 'https://www.facebook.com/business/help/475643069256244',
    checked: '2026-11-25',
  },
};
