import * as z from 'zod';
import { ofContact } from './envelope.js';
import { currency, decimal, externalId, item } from './parts.js';

const money = { amount: decimal.optional(), currency: currency.optional() };
const items = z.array(item).max(200).optional();

const order = <T extends string>(type: T) =>
  z
    .strictObject({ type: z.literal(type), ...ofContact, ...money, order_id: externalId.optional(), items })
    .refine((value) => value.amount === undefined || value.currency !== undefined, {
      path: ['currency'],
      message: 'is needed beside an amount',
    });

export const goalReached = z
  .strictObject({ type: z.literal('goal_reached'), ...ofContact, ...money, goal: z.string().min(1).max(128) })
  .refine((value) => value.amount === undefined || value.currency !== undefined, {
    path: ['currency'],
    message: 'is needed beside an amount',
  });

export const conversionEvents = [
  goalReached,
  order('order_placed'),
  order('purchase_completed'),
  order('purchase_refunded'),
  z.strictObject({ type: z.literal('product_viewed'), ...ofContact, items }),
] as const;
