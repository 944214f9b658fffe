import * as z from 'zod';
import type { Field } from './field.js';

/** What a row says of a journey. */
export const pathFields = {
  anchor_at: {
    label: { en: 'Anchor', ru: 'Исходное событие' },
    kind: 'instant',
    column: z.iso.datetime({ offset: true }),
  },
  is_window_open: {
    label: { en: 'Still open', ru: 'Ещё не закончено' },
    kind: 'flag',
    column: z.boolean().describe('The window of the anchor is not over: more steps may follow.'),
  },
} as const satisfies Record<string, Field>;
