import { feesBy } from './fees.js';
import type { CostLabel } from './labels.js';
import { spendBy } from './spend.js';

/**
 * Everything that was spent, by day and labels, as a SELECT: advertising and what channels charge for messages, those
 * under the labels of the touch in force. Columns: `by` as text, `ad_spend` and `fees` in {currency} as decimal text,
 * `messages_charged`, `clicks` and `impressions` (NULL where nobody tells), `unconverted` (currency → decimal text), and
 * `rows_in_all`, how many combinations there are. The dearest first; by day alone: the latest first.
 * Binds FeeParams and {most_rows:UInt32}.
 */
export function spendingBy(by: readonly (CostLabel | 'day')[]): string {
  const keys = by.map((column) => `toString(${column}) AS ${column}, `).join('');
  const names = by.map((column) => `${column}, `).join('');
  const isByDay = by.length === 1 && by[0] === 'day';
  return `
    SELECT
      ${names}
      toString(sum(spent.spend)) AS ad_spend,
      toString(sum(spent.charged)) AS fees,
      sum(spent.messages) AS messages_charged,
      sum(spent.clicks) AS clicks,
      sum(spent.impressions) AS impressions,
      mapApply((code, amount) -> (code, toString(amount)), sumMap(spent.apart)) AS unconverted,
      count() OVER () AS rows_in_all
    FROM (
      SELECT
        ${keys}spend, toDecimal128(0, 6) AS charged, toUInt64(0) AS messages, clicks, impressions,
        mapApply((code, amount) -> (code, toDecimal128(amount, 6)), unconverted) AS apart
      FROM (${spendBy(by)})
      UNION ALL
      SELECT
        ${keys}toDecimal128(0, 4) AS spend, fees AS charged, messages_charged AS messages,
        CAST(NULL, 'Nullable(UInt64)') AS clicks, CAST(NULL, 'Nullable(UInt64)') AS impressions,
        mapApply((code, amount) -> (code, toDecimal128(amount, 6)), unconverted) AS apart
      FROM (${feesBy(by)})
    ) AS spent
    ${by.length > 0 ? `GROUP BY ${by.join(', ')}` : ''}
    ORDER BY ${isByDay ? 'day DESC' : `sum(spent.spend) + sum(spent.charged) DESC${by.map((column) => `, ${column}`).join('')}`}
    LIMIT {most_rows:UInt32}`;
}
