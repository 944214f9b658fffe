import * as z from 'zod';
import type { Localized } from '../text.js';
import type { Field } from './field.js';

/** Who started a dialogue. `broadcast_reply`: the contact, in answer to a broadcast. */
export const STARTERS = ['contact', 'broadcast_reply', 'agent', 'bot'] as const;
export type Starter = (typeof STARTERS)[number];
export const STARTER_LABELS: Record<Starter, Localized> = {
  contact: { en: 'Contact', ru: 'Клиент' },
  broadcast_reply: { en: 'Contact, replying to a broadcast', ru: 'Клиент, в ответ на рассылку' },
  agent: { en: 'Agent', ru: 'Сотрудник' },
  bot: { en: 'Bot', ru: 'Бот' },
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
  resolved_at: { label: { en: 'Closed', ru: 'Закрыт' }, kind: 'instant', column: instant.nullable() },
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
