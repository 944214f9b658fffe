import { NOTHING_LEFT_OUT, type Metric } from './metric.js';

const COUNTED = { unit: 'count', missing: 'zero', needs: 'outgoing', version: 1 } as const;
const OF_BOTS = {
  en: 'Dialogues in which a person wrote before any bot did, or no bot wrote at all.',
  ru: 'Диалоги, в которых человек написал раньше бота или бот не писал вовсе.',
};
const AFTER_HAND_OFF = {
  missing: 'gap',
  unit: 'seconds',
  good: 'down',
  needs: 'outgoing',
  version: 1,
  exclusions: {
    en: 'Those that nobody has answered; in business hours also those without a calendar.',
    ru: 'Те, на которые никто не ответил, а в рабочем времени — и те, для которых нет календаря.',
  },
  sample: 'hand_offs_answered',
} as const;

/** What bots in front do by themselves, and how long people wait whom they hand over. */
export const botsMetrics = {
  bot_dialogues: {
    ...COUNTED,
    good: 'none',
    label: { en: 'With a bot in front', ru: 'Начал бот' },
    definition: {
      en: 'Dialogues in which, of us, a bot was the first to write. What the bot did not hand over, a person may still have joined.',
      ru: 'Диалоги, в которых с нашей стороны первым написал бот. Даже если бот не передавал диалог, в него мог вступить человек.',
    },
    formula: {
      en: 'Dialogues with a bot’s message and no message of a person before it',
      ru: 'Диалоги с сообщением бота, до которого человек с нашей стороны не писал',
    },
    exclusions: OF_BOTS,
  },
  bot_dialogues_contained: {
    ...COUNTED,
    good: 'up',
    label: { en: 'Bot alone', ru: 'Справился бот' },
    definition: {
      en: 'Dialogues with a bot in front that stayed with it: nothing was handed over and nobody of us wrote. One that is still going on may yet be handed over.',
      ru: 'Диалоги, которые начал бот и которые остались за ним: передачи не было, человек не писал. Те, что ещё идут, могут быть переданы позже.',
    },
    formula: {
      en: 'With a bot in front, without a hand-off and without a message of a person',
      ru: 'Начал бот, без передачи и без сообщений человека',
    },
    exclusions: OF_BOTS,
  },
  containment_share: {
    label: { en: 'Containment', ru: 'Доля решённых ботом' },
    unit: 'rate',
    missing: 'gap',
    good: 'none',
    needs: 'outgoing',
    version: 1,
    definition: {
      en: 'The share of dialogues with a bot in front that stayed with it. Not a share of satisfied people: who gave up counts as well.',
      ru: 'Доля диалогов с ботом впереди, которые остались за ним. Это не доля довольных: те, кто бросил на полпути, тоже здесь.',
    },
    formula: { en: 'Bot alone ÷ with a bot in front', ru: 'Справился бот ÷ начал бот' },
    exclusions: OF_BOTS,
    sample: 'bot_dialogues',
  },
  bot_dialogues_handed_off: {
    ...COUNTED,
    good: 'none',
    label: { en: 'Handed over', ru: 'Бот передал' },
    definition: {
      en: 'Dialogues with a bot in front that it, or a rule, handed over to people.',
      ru: 'Диалоги, которые начал бот и которые он (или правило) передал людям.',
    },
    formula: { en: 'With a bot in front and with a hand-off', ru: 'Начал бот, передача была' },
    exclusions: OF_BOTS,
  },
  bot_dialogues_taken_over: {
    ...COUNTED,
    good: 'none',
    label: { en: 'Taken over without a hand-off', ru: 'Человек вступил сам' },
    definition: {
      en: 'Dialogues with a bot in front in which a person wrote although nothing was handed over. With those handed over and those of the bot alone they make up all with a bot in front.',
      ru: 'Диалоги, которые начал бот и в которые человек вступил без передачи. Вместе с переданными и решёнными ботом они составляют все диалоги с ботом впереди.',
    },
    formula: {
      en: 'With a bot in front, without a hand-off, with a message of a person',
      ru: 'Начал бот, передачи не было, человек написал',
    },
    exclusions: OF_BOTS,
  },
  hand_offs_answered: {
    ...COUNTED,
    good: 'none',
    label: { en: 'Answered after a hand-off', ru: 'Отвечено после передачи' },
    definition: {
      en: 'Waits that were handed over to people and that a person answered. The same as in the response times «after hand-off by a bot».',
      ru: 'Ожидания, которые были переданы людям и на которые человек ответил. Те же, что во времени ответа «После передачи от бота».',
    },
    formula: {
      en: 'Waits with a hand-off and an answer by a person',
      ru: 'Ожидания с передачей и ответом человека',
    },
    exclusions: {
      en: 'Hand-offs while nobody was waiting.',
      ru: 'Передачи в момент, когда никто не ждал ответа.',
    },
  },
  hand_offs_unanswered: {
    ...COUNTED,
    good: 'down',
    label: { en: 'Not answered after a hand-off', ru: 'Без ответа после передачи' },
    definition: {
      en: 'Waits that were handed over to people, and whom nobody answered in time or at all.',
      ru: 'Ожидания, которые были переданы людям, но вовремя или вовсе остались без ответа.',
    },
    formula: {
      en: 'Waits with a hand-off that are unanswered or abandoned',
      ru: 'Ожидания с передачей, оставшиеся без ответа или брошенные',
    },
    exclusions: {
      en: 'Younger ones, which are still open; dismissed ones.',
      ru: 'Те, что ещё открыты и моложе порога; снятые.',
    },
  },
  wait_after_hand_off_median_seconds: {
    ...AFTER_HAND_OFF,
    label: { en: 'Wait after a hand-off, median', ru: 'Ожидание после передачи, медиана' },
    definition: {
      en: 'Half of those handed over waited no longer than this for a person, from the hand-off on: the agent’s clock.',
      ru: 'Половина переданных ждала человека не дольше этого времени. Отсчёт — от передачи, по часам сотрудника.',
    },
    formula: {
      en: 'Exact median of answer − hand-off',
      ru: 'Точная медиана разности «ответ − передача»',
    },
  },
  wait_after_hand_off_p90_seconds: {
    ...AFTER_HAND_OFF,
    label: { en: 'Wait after a hand-off, 90th percentile', ru: 'Ожидание после передачи, 90-й процентиль' },
    definition: {
      en: 'Nine of ten handed over waited no longer than this for a person, from the hand-off on: the agent’s clock.',
      ru: 'Девять из десяти переданных ждали человека не дольше этого времени. Отсчёт — от передачи, по часам сотрудника.',
    },
    formula: {
      en: 'Exact 90th percentile of answer − hand-off',
      ru: 'Точный 90-й процентиль разности «ответ − передача»',
    },
  },
  bot_dialogues_reopened: {
    ...COUNTED,
    good: 'down',
    label: { en: 'Back after the bot', ru: 'Вернулись после бота' },
    definition: {
      en: 'Dialogues that stayed with the bot, although the contact wrote again within 24 hours of the bot’s last message and a person then answered: the bot had not settled it. Within one dialogue that is «taken over», so this is seen where dialogues end sooner: by a closing, or a silence set shorter.',
      ru: 'Диалоги, которые остались за ботом, но клиент написал снова не позже чем через 24 часа после последнего сообщения бота, и ответил уже человек: вопрос бот не решил. Внутри одного диалога это «человек вступил сам», поэтому здесь видны случаи, где диалог кончился раньше: его закрыли или задано более короткое молчание.',
    },
    formula: {
      en: 'Bot alone, with a wait that began ≤ 24 h after the bot’s last message and that a person answered',
      ru: 'Справился бот, но есть ожидание, начавшееся ≤ 24 ч после последнего сообщения бота, на которое ответил человек',
    },
    exclusions: NOTHING_LEFT_OUT,
  },
  reopened_after_bot_share: {
    label: { en: 'Back after the bot, share', ru: 'Доля вернувшихся после бота' },
    unit: 'rate',
    missing: 'gap',
    good: 'down',
    needs: 'outgoing',
    version: 1,
    definition: {
      en: 'Of the dialogues that stayed with the bot, the share in which it had not settled the matter.',
      ru: 'Какую долю диалогов, оставшихся за ботом, он на самом деле не решил.',
    },
    formula: { en: 'Back after the bot ÷ bot alone', ru: 'Вернулись после бота ÷ справился бот' },
    exclusions: NOTHING_LEFT_OUT,
    sample: 'bot_dialogues_contained',
  },
} as const satisfies Record<string, Metric>;
