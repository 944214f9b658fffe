import {
  type Comparison,
  type Granularity,
  REPORTS,
  type ReportFormat,
  type ReportName,
  ROW_REPORTS,
  type RowReportName,
} from '@parley/contracts';

/** A report of numbers, or of rows behind them. */
export type AnyReport = ReportName | RowReportName;

export type ParamValue = string | readonly string[];

/** What a report is asked with; the names are those of the api. */
export interface ReportParams {
  from: string;
  to: string;
  time_zone: string;
  compare_to: Comparison;
  granularity?: Granularity;
  channels: readonly string[];
  account_ids: readonly string[];
  /** Only what began then, where the report takes it. */
  hours_of_day?: readonly string[];
  weekdays?: readonly string[];
  /** What only some reports take: how response times are measured, filters of their own. */
  own?: Readonly<Record<string, ParamValue>>;
  /** Of a report with one row per thing: how many rows the screen asks for. A file has all of them. */
  limit?: number;
}

/** A ref, a source or a campaign may hold a comma, so several are several parameters. */
export const REPEATED: ReadonlySet<string> = new Set([
  'refs',
  'sources',
  'mediums',
  'campaigns',
  'contents',
  'terms',
  'ads',
  'anchor_names',
  'from_value',
  'to_value',
  'breakdown_values',
]);
/** Of these an empty value is asked for as well: what has none. */
export const MAY_BE_EMPTY: ReadonlySet<string> = new Set(
  [...REPEATED].filter((key) => !['refs', 'from_value', 'to_value'].includes(key)),
);

/**
 * The address of a report's answer. The screen, the links to files and the curl copy all come from here, so they cannot
 * differ. A report refuses what it does not know: only what its contract names is written.
 */
export function reportUrl(
  workspaceId: string,
  report: AnyReport,
  params: ReportParams,
  format: ReportFormat = 'json',
): string {
  const { own, limit, ...common } = params;
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries({ ...common, ...own })) {
    if (!takes(report, key) || !value?.length) continue;
    if (typeof value === 'string') query.set(key, value);
    else if (REPEATED.has(key)) for (const each of value) query.append(key, each);
    else query.set(key, value.join(','));
  }
  if (limit !== undefined && format === 'json') query.set('limit', String(limit));
  if (format !== 'json') query.set('format', format);
  const readable = query.toString().replaceAll('%2F', '/').replaceAll('%2C', ',').replaceAll('%3A', ':');
  return `/api/workspaces/${workspaceId}/reports/${report}?${readable}`;
}

/** Whether a report knows a parameter. */
export const takes = (report: AnyReport, key: string): boolean => key in ALL[report].params.shape;
const ALL = { ...REPORTS, ...ROW_REPORTS };

/** A command that fetches the same answer from a terminal. */
export const curlOf = (origin: string, url: string): string =>
  `curl -H "Authorization: Bearer $PARLEY_API_KEY" "${origin}${url}"`;
