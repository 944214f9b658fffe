import type { CostParams } from './spend.js';
import { inCurrency } from './convert.js';

/** What the fragments of channel fees bind. */
export interface FeeParams extends CostParams {
  /** Of the touches: the active one. */
  definition_id: number;
  /** Messages delivered in [from, to) are charged. */
  from: Date;
  to: Date;
  /** IANA; whose midnight begins a day. */
  time_zone: string;
}

/** By what fees can be grouped: what the touch in force when the message was sent says, and the message itself. */
export const FEE_LABELS = [
  'source',
  'medium',
  'campaign',
  'content',
  'term',
  'ad_id',
  'ref',
  'link_id',
  'is_direct',
  'has_touch',
  'channel',
  'account_id',
  'sender',
  'category',
] as const;
export type FeeLabel = (typeof FEE_LABELS)[number];

/** A message is not delivered later than this after it was sent: platforms give up before. */
const LATEST_DELIVERY_DAYS = 30;

const DELIVERED = `
  workspace_id = {workspace_id:UInt32}
  AND sent_at >= {from:DateTime64(3, 'UTC')} - INTERVAL ${LATEST_DELIVERY_DAYS} DAY
  AND sent_at <  {to:DateTime64(3, 'UTC')}
  AND delivered_at >= {from:DateTime64(3, 'UTC')}
  AND delivered_at <  {to:DateTime64(3, 'UTC')}
  AND sender != 'contact'
  AND (empty({channels:Array(String)}) OR channel IN {channels:Array(String)})
  AND (empty({account_ids:Array(UInt32)}) OR account_id IN {account_ids:Array(UInt32)})
  AND channel IN (SELECT channel FROM message_fees_v1 FINAL WHERE workspace_id = {workspace_id:UInt32})
  AND account_id NOT IN (
    SELECT account_id FROM account_settings_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32} AND outgoing = 'never'
  )`;

/** Delivered messages by day, touch in force and whatever a price can depend on. */
const MESSAGES = `
  SELECT
    toDate(delivered.delivered_at, {time_zone:String}) AS day,
    came.touch.1 AS source, came.touch.2 AS medium, came.touch.3 AS campaign, came.touch.4 AS content,
    came.touch.5 AS term, came.touch.6 AS ad_id, came.touch.7 AS ref, came.touch.8 AS link_id,
    came.touch.9 AS is_direct, came.identity_id > 0 AS has_touch,
    delivered.channel AS channel, delivered.account_id AS account_id, delivered.sender AS sender,
    toString(told.said) AS category,
    uniqExact(delivered.event_id) AS messages
  FROM (
    SELECT identity_id, sent_at, event_id, message_id, delivered_at, channel, account_id, sender
    FROM message_statuses_v1 FINAL
    WHERE ${DELIVERED}
  ) AS delivered
  LEFT JOIN (
    -- Said by the message itself or by what tells of its delivery; where it is said twice, the last time counts.
    SELECT identity_id, message_id, argMax(pricing, (occurred_at, event_id)) AS said
    FROM events_v1
    WHERE workspace_id = {workspace_id:UInt32}
      AND occurred_at >= {from:DateTime64(3, 'UTC')} - INTERVAL ${LATEST_DELIVERY_DAYS} DAY
      AND occurred_at <  {to:DateTime64(3, 'UTC')} + INTERVAL ${LATEST_DELIVERY_DAYS} DAY
      AND type IN ('message_sent', 'message_delivered', 'message_read')
      AND pricing != ''
    GROUP BY identity_id, message_id
  ) AS told ON told.identity_id = delivered.identity_id AND told.message_id = delivered.message_id
  ASOF LEFT JOIN (
    -- Of two touches in one instant one must be chosen, and always the same.
    SELECT
      identity_id, occurred_at,
      argMax((source, medium, campaign, content, term, ad_id, ref, link_id, is_direct), event_id) AS touch
    FROM touches_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32}
      AND definition_id = {definition_id:UInt32}
      AND occurred_at < {to:DateTime64(3, 'UTC')}
      AND identity_id IN (SELECT identity_id FROM message_statuses_v1 FINAL WHERE ${DELIVERED})
    GROUP BY identity_id, occurred_at
  ) AS came ON came.identity_id = delivered.identity_id AND delivered.sent_at >= came.occurred_at
  GROUP BY ALL`;

/** The price that holds for each: the most exact one, of one and the same the latest. */
const PRICED = `
  WITH
    (
      SELECT groupArray((channel, account_id, category, sender, effective_from, fee_id, price, toString(currency)))
      FROM message_fees_v1 FINAL
      WHERE workspace_id = {workspace_id:UInt32}
    ) AS fees,
    arrayReverseSort(
      fee -> (fee.2 > 0, fee.3 != '', fee.4 != '', fee.5, fee.6),
      arrayFilter(
        fee -> fee.1 = channel
          AND fee.2 IN (0, account_id)
          AND fee.3 IN ('', category)
          AND fee.4 IN ('', toString(sender))
          AND fee.5 <= day,
        fees
      )
    )[1] AS fee
  SELECT *, fee.7 AS price, fee.8 AS currency
  FROM (${MESSAGES})
  WHERE category != 'free' AND currency != ''`;

/**
 * What channels charge for messages of ours, as a SELECT: one row per day of delivery, touch in force when the message
 * was sent, account, sender and category: columns `day`, {@link FEE_LABELS}, `messages`, `price` and `currency` of
 * one, and `price_converted`, what one is in {currency}, Decimal(18, 6), rounded half away from zero, so that every sum
 * is exact; NULL where no rate is known. Messages that are free, or without a price, are not there. Binds {@link FeeParams}.
 */
export const CHARGED_MESSAGES = inCurrency(PRICED, {
  amount: 'price',
  as: 'price_converted',
  type: 'Decimal(18, 6)',
});

/**
 * Channel fees by day and labels, as a SELECT: one row per combination of `by` that was charged. Columns: `by`, and
 * - `fees`              in {currency}, Decimal(38, 6), of what could be converted
 * - `messages_charged`  delivered messages with a price, converted or not
 * - `unconverted`       Map(currency, Decimal(38, 6)): what has no rate, apart, never within `fees`
 * Binds {@link FeeParams}.
 */
export function feesBy(by: readonly (FeeLabel | 'day')[]): string {
  const listed = by.map((column) => `${column}, `).join('');
  return `
    SELECT
      ${listed}sum(ifNull(charged.price_converted, 0) * toDecimal128(charged.messages, 0)) AS fees,
      sum(charged.messages) AS messages_charged,
      sumMapIf(
        map(charged.currency, toDecimal128(charged.price, 6) * toDecimal128(charged.messages, 0)),
        charged.price_converted IS NULL
      ) AS unconverted
    FROM (${CHARGED_MESSAGES}) AS charged
    ${by.length > 0 ? `GROUP BY ${by.join(', ')}` : ''}`;
}
