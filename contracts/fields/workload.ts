import * as z from 'zod';
import type { Localized } from '../text.js';
import type { Field } from './field.js';

/**
 * What a span of work is counted from: the assignment to the agent, a bot's hand-off, the message of the contact, or the
 * longest pause before the answer, when all of these lie further back.
 */
export const WORK_BEGINNINGS = ['assignment', 'hand_off', 'message', 'pause'] as const;
export type WorkBeginning = (typeof WORK_BEGINNINGS)[number];
export const WORK_BEGINNING_LABELS: Record<WorkBeginning, Localized> = {
  assignment: { en: 'Assigned to the agent', ru: 'Назначен сотруднику' },
  hand_off: { en: 'Handed off by a bot', ru: 'Передан ботом' },
  message: { en: 'Message of the contact', ru: 'Сообщение клиента' },
  pause: { en: 'Longest pause before the answer', ru: 'Наибольшая пауза до ответа' },
};

const instant = z.iso.datetime();

export const workloadFields = {
  span_id: { label: { en: 'Span of work', ru: 'Отрезок работы' }, kind: 'id', column: z.string() },
  worked_from: {
    label: { en: 'Worked from', ru: 'Работа с' },
    kind: 'instant',
    column: instant.describe('Not before the period.'),
  },
  worked_to: {
    label: { en: 'Worked to', ru: 'Работа до' },
    kind: 'instant',
    column: instant.describe('The last answer; not after the period.'),
  },
  work_seconds: {
    label: { en: 'Time of work', ru: 'Время работы' },
    kind: 'seconds',
    column: z
      .number()
      .min(0)
      .describe('From one to the other; with hours or weekdays asked for, what lies in them.'),
  },
  began_by: {
    label: { en: 'Counted from', ru: 'Отсчёт от' },
    kind: 'word',
    words: WORK_BEGINNING_LABELS,
    column: z.enum(WORK_BEGINNINGS).nullable().describe('Null where the span began before the period.'),
  },
} as const satisfies Record<string, Field>;
