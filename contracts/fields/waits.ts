import * as z from 'zod';
import { HOURS, HOURS_LABELS, WAIT_STATES, WAIT_STATE_LABELS } from '../service.js';
import type { Localized } from '../text.js';
import type { Field } from './field.js';

/** Whether a wait kept its target. `pending`: nobody has answered, but there is time left; `none`: nothing to judge by. */
export const TARGET_RESULTS = ['met', 'missed', 'pending', 'none'] as const;
export type TargetResult = (typeof TARGET_RESULTS)[number];
export const TARGET_RESULT_LABELS: Record<TargetResult, Localized> = {
  met: { en: 'Within target', ru: 'В норме' },
  missed: { en: 'Missed', ru: 'Норма нарушена' },
  pending: { en: 'Time left', ru: 'Время ещё есть' },
  none: { en: 'No target', ru: 'Без нормы' },
};

/** Which of its dialogue's waits it is: the first of a dialogue that the contact started, or any other. */
export const WAIT_PLACES = ['first', 'next'] as const;
export type WaitPlace = (typeof WAIT_PLACES)[number];
export const WAIT_PLACE_LABELS: Record<WaitPlace, Localized> = {
  first: { en: 'First', ru: 'Первое' },
  next: { en: 'Later', ru: 'Последующее' },
};

/** Who or what said that no reply is needed. */
export const DISMISSED_BY = ['courtesy', 'sticker', 'agent', 'resolved'] as const;
export const DISMISSED_BY_LABELS: Record<(typeof DISMISSED_BY)[number], Localized> = {
  courtesy: { en: 'A closing “thank you”', ru: 'Завершающее «спасибо»' },
  sticker: { en: 'A closing sticker', ru: 'Завершающий стикер' },
  agent: { en: 'An agent', ru: 'Сотрудник' },
  resolved: { en: 'The dialogue was closed', ru: 'Диалог закрыт' },
};

const instant = z.iso.datetime();
const instantOrNone = instant.nullable();
const seconds = z.number().nullable();
const id = z.string().regex(/^\d{1,20}$/);

/** One agent who held a wait before somebody else did. */
export const heldBy = z.object({
  agent_id: id,
  agent_name: z.string().nullable(),
  held_seconds: z.number().min(0),
});

