import type { ReportName } from '@parley/contracts';
import type { MAY_OPEN } from '../may-open';

type Page = keyof typeof MAY_OPEN;

/** The page on which each report is shown; what is missing is on none. */
const PAGES: Partial<Record<Page, readonly ReportName[]>> = {
  overview: ['overview', 'overview-over-time', 'by-agent', 'by-channel', 'by-source', 'by-account'],
  channels: ['channels', 'channels-over-time'],
  subscriptions: ['subscribers', 'subscribers-over-time', 'before-unsubscribing'],
  attribution: ['attribution', 'attribution-models', 'conversion-paths', 'time-to-convert', 'order-items'],
  paths: ['paths'],
  funnels: ['funnel', 'funnel-over-time', 'funnel-times', 'funnel-steps'],
  service: [
    'response-time',
    'counted-as',
    'response-distribution',
    'response-over-time',
    'agents',
    'agents-over-time',
    'load-heatmap',
    'workload',
    'workload-by-hour',
    'repeat-contact',
    'bots',
    'time-to-close',
    'active-and-engaged',
  ],
};

/** Where a report is shown, below the address of the workspace; null: nowhere by itself. */
export function pageOfReport(name: ReportName): { page: Page; path: readonly string[] } | null {
  const page = (Object.keys(PAGES) as Page[]).find((each) => PAGES[each]?.includes(name));
  return page === undefined ? null : { page, path: [page] };
}
