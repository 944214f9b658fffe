import * as z from 'zod';
import type { Localized } from '../text.js';
import type { Field } from './field.js';
import { TARGET_RESULTS, TARGET_RESULT_LABELS } from './waits.js';

/** Who started a dialogue. `broadcast_reply`: the contact, in answer to a broadcast. */
export const STARTERS = ['contact', 'broadcast_reply', 'agent', 'bot'] as const;
export type Starter = (typeof STARTERS)[number];
export const STARTER_LABELS: Record<Starter, Localized> = {
  contact: { en: 'Contact', ru: 'Клиент' },
  broadcast_reply: { en: 'Contact, replying to a broadcast', ru: 'Клиент, в ответ на рассылку' },
  agent: { en: 'Agent', ru: 'Сотрудник' },
  bot: { en: 'Bot', ru: 'Бот' },
};

/** What became of a dialogue with a bot in front. `reopened`: the bot was alone, and a person answered within a day of it. */
export const BOT_OUTCOMES = ['contained', 'reopened', 'handed_off', 'taken_over'] as const;
export type BotOutcome = (typeof BOT_OUTCOMES)[number];
export const BOT_OUTCOME_LABELS: Record<BotOutcome, Localized> = {
  contained: { en: 'Bot alone', ru: 'Справился бот' },
  reopened: { en: 'Bot alone, and the contact came back', ru: 'Справился бот, но клиент вернулся' },
  handed_off: { en: 'Handed over by the bot', ru: 'Бот передал' },
  taken_over: { en: 'Taken over without a hand-off', ru: 'Человек вступил сам' },
};

const instant = z.iso.datetime();
const seconds = z.number().nullable();
const count = z.int().min(0);

export const dialogueFields = {
  started_at: { label: { en: 'Began', ru: 'Начало' }, kind: 'instant', column: instant },
  ended_at: {
    label: { en: 'Last message', ru: 'Последнее сообщение' },
    kind: 'instant',
    column: instant.describe('So far; broadcasts aside.'),
  },
  duration_seconds: { label: { en: 'Duration', ru: 'Длительность' }, kind: 'seconds', column: z.number() },
  starter: {
    label: { en: 'Started by', ru: 'Кто начал' },
    kind: 'word',
    words: STARTER_LABELS,
    column: z.enum(STARTERS),
  },
  waits: { label: { en: 'Waits', ru: 'Ожидания' }, kind: 'number', column: count },
  first_response_seconds: {
    label: { en: 'First response', ru: 'Первый ответ' },
    kind: 'seconds',
    column: seconds.describe('Calendar time, from where the definition starts the clock; null without one.'),
  },
  first_agent_id: {
    label: { en: 'First agent, number', ru: 'Номер первого сотрудника' },
    kind: 'id',
    column: z.string().nullable(),
  },
  first_agent_name: {
    label: { en: 'First agent', ru: 'Первый сотрудник' },
    kind: 'name',
    column: z.string().nullable(),
  },
  agents: {
    label: { en: 'Agents who answered', ru: 'Сколько сотрудников отвечали' },
    kind: 'number',
    column: count.describe('Different people; those whom the platform does not name are one.'),
  },
  is_shared: {
    label: { en: 'Shared', ru: 'Общий' },
    kind: 'flag',
    column: z.boolean().describe('At least two people answered in it in the period.'),
  },
  resolved_at: { label: { en: 'Closed', ru: 'Закрыт' }, kind: 'instant', column: instant.nullable() },
  responsible_agent_id: {
    label: { en: 'Responsible, number', ru: 'Номер ответственного' },
    kind: 'id',
    column: z.string().nullable(),
  },
  responsible_agent_name: {
    label: { en: 'Responsible', ru: 'Ответственный' },
    kind: 'name',
    column: z
      .string()
      .nullable()
      .describe(
        'Whom it is or, when closed, was assigned to; else who wrote first. Null: nobody with a name.',
      ),
  },
  close_seconds: {
    label: { en: 'Time to close', ru: 'Время до закрытия' },
    kind: 'seconds',
    column: seconds.describe('From the first incoming message; null while not closed.'),
  },
  close_business_seconds: {
    label: { en: 'Time to close, business hours', ru: 'Время до закрытия, рабочее время' },
    kind: 'seconds',
    column: seconds.describe('Null while not closed and without a calendar.'),
  },
  close_target_result: {
    label: { en: 'Target for closing kept', ru: 'Соблюдение нормы закрытия' },
    kind: 'word',
    words: TARGET_RESULT_LABELS,
    column: z.enum(TARGET_RESULTS),
  },
  bot_outcome: {
    label: { en: 'With a bot in front', ru: 'Начал бот' },
    kind: 'word',
    words: BOT_OUTCOME_LABELS,
    column: z.enum(BOT_OUTCOMES).nullable().describe('Null: no bot wrote first.'),
  },
  source: {
    label: { en: 'Source (utm)', ru: 'Источник (utm)' },
    kind: 'name',
    column: z.string().nullable(),
  },
  is_repeat: {
    label: { en: 'Repeat contact', ru: 'Повторное обращение' },
    kind: 'flag',
    column: z.boolean().describe('The contact came back later than the workspace’s threshold.'),
  },
  since_previous_seconds: {
    label: { en: 'After the previous dialogue', ru: 'После прошлого диалога' },
    kind: 'seconds',
    column: seconds.describe('From its end to the first incoming message of this one; null: there was none.'),
  },
} as const satisfies Record<string, Field>;
