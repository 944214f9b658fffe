import type { Comparison, Granularity, ReportFormat, ReportName } from '@parley/contracts';

/** What a report is asked with; the names are those of the api. */
export interface ReportParams {
  from: string;
  to: string;
  time_zone: string;
  compare_to: Comparison;
  granularity?: Granularity;
  channels: readonly string[];
  account_ids: readonly string[];
}

/** The address of a report's answer. The screen, the CSV link and the curl copy all come from here, so they cannot differ. */
export function reportUrl(
  workspaceId: string,
  report: ReportName,
  params: ReportParams,
  format: ReportFormat = 'json',
): string {
  const query = new URLSearchParams({ from: params.from, to: params.to, time_zone: params.time_zone });
  query.set('compare_to', params.compare_to);
  if (params.granularity) query.set('granularity', params.granularity);
  if (params.channels.length) query.set('channels', params.channels.join(','));
  if (params.account_ids.length) query.set('account_ids', params.account_ids.join(','));
  if (format !== 'json') query.set('format', format);
  const readable = query.toString().replaceAll('%2F', '/').replaceAll('%2C', ',').replaceAll('%3A', ':');
  return `/api/workspaces/${workspaceId}/reports/${report}?${readable}`;
}

/** A command that fetches the same answer from a terminal. */
export const curlOf = (origin: string, url: string): string =>
  `curl -H "Authorization: Bearer $PARLEY_API_KEY" "${origin}${url}"`;
