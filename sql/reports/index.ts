import type { REPORTS, ReportName } from '@parley/contracts';
import type { z } from 'zod';
import type { ClickHouse, RequestOptions } from '../lib/client.js';
import type { ReportQuery } from '../lib/define-query.js';
import { countMerges, resolvesMerges } from '../contacts/contacts.js';
import { boundValues, type BoundParams } from './bound-params.js';
import { activeAndEngaged } from './active-and-engaged/active-and-engaged.js';
import { attribution } from './attribution/attribution.js';
import { attributionModels } from './attribution-models/attribution-models.js';
import { conversionPaths } from './conversion-paths/conversion-paths.js';
import { funnel } from './funnel/funnel.js';
import { funnelOverTime } from './funnel-over-time/funnel-over-time.js';
import { funnelSteps } from './funnel-steps/funnel-steps.js';
import { funnelTimes } from './funnel-times/funnel-times.js';
import { paths } from './paths/paths.js';
import { orderItems } from './order-items/order-items.js';
import { timeToConvert } from './time-to-convert/time-to-convert.js';
import { agents } from './agents/agents.js';
import { bots } from './bots/bots.js';
import { agentsOverTime } from './agents-over-time/agents-over-time.js';
import { byAccount } from './by-account/by-account.js';
import { byAgent } from './by-agent/by-agent.js';
import { byChannel } from './by-channel/by-channel.js';
import { bySource } from './by-source/by-source.js';
import { channelsOverTime } from './channels-over-time/channels-over-time.js';
import { beforeUnsubscribing } from './before-unsubscribing/before-unsubscribing.js';
import { subscribersOverTime } from './subscribers-over-time/subscribers-over-time.js';
import { subscribers } from './subscribers/subscribers.js';
import { channels } from './channels/channels.js';
import { loadHeatmap } from './load-heatmap/load-heatmap.js';
import { overviewOverTime } from './overview-over-time/overview-over-time.js';
import { overview } from './overview/overview.js';
import { responseDistribution } from './response-distribution/response-distribution.js';
import { responseOverTime } from './response-over-time/response-over-time.js';
import { countedAs } from './counted-as/counted-as.js';
import { repeatContact } from './repeat-contact/repeat-contact.js';
import { responseTime } from './response-time/response-time.js';
import { timeToClose } from './time-to-close/time-to-close.js';
import { workload } from './workload/workload.js';
import { workloadByHour } from './workload-by-hour/workload-by-hour.js';

/** The query of every report, by its name. */
export const REPORT_QUERIES: Readonly<Record<ReportName, ReportQuery>> = {
  [overview.report.name]: overview,
  [overviewOverTime.report.name]: overviewOverTime,
  [byAgent.report.name]: byAgent,
  [byChannel.report.name]: byChannel,
  [bySource.report.name]: bySource,
  [byAccount.report.name]: byAccount,
  [channels.report.name]: channels,
  [channelsOverTime.report.name]: channelsOverTime,
  [subscribers.report.name]: subscribers,
  [subscribersOverTime.report.name]: subscribersOverTime,
  [beforeUnsubscribing.report.name]: beforeUnsubscribing,
  [responseTime.report.name]: responseTime,
  [countedAs.report.name]: countedAs,
  [responseDistribution.report.name]: responseDistribution,
  [responseOverTime.report.name]: responseOverTime,
  [agents.report.name]: agents,
  [agentsOverTime.report.name]: agentsOverTime,
  [loadHeatmap.report.name]: loadHeatmap,
  [workload.report.name]: workload,
  [workloadByHour.report.name]: workloadByHour,
  [repeatContact.report.name]: repeatContact,
  [bots.report.name]: bots,
  [timeToClose.report.name]: timeToClose,
  [activeAndEngaged.report.name]: activeAndEngaged,
  [attribution.report.name]: attribution,
  [attributionModels.report.name]: attributionModels,
  [conversionPaths.report.name]: conversionPaths,
  [timeToConvert.report.name]: timeToConvert,
  [orderItems.report.name]: orderItems,
  [funnel.report.name]: funnel,
  [funnelOverTime.report.name]: funnelOverTime,
  [funnelTimes.report.name]: funnelTimes,
  [funnelSteps.report.name]: funnelSteps,
  [paths.report.name]: paths,
};

/** One row of the report of this name, as its contract says. */
export type ReportRow<Name extends ReportName> = z.output<(typeof REPORTS)[Name]['row']>;

/**
 * The rows of a report: those of the period, then those of the period it is compared to (`period` tells which). Names
 * of agents and accounts are null: they are not in this store.
 * Throws what the client throws, and UnexpectedRows when the SQL does not keep its contract.
 */
export async function runReport<Name extends ReportName>(
  client: ClickHouse,
  name: Name,
  bound: BoundParams,
  options: RequestOptions = {},
): Promise<ReportRow<Name>[]> {
  const query = REPORT_QUERIES[name];
  const asked = [
    boundValues(bound, 'current', bound),
    ...(bound.previous ? [boundValues(bound, 'previous', bound.previous)] : []),
  ];
  const rows = await Promise.all(asked.map((values) => query.run(client, values, options)));
  return rows.flat() as ReportRow<Name>[];
}

/** How many merges of contacts the answer resolves; null for a report that counts each identity by itself. */
export async function readMerges(
  client: ClickHouse,
  name: ReportName,
  bound: BoundParams,
  options: RequestOptions = {},
): Promise<number | null> {
  const text = REPORT_QUERIES[name].sqlFor(boundValues(bound, 'current', bound));
  return resolvesMerges(text) ? countMerges(client, bound.workspace_id, options) : null;
}

export type { BoundParams, BoundPeriod, ServiceLimits } from './bound-params.js';
export { readAvailability, type Availability, type Coverage } from './availability/availability.js';
export { readClosingAvailability } from './closing-availability/closing-availability.js';
export { readFreshness, type Freshness } from './freshness/freshness.js';
export { readLateEvents, type LateEvents } from './late-events/late-events.js';
export { boundValues } from './bound-params.js';
export { ROW_REPORT_QUERIES, type ListedRow } from './rows.js';
