import * as z from 'zod';
import type { Localized } from '../text.js';
import type { Field } from './field.js';

/** Whether an arrival made somebody a contact, or is of one who was known. */
export const ARRIVAL_KINDS = ['acquisition', 're_engagement'] as const;
export type ArrivalKind = (typeof ARRIVAL_KINDS)[number];
export const ARRIVAL_KIND_LABELS: Record<ArrivalKind, Localized> = {
  acquisition: { en: 'Brought a new contact', ru: 'Привело нового клиента' },
  re_engagement: { en: 'Brought back a known one', ru: 'Вернуло известного' },
};

/** What followed a start within 24 hours. `immature`: they are not over yet. */
export const START_OUTCOMES = ['wrote', 'silent', 'immature'] as const;
export type StartOutcome = (typeof START_OUTCOMES)[number];
export const START_OUTCOME_LABELS: Record<StartOutcome, Localized> = {
  wrote: { en: 'The contact wrote', ru: 'Клиент написал' },
  silent: { en: 'The contact wrote nothing', ru: 'Клиент не написал' },
  immature: { en: 'Too early to say', ru: 'Ещё рано судить' },
};

/** How a subscription ended. */
export const UNSUBSCRIBED_REASONS = ['unsubscribed', 'blocked'] as const;
export const UNSUBSCRIBED_REASON_LABELS: Record<(typeof UNSUBSCRIBED_REASONS)[number], Localized> = {
  unsubscribed: { en: 'Unsubscribed', ru: 'Отписка' },
  blocked: { en: 'Blocked', ru: 'Блокировка' },
};

const instantOrNone = z.iso.datetime().nullable();
const textOrNone = z.string().nullable();

export const arrivalFields = {
  arrival_kind: {
    label: { en: 'What it did', ru: 'Что дало' },
    kind: 'word',
    words: ARRIVAL_KIND_LABELS,
    column: z.enum(ARRIVAL_KINDS),
  },
  medium: { label: { en: 'Medium (utm)', ru: 'Канал рекламы (utm)' }, kind: 'name', column: textOrNone },
  campaign: { label: { en: 'Campaign (utm)', ru: 'Кампания (utm)' }, kind: 'name', column: textOrNone },
  start_outcome: {
    label: { en: 'After the start', ru: 'После старта' },
    kind: 'word',
    words: START_OUTCOME_LABELS,
    column: z.enum(START_OUTCOMES).nullable().describe('Within 24 hours; null: not a start.'),
  },
  subscribed_at: {
    label: { en: 'Subscribed', ru: 'Подписка' },
    kind: 'instant',
    column: z.iso.datetime(),
  },
  unsubscribed_at: {
    label: { en: 'Unsubscribed', ru: 'Отписка' },
    kind: 'instant',
    column: instantOrNone.describe('Null: still subscribed.'),
  },
  unsubscribed_reason: {
    label: { en: 'How it ended', ru: 'Чем закончилась' },
    kind: 'word',
    words: UNSUBSCRIBED_REASON_LABELS,
    column: z.enum(UNSUBSCRIBED_REASONS).nullable(),
  },
} as const satisfies Record<string, Field>;
