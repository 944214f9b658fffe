import type { Report } from '@parley/contracts';
import type { ClickHouse, QueryParams, RequestOptions } from '../lib/client.js';
import { type ReportQuery, usedBy } from '../lib/define-query.js';

/** What a workspace may have none of in a period; what is not said may be there. */
export interface WhatThereIs {
  has_clicks?: boolean;
  has_costs?: boolean;
  has_fees?: boolean;
}

/** What a question is known to have, as it stands among the values asked. */
export const knownOf = (asked: QueryParams): WhatThereIs => asked;

/** Passes over the query that find nothing in it and take as long as all others together. */
export const PLANNING = { optimize_extract_common_expressions: 0, optimize_and_compare_chain: 0 };

const SQL = `
SELECT
  (SELECT count() FROM (
    SELECT 1 FROM events_v1
    WHERE workspace_id = {workspace_id:UInt32}
      AND occurred_at >= {from:DateTime64(3, 'UTC')} - INTERVAL 1 HOUR
      AND occurred_at <  {to:DateTime64(3, 'UTC')} + INTERVAL 10 MINUTE
      AND type = 'link_clicked'
    LIMIT 1
  )) > 0 AS has_clicks,
  (SELECT count() FROM (
    SELECT 1 FROM ad_cost_days_v1
    WHERE workspace_id = {workspace_id:UInt32} AND day >= {first_day:Date} AND day < {end_day:Date}
    LIMIT 1
  )) > 0 AS has_costs,
  (SELECT count() FROM (SELECT 1 FROM message_fees_v1 WHERE workspace_id = {workspace_id:UInt32} LIMIT 1)) > 0 AS has_fees`;

/**
 * The same report, which first asks what there is: of many parts planning costs more than reading, and most workspaces
 * have no charged messages, many no tracked links.
 */
export function knowingWhatThereIs<R extends Report>(query: ReportQuery<R>): ReportQuery<R> {
  return {
    ...query,
    async run(client, bound, options) {
      const known = await readWhatThereIs(client, bound, options);
      return query.run(
        client,
        { ...bound, ...known },
        { ...options, settings: { ...PLANNING, ...options?.settings } },
      );
    },
  };
}

async function readWhatThereIs(
  client: ClickHouse,
  bound: QueryParams,
  options?: RequestOptions,
): Promise<WhatThereIs> {
  const name = 'what there is to report';
  const [found] = await client.query<Record<keyof WhatThereIs, number>>(SQL, usedBy(name, SQL, bound), {
    ...options,
    name,
  });
  return found
    ? { has_clicks: found.has_clicks > 0, has_costs: found.has_costs > 0, has_fees: found.has_fees > 0 }
    : {};
}
