import type { AcquisitionGroup, AttributionModel } from '@parley/contracts';
import { CHARGED_MESSAGES } from '../costs/fees.js';
import { STANDING_COSTS } from '../costs/spend.js';
import type { QueryParams } from '../lib/client.js';
import { askedCredit } from './asked-credit.js';
import { knownOf } from './what-there-is.js';

/** What a cost is called by each group; nobody tells the ref or the link that a cost was for. */
const OF_COSTS: Record<AcquisitionGroup, string> = {
  source: 'toString(source)',
  medium: 'toString(medium)',
  campaign: 'toString(campaign)',
  content: 'toString(content)',
  term: 'toString(term)',
  ref: "''",
  link: "''",
  ad: 'ad_id',
  channel: 'toString(channel)',
  account: "if(account_id = 0, '', toString(account_id))",
};

/** What a charged message is called: as the touch in force says. */
const OF_FEES: Record<AcquisitionGroup, string> = {
  ...OF_COSTS,
  ref: 'ref',
  link: "if(link_id = 0, '', toString(link_id))",
};

/** What picks costs and charged messages, by the names of the bound lists. */
const PICKS = {
  sources: 'source IN {sources:Array(String)}',
  mediums: 'medium IN {mediums:Array(String)}',
  campaigns: 'campaign IN {campaigns:Array(String)}',
  contents: 'content IN {contents:Array(String)}',
  terms: 'term IN {terms:Array(String)}',
  ads: 'ad_id IN {ads:Array(String)}',
  refs: 'ref IN {refs:Array(String)}',
  link_ids: 'link_id IN {link_ids:Array(UInt64)}',
} as const;

/**
 * What was spent and what came back, as a SELECT of rows to be summed: `what` (cost, fee or conversion), `group_value`,
 * `named` (how it came, where it has no value; of a cost without one `no_ref`), and
 * - `spend`       in {currency}, Decimal(38, 6), of what could be converted
 * - `ad_clicks`   as advertising systems count them
 * - `credit`, `worth`   of a conversion the share that the touch earned, and that share of its value, Float64
 * - `unconverted` 1 of each cost, and so many charged messages, without a rate
 * What the question is known to have none of, and credit where it is not asked for, is left out. Costs are of the days {first_day} to {end_day}; binds what they, channel fees and credit do.
 */
export function moneyFacts(asked: QueryParams, { credit: isCreditAsked } = { credit: true }): string {
  const by = asked['by'] as AcquisitionGroup;
  const isGiven = (name: string) => Array.isArray(asked[name]) && asked[name].length > 0;
  const picked = Object.entries(PICKS).filter(([name]) => isGiven(name));
  // Nobody tells a cost's ref or link, so asked for one there is none.
  const ofCosts = picked.map(([name, sql]) => (name === 'refs' || name === 'link_ids' ? '0' : sql));
  const arrived = isGiven('arrivals');
  const model = asked['model'] as AttributionModel;
  const costs = `
      SELECT
        'cost' AS what,
        ${OF_COSTS[by]} AS group_value,
        if(group_value = '', 'no_ref', '') AS named,
        toDecimal128(ifNull(told, 0), 6) AS spend,
        toUInt64(ifNull(clicks, 0)) AS ad_clicks,
        toFloat64(0) AS credit,
        toFloat64(0) AS worth,
        toUInt64(told IS NULL) AS unconverted
      FROM (
        SELECT * EXCEPT (spend), spend AS told FROM (${STANDING_COSTS})
      )
      WHERE ${[...ofCosts, ...(arrived ? ["has({arrivals:Array(String)}, 'no_ref')"] : []), '1'].join(' AND ')}`;
  const fees = `
      SELECT
        'fee' AS what,
        ${OF_FEES[by]} AS group_value,
        if(group_value = '', came_by, '') AS named,
        toDecimal128(ifNull(price_converted, 0), 6) * toDecimal128(messages, 0) AS spend,
        toUInt64(0) AS ad_clicks, toFloat64(0) AS credit, toFloat64(0) AS worth,
        toUInt64(if(price_converted IS NULL, messages, 0)) AS unconverted
      FROM (
        SELECT *, multiIf(has_touch = 0, 'unattributed', ref != '', 'ref', is_direct = 1, 'direct', 'no_ref') AS came_by
        FROM (${CHARGED_MESSAGES})
      )
      WHERE ${[...picked.map(([, sql]) => sql), ...(arrived ? ['has({arrivals:Array(String)}, came_by)'] : []), '1'].join(' AND ')}`;
  const { has_costs, has_fees } = knownOf(asked);
  const goals = asked['goal_types'];
  const parts = [
    ...(has_costs === false ? [] : [costs]),
    ...(has_fees === false ? [] : [fees]),
    ...(!isCreditAsked || (Array.isArray(goals) && goals.length === 0) ? [] : [creditFacts(asked, model)]),
  ];
  return parts.length === 0 ? NOTHING : parts.join('\n\n      UNION ALL');
}

/** Of {@link moneyFacts} the conversions alone, as a SELECT with the same columns. */
export function creditFacts(asked: QueryParams, model: AttributionModel): string {
  const { credit, filter } = askedCredit(asked, [model]);
  return `
      SELECT
        'conversion' AS what,
        value AS group_value,
        if(value = '', arrival, '') AS named,
        toDecimal128(0, 6) AS spend,
        toUInt64(0) AS ad_clicks,
        weight_${model} AS credit,
        credit * toFloat64(ifNull(conversion_value, 0)) AS worth,
        toUInt64(0) AS unconverted
      FROM (${credit})
      WHERE ${filter}`;
}

const NOTHING = `
      SELECT
        '' AS what, '' AS group_value, '' AS named, toDecimal128(0, 6) AS spend, toUInt64(0) AS ad_clicks,
        toFloat64(0) AS credit, toFloat64(0) AS worth, toUInt64(0) AS unconverted
      WHERE 0`;
