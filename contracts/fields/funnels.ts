import * as z from 'zod';
import type { Localized } from '../text.js';
import type { Field } from './field.js';
import { FUNNEL_EVENT_LABELS, FUNNEL_EVENTS } from '../funnel-events.js';

/** What became of somebody at a step. `lost`: was at the step before, and the window is over; `open`: may still come. */
export const FUNNEL_OUTCOMES = ['reached', 'lost', 'open'] as const;
export type FunnelOutcome = (typeof FUNNEL_OUTCOMES)[number];
export const FUNNEL_OUTCOME_LABELS: Record<FunnelOutcome, Localized> = {
  reached: { en: 'Got here', ru: 'Дошли' },
  lost: { en: 'Lost', ru: 'Потеряны' },
  open: { en: 'May still come', ru: 'Ещё могут дойти' },
};

/** How it stands with an entry of a funnel. */
export const FUNNEL_STATES = ['converted', 'dropped', 'open'] as const;
export type FunnelState = (typeof FUNNEL_STATES)[number];
export const FUNNEL_STATE_LABELS: Record<FunnelState, Localized> = {
  converted: { en: 'Converted', ru: 'Дошёл до конца' },
  dropped: { en: 'Dropped out', ru: 'Отпал' },
  open: { en: 'Window still open', ru: 'Окно ещё открыто' },
};

const instant = z.iso.datetime({ offset: true });

/** What a row says of somebody in a funnel. */
export const funnelFields = {
  entered_at: { label: { en: 'Entered', ru: 'Вошёл' }, kind: 'instant', column: instant },
  reached_step: {
    label: { en: 'Step reached', ru: 'Последний шаг' },
    kind: 'number',
    column: z.int().min(1).describe('Counted from 1.'),
  },
  reached_step_event: {
    label: { en: 'What that was', ru: 'Событие шага' },
    kind: 'word',
    words: FUNNEL_EVENT_LABELS,
    column: z.enum(FUNNEL_EVENTS),
  },
  reached_at: { label: { en: 'Reached', ru: 'Когда дошёл' }, kind: 'instant', column: instant },
  funnel_state: {
    label: { en: 'State', ru: 'Состояние' },
    kind: 'word',
    words: FUNNEL_STATE_LABELS,
    column: z.enum(FUNNEL_STATES),
  },
  seconds_between: {
    label: { en: 'Took', ru: 'Заняло' },
    kind: 'seconds',
    column: z.number().nullable().describe('From `from_step` to the step asked for; null: not reached.'),
  },
  step_times: {
    label: { en: 'Times of the steps', ru: 'Время шагов' },
    kind: 'list',
    column: z.array(instant).describe('When each step was reached, in the order of the funnel.'),
  },
} as const satisfies Record<string, Field>;