export const waitFields = {
  wait_id: { label: { en: 'Wait', ru: 'Ожидание' }, kind: 'id', column: z.string() },
  dialogue_id: { label: { en: 'Dialogue', ru: 'Диалог' }, kind: 'id', column: z.string().nullable() },
  identity_id: { label: { en: 'Contact number', ru: 'Номер клиента' }, kind: 'id', column: id },
  contact_name: {
    label: { en: 'Contact', ru: 'Клиент' },
    kind: 'name',
    column: z
      .string()
      .nullable()
      .describe('Null where no name is known and for readers who may not see names of contacts.'),
  },
  wait_place: {
    label: { en: 'Which wait', ru: 'Какое ожидание' },
    kind: 'word',
    words: WAIT_PLACE_LABELS,
    column: z.enum(WAIT_PLACES),
  },
  wait_state: {
    label: { en: 'State', ru: 'Состояние' },
    kind: 'word',
    words: WAIT_STATE_LABELS,
    column: z.enum(WAIT_STATES).describe('At the moment of asking.'),
  },
  waiting_since: { label: { en: 'Waiting since', ru: 'Ждёт с' }, kind: 'instant', column: instant },
  clock_started_at: {
    label: { en: 'Clock started', ru: 'Начало отсчёта' },
    kind: 'instant',
    column: instantOrNone.describe(
      'Where the measured length is counted from: as the clock and its start were asked.',
    ),
  },
  last_incoming_at: {
    label: { en: 'Last message of the contact', ru: 'Последнее сообщение клиента' },
    kind: 'instant',
    column: instant,
  },
  messages_waiting: {
    label: { en: 'Messages waiting', ru: 'Сообщений ждёт' },
    kind: 'number',
    column: z.int().min(1).describe('How many messages of the contact the wait holds.'),
  },
  answered_at: { label: { en: 'Answered', ru: 'Ответ' }, kind: 'instant', column: instantOrNone },
  dismissed_at: {
    label: { en: 'No reply needed since', ru: 'Снято' },
    kind: 'instant',
    column: instantOrNone,
  },
  dismissed_by: {
    label: { en: 'Dismissed by', ru: 'Кем снято' },
    kind: 'word',
    words: DISMISSED_BY_LABELS,
    column: z.enum(DISMISSED_BY).nullable(),
  },
  bot_answered_at: {
    label: { en: 'A bot answered', ru: 'Ответил бот' },
    kind: 'instant',
    column: instantOrNone,
  },
  handed_off_at: {
    label: { en: 'Handed off by a bot', ru: 'Передано ботом' },
    kind: 'instant',
    column: instantOrNone,
  },
  assigned_at: {
    label: { en: 'Assigned', ru: 'Назначено' },
    kind: 'instant',
    column: instantOrNone.describe('The last assignment to whoever answered, before the answer.'),
  },
  length_seconds: {
    label: { en: 'Measured length', ru: 'Длина по условиям' },
    kind: 'seconds',
    column: seconds.describe(
      'The length that the numbers are made of: by the kind, clock and hours asked. Null while not answered and where business time is not known.',
    ),
  },
  customer_seconds: {
    label: { en: 'The customer’s wait', ru: 'Ожидание клиента' },
    kind: 'seconds',
    column: seconds,
  },
  customer_business_seconds: {
    label: { en: 'The customer’s wait, business hours', ru: 'Ожидание клиента, рабочее время' },
    kind: 'seconds',
    column: seconds,
  },
  agent_seconds: {
    label: { en: 'The agent’s wait', ru: 'Ожидание сотрудника' },
    kind: 'seconds',
    column: seconds,
  },
  agent_business_seconds: {
    label: { en: 'The agent’s wait, business hours', ru: 'Ожидание сотрудника, рабочее время' },
    kind: 'seconds',
    column: seconds,
  },
  age_seconds: {
    label: { en: 'Age', ru: 'Сколько ждёт' },
    kind: 'seconds',
    column: seconds.describe('Since the clock started, until the moment of asking; null once it has ended.'),
  },
  age_business_seconds: {
    label: { en: 'Age, business hours', ru: 'Сколько ждёт, рабочее время' },
    kind: 'seconds',
    column: seconds.describe('Null where the account has no calendar.'),
  },
  target_seconds: { label: { en: 'Target', ru: 'Норма' }, kind: 'seconds', column: seconds },
  target_hours: {
    label: { en: 'Target counted in', ru: 'Норма считается по' },
    kind: 'word',
    words: HOURS_LABELS,
    column: z.enum(HOURS).nullable(),
  },
  target_left_seconds: {
    label: { en: 'Left until the target', ru: 'Осталось до нормы' },
    kind: 'seconds',
    column: seconds.describe('In the time that the target counts; negative: missed for so long.'),
  },
  target_result: {
    label: { en: 'Target kept', ru: 'Соблюдение нормы' },
    kind: 'word',
    words: TARGET_RESULT_LABELS,
    column: z.enum(TARGET_RESULTS),
  },
  began_off_hours: {
    label: { en: 'Began off hours', ru: 'Началось в нерабочее время' },
    kind: 'flag',
    column: z.boolean().nullable().describe('Null without a calendar.'),
  },
  answered_off_hours: {
    label: { en: 'Answered off hours', ru: 'Ответ в нерабочее время' },
    kind: 'flag',
    column: z.boolean().nullable().describe('Null without a calendar and without an answer.'),
  },
  held_by: {
    label: { en: 'Held before by', ru: 'До этого держали' },
    kind: 'list',
    column: z.array(heldBy).describe('Whom it was taken from, in order.'),
  },
  window_ends_at: {
    label: { en: 'Answering window ends', ru: 'Окно ответа закроется' },
    kind: 'instant',
    column: instantOrNone.describe(
      'Until when the platform lets a business answer freely; null where it sets no such window.',
    ),
  },
  inbox_url: {
    label: { en: 'Link into the inbox', ru: 'Ссылка в инбокс' },
    kind: 'link',
    column: z.string().nullable(),
  },
} as const satisfies Record<string, Field>;
