import * as z from 'zod';
import { ofContact } from './envelope.js';
import { currency, decimal, reason } from './parts.js';

const status = <T extends string>(type: T) =>
  z.strictObject({ type: z.literal(type), ...ofContact, reason: reason.optional() });

const paid = <T extends string>(type: T) =>
  z.strictObject({
    type: z.literal(type),
    ...ofContact,
    reason: reason.optional(),
    amount: decimal.optional(),
    currency: currency.optional(),
  });

export const subscriptionEvents = [
  status('subscribed'),
  status('unsubscribed'),
  status('blocked'),
  status('unblocked'),
  status('muted'),
  status('unmuted'),
  status('dialog_removed'),
  paid('paid_subscription_started'),
  paid('paid_subscription_ended'),
] as const;
