import * as z from 'zod';
import type { Field } from './field.js';

const text = z.string().nullable();

export const acquisitionFields = {
  happened_at: {
    label: { en: 'When', ru: 'Когда' },
    kind: 'instant',
    column: z.iso.datetime().describe('Of a wait and of a subscription its beginning.'),
  },
  content: { label: { en: 'Content', ru: 'Содержание' }, kind: 'name', column: text },
  term: { label: { en: 'Term', ru: 'Ключевое слово' }, kind: 'name', column: text },
  link_id: { label: { en: 'Link number', ru: 'Номер ссылки' }, kind: 'id', column: text },
  ad_id: { label: { en: 'Ad', ru: 'Объявление' }, kind: 'name', column: text },
  lasted_seconds: {
    label: { en: 'Lasted', ru: 'Продлилось' },
    kind: 'seconds',
    column: z
      .number()
      .nullable()
      .describe('How long the response took or the subscription lasted; null: neither, or it goes on.'),
  },
} as const satisfies Record<string, Field>;
