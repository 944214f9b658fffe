import { STANDING_COSTS } from './spend.js';

/**
 * Days on which advertising cost money that has no rate on or before them (`no_rate`), or only one that is more than
 * {stale_days:UInt16} days older (`old_rate`): one row per currency and reason: `first_day`, `last_day`, `days` and the
 * `amount` in that currency as decimal text. Binds CostParams; channels and accounts empty.
 */
export const RATE_GAPS = `
  SELECT
    toString(currency) AS currency,
    if(spend IS NULL, 'no_rate', 'old_rate') AS reason,
    min(day) AS first_day,
    max(day) AS last_day,
    toUInt32(uniqExact(day)) AS days,
    toString(sum(amount)) AS amount
  FROM (
    SELECT costs.currency AS currency, costs.day AS day, costs.amount AS amount, costs.spend AS spend, costs.rate_day AS rate_day
    FROM (${STANDING_COSTS}) AS costs
  )
  WHERE currency != {currency:String} AND (spend IS NULL OR day > rate_day + {stale_days:UInt16})
  GROUP BY currency, reason
  ORDER BY currency, reason`;

/** What stands in a sheet, by day and currency: `day`, `entry_id`, `currency`, `amount` as decimal text. */
export const STANDING_OF_SHEET = `
  SELECT days.day AS day, days.entry_id AS entry_id, toString(costs.currency) AS currency, toString(sum(costs.amount)) AS amount
  FROM (
    SELECT day, entry_id
    FROM ad_cost_days_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32} AND sheet_id = {sheet_id:UInt32} AND entry_id > 0
      AND day >= {first_day:Date} AND day <= {last_day:Date}
  ) AS days
  LEFT JOIN (
    SELECT day, entry_id, currency, amount
    FROM ad_costs_v1 FINAL
    WHERE workspace_id = {workspace_id:UInt32} AND sheet_id = {sheet_id:UInt32}
      AND day >= {first_day:Date} AND day <= {last_day:Date}
  ) AS costs ON costs.day = days.day AND costs.entry_id = days.entry_id
  GROUP BY day, entry_id, currency
  ORDER BY day, currency`;
