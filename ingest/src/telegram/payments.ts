import { z } from 'zod';
import { mapped, unmapped } from './common.js';
import type { Mapped } from '../webhooks/platform.js';
import type { Message } from './update.js';

const payment = z.looseObject({
  currency: z.string().regex(/^[A-Z]{3}$/),
  total_amount: z.int().min(0),
  telegram_payment_charge_id: z.string().min(1).max(256),
});

/**
 * A payment or its return, told by a service message: a conversion, never an incoming message. The charge id is the
 * same for both and in every redelivery.
 * Source: core.telegram.org/bots/api#successfulpayment and #refundedpayment, Bot API 10.1 (checked 2026-11-24)
 */
export function paymentOf(
  message: Message,
  common: { account_id: string; contact: { id: string }; occurred_at: number; sequence: number },
): Mapped | undefined {
  const paid = message['successful_payment'];
  const returned = message['refunded_payment'];
  if (paid === undefined && returned === undefined) return undefined;
  const parsed = payment.safeParse(paid ?? returned);
  if (!parsed.success) {
    return unmapped(
      `payment without a valid ${parsed.error.issues[0]?.path.map(String).join('.') || 'value'}`,
    );
  }
  const { currency, total_amount, telegram_payment_charge_id: charge } = parsed.data;
  return mapped({
    ...common,
    type: paid === undefined ? 'purchase_refunded' : 'purchase_completed',
    id: charge,
    order_id: charge,
    currency,
    amount: inMajorUnits(total_amount, currency),
  });
}

/**
 * Decimal places of the currencies that do not have two; XTR are Telegram's Stars.
 * Source: ISO 4217, list one; Telegram says «the smallest units of the currency» (checked 2026-11-24)
 */
const PLACES: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF XTR'
      .split(' ')
      .map((code) => [code, 0]),
  ),
  ...Object.fromEntries('BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3])),
};

function inMajorUnits(amount: number, currency: string): string {
  const places = PLACES[currency] ?? 2;
  const digits = String(amount).padStart(places + 1, '0');
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
