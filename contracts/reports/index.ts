import * as z from 'zod';
import { UNAVAILABLE_REASONS, type UnavailableReason } from '../capabilities.js';
import { resolvedPeriod } from '../period.js';
import { HOURS } from '../service.js';
import { CLOCK_STARTS, WEEK_STARTS } from '../settings.js';
import { activeAndEngaged } from './active-and-engaged.js';
import { agents } from './agents.js';
import { bots } from './bots.js';
import { agentsOverTime } from './agents-over-time.js';
import { target } from '../targets.js';
import { channelRows } from './channel-rows.js';
import { channelsOverTime } from './channels-over-time.js';
import { channels } from './channels.js';
import { beforeUnsubscribing, subscribers, subscribersOverTime } from './subscribers.js';
import { byAccount } from './by-account.js';
import { byAgent } from './by-agent.js';
import { byChannel } from './by-channel.js';
import { bySource } from './by-source.js';
import { loadHeatmap } from './load-heatmap.js';
import { overviewOverTime } from './overview-over-time.js';
import { overview } from './overview.js';
import { responseDistribution } from './response-distribution.js';
import { responseOverTime } from './response-over-time.js';
import { countedAs } from './counted-as.js';
import { repeatContact } from './repeat-contact.js';
import { responseTime } from './response-time.js';
import { subscriptionRows } from './subscription-rows.js';
import { timeToClose } from './time-to-close.js';
import { answeredDialogueRows } from './answered-dialogue-rows.js';
import { arrivalRows } from './arrival-rows.js';
import { contactRows } from './contact-rows.js';
import { attribution, attributionModels } from './attribution.js';
import { conversionPaths } from './conversion-paths.js';
import { conversionRows } from './conversion-rows.js';
import { pathContactRows, paths } from './paths.js';
import { orderItems } from './order-items.js';
import { timeToConvert } from './time-to-convert.js';
import { funnel, funnelOverTime, funnelSteps, funnelTimes } from './funnel.js';
import { funnelRows } from './funnel-rows.js';
import { dialogueRows } from './dialogue-rows.js';
import { messageRows } from './message-rows.js';
import { unansweredRows, waitRows } from './wait-rows.js';
import { waitingNow } from './waiting-now.js';
import { workload, workloadByHour, workSpanRows } from './workload.js';

/** Every report there is, by name. The api, the documentation and the tests walk this list. */
export const REPORTS = {
  [overview.name]: overview,
  [overviewOverTime.name]: overviewOverTime,
  [byAgent.name]: byAgent,
  [byChannel.name]: byChannel,
  [bySource.name]: bySource,
  [byAccount.name]: byAccount,
  [channels.name]: channels,
  [channelsOverTime.name]: channelsOverTime,
  [subscribers.name]: subscribers,
  [subscribersOverTime.name]: subscribersOverTime,
  [beforeUnsubscribing.name]: beforeUnsubscribing,
  [responseTime.name]: responseTime,
  [countedAs.name]: countedAs,
  [responseDistribution.name]: responseDistribution,
  [responseOverTime.name]: responseOverTime,
  [agents.name]: agents,
  [agentsOverTime.name]: agentsOverTime,
  [loadHeatmap.name]: loadHeatmap,
  [workload.name]: workload,
  [workloadByHour.name]: workloadByHour,
  [repeatContact.name]: repeatContact,
  [bots.name]: bots,
  [timeToClose.name]: timeToClose,
  [activeAndEngaged.name]: activeAndEngaged,
  [attribution.name]: attribution,
  [attributionModels.name]: attributionModels,
  [conversionPaths.name]: conversionPaths,
  [timeToConvert.name]: timeToConvert,
  [orderItems.name]: orderItems,
  [funnel.name]: funnel,
  [funnelOverTime.name]: funnelOverTime,
  [funnelTimes.name]: funnelTimes,
  [funnelSteps.name]: funnelSteps,
  [paths.name]: paths,
} as const;
export type ReportName = keyof typeof REPORTS;
export const REPORT_NAMES = Object.keys(REPORTS) as ReportName[];

/** Every report with one row per thing, by name: served beside the others, page by page or streamed. */
export const ROW_REPORTS = {
  [waitRows.name]: waitRows,
  [unansweredRows.name]: unansweredRows,
  [dialogueRows.name]: dialogueRows,
  [answeredDialogueRows.name]: answeredDialogueRows,
  [workSpanRows.name]: workSpanRows,
  [messageRows.name]: messageRows,
  [contactRows.name]: contactRows,
  [arrivalRows.name]: arrivalRows,
  [subscriptionRows.name]: subscriptionRows,
  [channelRows.name]: channelRows,
  [waitingNow.name]: waitingNow,
  [conversionRows.name]: conversionRows,
  [funnelRows.name]: funnelRows,
  [pathContactRows.name]: pathContactRows,
} as const;
export type RowReportName = keyof typeof ROW_REPORTS;
export const ROW_REPORT_NAMES = Object.keys(ROW_REPORTS) as RowReportName[];

