import * as z from 'zod';
import { ARRIVALS } from '../dimensions.js';
import type { Field } from './field.js';

/** A touch that may earn credit for a conversion, and how much it does by the model asked for. */
export const creditedTouch = z.object({
  at: z.iso.datetime({ offset: true }),
  arrival: z.enum(ARRIVALS),
  value: z.string().nullable().describe('What it is called by `by`; null: nothing.'),
  weight: z.number().min(0).max(1),
});
export type CreditedTouch = z.infer<typeof creditedTouch>;

const id = z.string().regex(/^\d{1,20}$/);

/** What a row says of a conversion. */
export const conversionFields = {
  conversion_id: {
    label: { en: 'Conversion', ru: 'Конверсия' },
    kind: 'id',
    column: z
      .string()
      .describe('Of the contact’s identity, the event and the goal; the same in every answer.'),
  },
  goal_id: { label: { en: 'Goal number', ru: 'Номер цели' }, kind: 'id', column: id },
  goal_name: { label: { en: 'Goal', ru: 'Цель' }, kind: 'name', column: z.string().nullable() },
  converted_at: {
    label: { en: 'Converted', ru: 'Когда' },
    kind: 'instant',
    column: z.iso.datetime({ offset: true }),
  },
  order_id: {
    label: { en: 'Order', ru: 'Заказ' },
    kind: 'name',
    column: z.string().nullable().describe('Null: none was named.'),
  },
  amount: {
    label: { en: 'Amount', ru: 'Сумма' },
    kind: 'number',
    column: z.number().describe('In `currency`, less what was refunded of the order.'),
  },
  currency: { label: { en: 'Currency', ru: 'Валюта' }, kind: 'word', column: z.string() },
  touches_before: {
    label: { en: 'Touches', ru: 'Касания' },
    kind: 'list',
    column: z.array(creditedTouch).describe('Those within the look-back, in order, each with its share.'),
  },
} as const satisfies Record<string, Field>;
