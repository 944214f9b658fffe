import type { Channel } from '@parley/contracts';
import type { CostLabel } from './labels.js';
import { inCurrency } from './convert.js';

/** What the fragments of costs bind. Days are local days of the workspace, `YYYY-MM-DD`. */
export interface CostParams {
  workspace_id: number;
  /** What everything is converted to, ISO 4217. */
  currency: string;
  /** The first day that counts. */
  first_day: string;
  /** The first day that no longer counts. */
  end_day: string;
  /** Only what was spent for these; everything when empty. */
  channels: readonly Channel[];
  account_ids: readonly (number | string)[];
}

/**
 * Every line of advertising cost that stands, of [first_day, end_day): the columns of ad_costs_v1, and
 * - `spend`     what it is in {currency}, Decimal(18, 4), rounded half away from zero line by line, so that every sum of
 *               it is exact; NULL where no rate is known on or before its day
 * Reading filters by `channels` and `account_ids` leaves out what was told for others; what was told for none stays.
 * A SELECT of its own; binds {@link CostParams}.
 */
export const STANDING_COSTS = inCurrency(
  `SELECT day, sheet_id, entry_id, line, source, medium, campaign, content, term, ad_id, channel, account_id,
          amount, currency, clicks, impressions
   FROM ad_costs_v1 FINAL
   WHERE workspace_id = {workspace_id:UInt32}
     AND day >= {first_day:Date}
     AND day <  {end_day:Date}
     AND (empty({channels:Array(String)}) OR channel = '' OR channel IN {channels:Array(String)})
     AND (empty({account_ids:Array(UInt32)}) OR account_id = 0 OR account_id IN {account_ids:Array(UInt32)})
     AND (sheet_id, day, entry_id) IN (
       SELECT sheet_id, day, entry_id
       FROM ad_cost_days_v1 FINAL
       WHERE workspace_id = {workspace_id:UInt32}
         AND day >= {first_day:Date}
         AND day <  {end_day:Date}
         AND entry_id > 0
     )`,
  { amount: 'amount', as: 'spend', type: 'Decimal(18, 4)' },
);

/**
 * Advertising cost by day and labels, as a SELECT: one row per combination of `by` that cost anything. Columns: `by`, and
 * - `spend`          in {currency}, Decimal(38, 4), of what could be converted; 0 where nothing could
 * - `clicks`, `impressions`  as the advertising systems count them; NULL where none of the lines tells
 * - `unconverted`    Map(currency, Decimal(38, 4)): what has no rate, apart, never within `spend`
 * Binds {@link CostParams}.
 */
export function spendBy(by: readonly (CostLabel | 'day')[]): string {
  const listed = by.map((column) => `${column}, `).join('');
  return `
    SELECT
      ${listed}sum(ifNull(lines.spend, 0)) AS spend,
      sum(lines.clicks)      AS clicks,
      sum(lines.impressions) AS impressions,
      sumMapIf(map(toString(lines.currency), lines.amount), lines.spend IS NULL) AS unconverted
    FROM (${STANDING_COSTS}) AS lines
    ${by.length > 0 ? `GROUP BY ${by.join(', ')}` : ''}`;
}