export const REPORT_FORMATS = ['json', 'ndjson', 'csv'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** What a reader needs to trust an answer. */
export const reportMeta = z.object({
  report: z.string(),
  /** The definition the derived rows were computed with, and the parameters that were really used. */
  definition: z.object({
    definition_id: z.string(),
    is_official: z
      .boolean()
      .describe(
        'Whether these are the workspace’s own. If not, the answer was asked for with other parameters: it is computed for the question and shown nowhere else.',
      ),
    silence_gap_seconds: z.int(),
    repeat_after_seconds: z.int(),
    unanswered_after_seconds: z.int(),
    unanswered_hours: z.enum(HOURS),
    clock_starts: z.enum(CLOCK_STARTS),
    settle_seconds: z.int().describe('How far apart messages of a burst are at most.'),
    courtesy_phrases: z.array(z.string()),
  }),
  period: resolvedPeriod,
  previous_period: resolvedPeriod.nullable(),
  time_zone: z.string(),
  week_start: z.enum(WEEK_STARTS).describe('The day with which buckets of a week begin.'),
  freshness: z.object({
    computed_at: z.iso.datetime().describe('The `now` that open and unanswered are judged by.'),
    data_until: z.iso
      .datetime()
      .nullable()
      .describe('When the newest event of the workspace reached us; null without events.'),
    is_deriving: z.boolean().describe('Events have arrived that dialogues and waits do not hold yet.'),
    late_events: z
      .int()
      .min(0)
      .describe(
        'Events of the period and of the channels and accounts asked for that reached us after `late_since` and more than an hour after they happened: the numbers may have moved since then. What imports bring counts; what came in the first hour of a workspace does not.',
      ),
    late_since: z.iso
      .datetime()
      .describe('24 hours before `computed_at`, or the end of the period if that is later.'),
  }),
  /** Metrics that are null, or cover only a part, because accounts cannot tell. */
  unavailable: z.record(
    z.string(),
    z.object({
      reason: z.enum(Object.keys(UNAVAILABLE_REASONS) as [UnavailableReason, ...UnavailableReason[]]),
      covered_share: z
        .number()
        .min(0)
        .max(1)
        .describe('The share of incoming messages on accounts that can tell.'),
    }),
  ),
  asked: z
    .record(z.string(), z.json())
    .describe('What only this report takes, as it was understood: what was left out has its default here.'),
  service: z
    .object({
      has_calendar: z.boolean().describe('Whether business time is known of anybody.'),
      targets: z.array(target).describe('What is meant by «within target».'),
    })
    .nullable()
    .describe('By which hours and targets a report that measures waits goes; null for the others.'),
  currency: z
    .string()
    .nullable()
    .describe('What money is told in, ISO 4217; null for reports that tell of none.'),
  merges: z
    .int()
    .min(0)
    .nullable()
    .describe(
      'How many merges of contacts are in force and resolved here: so many identities count with another one. Null: this report counts each identity by itself.',
    ),
  row_count: z.int(),
});
export type ReportMeta = z.infer<typeof reportMeta>;

/** The JSON answer of a report. NDJSON and CSV carry the same rows. */
export const reportAnswer = <Row extends z.ZodObject>(row: Row) =>
  z.object({ meta: reportMeta, rows: z.array(row) });

/** What a reader of rows needs beside them. */
export const rowsMeta = z.object({
  ...reportMeta.omit({ previous_period: true, unavailable: true, row_count: true }).shape,
  total: z.int().min(0).describe('How many rows there are in all.'),
  row_count: z.int().min(0).describe('How many of them are in this answer.'),
  next_cursor: z
    .string()
    .nullable()
    .describe('Asks for the rows after these, judged by the same `computed_at`; null: these are the last.'),
});
export type RowsMeta = z.infer<typeof rowsMeta>;

/** The JSON answer of a row report: one page. NDJSON and CSV carry all rows. */
export const rowsAnswer = <Row extends z.ZodObject>(row: Row) =>
  z.object({ meta: rowsMeta, rows: z.array(row) });

export * from './report.js';
export * from './row-report.js';
export * from './service-params.js';
export * from './with-params.js';
export { overview, overviewOverTime, byAgent, byChannel, bySource, byAccount };
export { countedAs };
export { beforeUnsubscribing, subscribers, subscribersOverTime };
export { channelRows, channels, channelsOverTime };
export { CHANNEL_NUMBERS, CHANNEL_ROW_ORDERS, type ChannelNumber } from './channel-rows.js';
export * from './acquisition-params.js';
export { activeAndEngaged, bots, repeatContact, timeToClose };
export { agents, agentsOverTime, loadHeatmap, responseDistribution, responseOverTime, responseTime };
export { DEFAULT_BUCKETS } from './response-distribution.js';
export { waitFilters } from './response-time.js';
export {
  waitRows,
  unansweredRows,
  dialogueRows,
  answeredDialogueRows,
  messageRows,
  contactRows,
  arrivalRows,
  subscriptionRows,
};
export { WAIT_ORDERS } from './wait-rows.js';
export { ANSWERED_DIALOGUE_ORDERS } from './answered-dialogue-rows.js';
export { ARRIVAL_ORDERS } from './arrival-rows.js';
export { SUBSCRIPTION_ORDERS } from './subscription-rows.js';
export { CONTACT_ORDERS } from './contact-rows.js';
export { DIALOGUE_ORDERS } from './dialogue-rows.js';
export { MESSAGE_ORDERS } from './message-rows.js';
export * from './waiting-now.js';
export { attribution, attributionModels, conversionRows, orderItems };
export { funnel, funnelOverTime, funnelRows, funnelSteps, funnelTimes };
export { FUNNEL_ROW_ORDERS } from './funnel-rows.js';
export * from './funnel-params.js';
export * from './attribution-params.js';
export * from './conversion-paths.js';
export * from './time-to-convert.js';
export * from './workload.js';
export { CONVERSION_ORDERS } from './conversion-rows.js';
export { PATH_CONTACT_ORDERS, pathContactRows, paths } from './paths.js';
export { MOST_PRODUCTS } from './order-items.js';
export { overviewColumns } from './overview.js';
export { whyEmpty } from './why-empty.js';
