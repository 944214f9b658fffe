import type { Localized } from './text.js';

/**
 * Which waits a response time speaks of. `first`: the first wait of a dialogue that the contact started; `every`: all;
 * `next`: all but those; `after_hand_off`: those that a bot handed to people, from the hand-off; `after_assignment`:
 * those during which the contact was assigned to whoever answered, from the last assignment.
 */
export const WAIT_KINDS = ['first', 'every', 'next', 'after_hand_off', 'after_assignment'] as const;
export type WaitKind = (typeof WAIT_KINDS)[number];
export const WAIT_KIND_LABELS: Record<WaitKind, Localized> = {
  first: { en: 'First response', ru: 'Первый ответ' },
  every: { en: 'Every response', ru: 'Все ответы' },
  next: { en: 'Next responses', ru: 'Последующие ответы' },
  after_hand_off: { en: 'After hand-off by a bot', ru: 'После передачи от бота' },
  after_assignment: { en: 'From assignment to reply', ru: 'От назначения до ответа' },
};

/** Which time is measured: all that passes, or only what a calendar calls open. */
export const HOURS = ['calendar', 'business'] as const;
export type Hours = (typeof HOURS)[number];
export const HOURS_LABELS: Record<Hours, Localized> = {
  calendar: { en: 'Calendar time', ru: 'Календарное время' },
  business: { en: 'Business hours', ru: 'Рабочее время' },
};

/**
 * Whose clock. `customer`: from the first message (or the last of its burst), by the account's calendar, bots included;
 * `agent`: from the hand-off where a bot was in front, by the calendar of the agent who answered.
 */
export const CLOCKS = ['customer', 'agent'] as const;
export type Clock = (typeof CLOCKS)[number];
export const CLOCK_LABELS: Record<Clock, Localized> = {
  customer: { en: 'The customer’s wait', ru: 'Ожидание клиента' },
  agent: { en: 'The agent’s wait', ru: 'Ожидание сотрудника' },
};

/** Where a wait's clock starts: as the definition says, or with the first or the last message of its burst. */
export const CLOCK_STARTS_ASKED = ['definition', 'first', 'last'] as const;
export type ClockStartAsked = (typeof CLOCK_STARTS_ASKED)[number];

/** The moment by which a wait belongs to a period: its beginning, or its answer. */
export const DATED_BY = ['started', 'answered'] as const;
export type DatedBy = (typeof DATED_BY)[number];

/** What response times are split by, any one or any pair. */
export const WAIT_GROUPS = ['agent', 'team', 'channel', 'account', 'source', 'hour', 'weekday'] as const;
export type WaitGroup = (typeof WAIT_GROUPS)[number];
export const WAIT_GROUP_LABELS: Record<WaitGroup, Localized> = {
  agent: { en: 'Agent', ru: 'Сотрудник' },
  team: { en: 'Team', ru: 'Команда' },
  channel: { en: 'Channel', ru: 'Канал' },
  account: { en: 'Account', ru: 'Аккаунт' },
  source: { en: 'Source', ru: 'Источник' },
  hour: { en: 'Hour', ru: 'Час' },
  weekday: { en: 'Weekday', ru: 'День недели' },
};

/** What a wait is at a moment: the first of these that holds (docs/metrics.md). */
export const WAIT_STATES = [
  'answered',
  'dismissed',
  'bot_answered',
  'abandoned',
  'unanswered',
  'open',
] as const;
export type WaitState = (typeof WAIT_STATES)[number];
export const WAIT_STATE_LABELS: Record<WaitState, Localized> = {
  answered: { en: 'Answered', ru: 'Отвечено' },
  dismissed: { en: 'No reply needed', ru: 'Ответ не нужен' },
  bot_answered: { en: 'Answered by a bot', ru: 'Ответил бот' },
  abandoned: { en: 'Abandoned', ru: 'Брошено' },
  unanswered: { en: 'Unanswered', ru: 'Без ответа' },
  open: { en: 'Waiting', ru: 'Ждёт' },
};

/** What a target is set for: the first response, every later one, the closing of a dialogue. */
export const TARGET_KINDS = ['first', 'next', 'close'] as const;
export type TargetKind = (typeof TARGET_KINDS)[number];
export const TARGET_KIND_LABELS: Record<TargetKind, Localized> = {
  first: { en: 'First response', ru: 'Первый ответ' },
  next: { en: 'Next response', ru: 'Следующий ответ' },
  close: { en: 'Closing', ru: 'Закрытие' },
};
