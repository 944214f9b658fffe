import { type Metric } from './metric.js';

const OF_CONTACTS = { needs: 'nothing', version: 1 } as const;

/** Who comes back, beside the headline (`repeat_contact_rate`, with the contacts): how soon, and by other rules. */
export const repeatsMetrics = {
  contacts_immature: {
    ...OF_CONTACTS,
    label: { en: 'Seen for less than the set time', ru: 'Появились слишком недавно' },
    unit: 'count',
    missing: 'zero',
    good: 'none',
    definition: {
      en: 'Contacts who had appeared less than the set time before the end of the period (or before now): they could not have come back yet. They are in the rate all the same; while there are many of them, it will still grow.',
      ru: 'Клиенты, которые впервые появились ближе к концу периода (или к текущему моменту), чем заданное время: вернуться они ещё не могли. В доле они всё равно учтены; пока их много, она ещё вырастет.',
    },
    formula: {
      en: 'Contacts whose first event ever lies less than the set time before the end',
      ru: 'Клиенты, чьё самое первое событие — ближе к концу, чем заданное время',
    },
    exclusions: {
      en: 'Contacts who wrote nothing in the period.',
      ru: 'Клиенты, которые за период ничего не написали.',
    },
  },
  time_to_repeat_median_seconds: {
    ...OF_CONTACTS,
    label: { en: 'Time to come back, median', ru: 'Время до возвращения, медиана' },
    unit: 'seconds',
    missing: 'gap',
    good: 'none',
    definition: {
      en: 'Half of those who came back did so within this time after their previous dialogue had ended.',
      ru: 'Половина вернувшихся написала снова не позже чем через это время после конца предыдущего диалога.',
    },
    formula: {
      en: 'Exact median, over contacts, of their first return in the period: its first incoming message − the end of the dialogue before',
      ru: 'Точная медиана по клиентам; у каждого — первое возвращение за период: первое входящее минус конец диалога перед ним',
    },
    exclusions: {
      en: 'Later returns of the same contact; returns within the set time.',
      ru: 'Следующие возвращения того же клиента; возвращения раньше заданного времени.',
    },
    sample: 'repeat_contacts',
  },
  time_to_repeat_p90_seconds: {
    ...OF_CONTACTS,
    label: { en: 'Time to come back, 90th percentile', ru: 'Время до возвращения, 90-й процентиль' },
    unit: 'seconds',
    missing: 'gap',
    good: 'none',
    definition: {
      en: 'Nine of ten who came back did so within this time after their previous dialogue had ended.',
      ru: 'Девять из десяти вернувшихся написали снова не позже чем через это время после конца предыдущего диалога.',
    },
    formula: {
      en: 'Exact 90th percentile, over contacts, of their first return in the period',
      ru: 'Точный 90-й процентиль по клиентам; у каждого — первое возвращение за период',
    },
    exclusions: {
      en: 'Later returns of the same contact; returns within the set time.',
      ru: 'Следующие возвращения того же клиента; возвращения раньше заданного времени.',
    },
    sample: 'repeat_contacts',
  },
  repeat_contacts_unprompted: {
    ...OF_CONTACTS,
    label: { en: 'Came back unprompted', ru: 'Вернулись сами' },
    unit: 'count',
    missing: 'zero',
    good: 'up',
    definition: {
      en: 'Contacts who came back without answering a broadcast: broadcasts make people write again, and that is no sign of their own interest.',
      ru: 'Клиенты, которые вернулись не в ответ на рассылку: рассылка сама вызывает новые сообщения, и о собственном интересе они не говорят.',
    },
    formula: {
      en: 'As «Contacts who came back», of dialogues that the contact started of their own accord',
      ru: 'Как «Вернувшиеся клиенты», но только по диалогам, которые клиент начал сам',
    },
    exclusions: {
      en: 'Dialogues that an agent or a bot started, and replies to broadcasts.',
      ru: 'Диалоги, начатые сотрудником или ботом, и ответы на рассылки.',
    },
  },
  repeat_contact_rate_unprompted: {
    ...OF_CONTACTS,
    label: { en: 'Repeat contact rate, unprompted', ru: 'Доля вернувшихся без рассылок' },
    unit: 'rate',
    missing: 'gap',
    good: 'up',
    definition: {
      en: 'The share of contacts who came back without answering a broadcast.',
      ru: 'Доля клиентов, которые вернулись не в ответ на рассылку.',
    },
    formula: { en: 'Came back unprompted ÷ contacts', ru: 'Вернулись сами ÷ клиенты' },
    exclusions: {
      en: 'Dialogues that an agent or a bot started, and replies to broadcasts.',
      ru: 'Диалоги, начатые сотрудником или ботом, и ответы на рассылки.',
    },
    sample: 'contacts',
  },
  contacts_with_earlier_dialogue: {
    ...OF_CONTACTS,
    label: { en: 'Had a dialogue before', ru: 'Уже был диалог раньше' },
    unit: 'count',
    missing: 'zero',
    good: 'up',
    definition: {
      en: 'Contacts who wrote in the period and of whose dialogues that went on in it at least one was not their first: however short the pause, whoever began it.',
      ru: 'Клиенты, которые писали за период и у которых хотя бы один диалог, шедший в это время, был не первым: сколько бы ни прошло и кто бы его ни начал.',
    },
    formula: {
      en: 'Contacts with a dialogue of the period that has another before it',
      ru: 'Клиенты с диалогом в периоде, перед которым был другой',
    },
    exclusions: {
      en: 'Dialogues in which the contact wrote nothing.',
      ru: 'Диалоги, в которых клиент ничего не написал.',
    },
  },
  contacts_with_earlier_dialogue_share: {
    ...OF_CONTACTS,
    label: { en: 'Had a dialogue before, share', ru: 'Доля тех, у кого уже был диалог' },
    unit: 'rate',
    missing: 'gap',
    good: 'up',
    definition: {
      en: 'The share of contacts for whom this was not the first dialogue. Many products call this the repeat rate; it also counts those who came back within the set time.',
      ru: 'Доля клиентов, для которых это не первый диалог. Многие сервисы называют долей повторных именно её; она учитывает и тех, кто вернулся раньше заданного времени.',
    },
    formula: { en: 'Had a dialogue before ÷ contacts', ru: 'Уже был диалог раньше ÷ клиенты' },
    exclusions: {
      en: 'Dialogues in which the contact wrote nothing.',
      ru: 'Диалоги, в которых клиент ничего не написал.',
    },
    sample: 'contacts',
  },
} as const satisfies Record<string, Metric>;
