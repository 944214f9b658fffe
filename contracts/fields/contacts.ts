import * as z from 'zod';
import type { Field } from './field.js';

const instant = z.iso.datetime();

export const contactFields = {
  first_seen_at: {
    label: { en: 'Known since', ru: 'Известен с' },
    kind: 'instant',
    column: instant.describe('The first event of any kind, ever.'),
  },
  wrote_at: {
    label: { en: 'First wrote', ru: 'Первое сообщение' },
    kind: 'instant',
    column: instant.nullable().describe('The first message of the contact in the period; null: none.'),
  },
  is_new: {
    label: { en: 'New', ru: 'Новый' },
    kind: 'flag',
    column: z.boolean().describe('Their first touch or message ever lies in the period.'),
  },
  is_unprompted: {
    label: { en: 'Came back by themselves', ru: 'Вернулся сам' },
    kind: 'flag',
    column: z.boolean().describe('Came back, and not in reply to a broadcast.'),
  },
  time_to_repeat_seconds: {
    label: { en: 'Came back after', ru: 'Вернулся через' },
    kind: 'seconds',
    column: z
      .number()
      .nullable()
      .describe(
        'From the end of the dialogue before to the first message of the first return in the period; null: none.',
      ),
  },
  has_earlier_dialogue: {
    label: { en: 'Had a dialogue before', ru: 'Был диалог раньше' },
    kind: 'flag',
    column: z.boolean().describe('A dialogue that went on in the period is not their first.'),
  },
  is_immature: {
    label: { en: 'Too new to return', ru: 'Ещё не мог вернуться' },
    kind: 'flag',
    column: z.boolean().describe('Known for a shorter time than that after which a return counts.'),
  },
} as const satisfies Record<string, Field>;
