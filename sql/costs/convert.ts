/** Which column holds an amount, and what its value in {currency} is called. */
interface Amount {
  amount: string;
  as: string;
  /** Of the converted value; it is rounded to its decimals, half away from zero. */
  type: 'Decimal(18, 4)' | 'Decimal(18, 6)';
}

/**
 * The rows of a SELECT that has `day` (Date) and `currency`, each with what its amount is in {currency}: by the rate of
 * the latest day on or before its own; itself where the currency is the same; NULL where there is no such rate; and `rate_day`, since when that rate
 * holds, 1970 where there is none. Binds
 * {workspace_id:UInt32} and {currency:String}.
 */
export function inCurrency(rows: string, { amount, as, type }: Amount): string {
  const decimals = type === 'Decimal(18, 4)' ? 4 : 6;
  // TRICKY: a product has the width of its wider side, and 64 bits with all these decimals would hold no thousands.
  return `
    SELECT
      costs.*,
      multiIf(
        costs.currency = {currency:String}, CAST(costs.${amount}, 'Nullable(${type})'),
        rates.rate > 0, CAST(round(toDecimal128(costs.${amount}, ${decimals}) * rates.rate, ${decimals}), 'Nullable(${type})'),
        NULL
      ) AS ${as},
      rates.rate_day AS rate_day
    FROM (${rows}) AS costs
    ASOF LEFT JOIN (
      SELECT from_currency AS currency, day AS rate_day, rate
      FROM currency_rates_v1 FINAL
      WHERE workspace_id = {workspace_id:UInt32} AND to_currency = {currency:String}
    ) AS rates ON costs.currency = rates.currency AND costs.day >= rates.rate_day`;
}
