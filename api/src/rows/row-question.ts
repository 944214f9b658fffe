import { isTimeZone, pageParams, ROW_REPORTS, type ReportFormat, type RowReport } from '@parley/contracts';
import { z } from 'zod';
import { invalidRequest } from '../http/problem-error.js';
import { pathOf } from '../http/schema.pipe.js';
import { allowed, formatParams, type Question, understood, withOf, wrongZone } from '../reports/question.js';
import { type Cursor, readCursor } from './cursor.js';

/** What a row report is asked, once parsed. */
export interface RowQuestion {
  report: RowReport;
  format: ReportFormat;
  bom: boolean;
  limit: number;
  cursor: Cursor | undefined;
  params: Omit<Question['params'], 'from' | 'to' | 'compare_to' | 'granularity'> & {
    /** Null: the report is of this moment. */
    period: { from: string; to: string } | null;
  };
}

const asked = understood
  .omit({ from: true, to: true, compare_to: true, granularity: true, segment_id: true })
  .extend({ from: z.string().optional(), to: z.string().optional() });
const writing = z.object({ ...formatParams.shape, ...pageParams });
type Writing = keyof typeof writing.shape;

/** The row report of this name; undefined when there is none such. */
export function findRowReport(name: string): RowReport | undefined {
  const reports: Record<string, RowReport> = ROW_REPORTS;
  return Object.hasOwn(reports, name) ? reports[name] : undefined;
}

/** Reads a query string with the report's own schema. Throws `invalid_request` that names each wrong parameter. */
export function readRowQuestion(report: RowReport, query: Record<string, unknown>): RowQuestion {
  const isWriting = (name: string): name is Writing => Object.hasOwn(writing.shape, name);
  const { segment_id, ...own } = Object.fromEntries(
    Object.entries(query).filter(([name]) => !isWriting(name)),
  );
  const form = writing.safeParse(
    Object.fromEntries(Object.entries(query).filter(([name]) => isWriting(name))),
  );
  const found = report.params.safeParse(own);
  const errors = [...(form.error?.issues ?? []), ...(found.error?.issues ?? [])].flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((path) => ({ path, message: `is not a parameter; allowed: ${allowed(report)}` }))
      : [{ path: pathOf(issue), message: issue.message }],
  );
  if (segment_id !== undefined) {
    errors.push({ path: 'segment_id', message: 'is not a segment of this workspace' });
  }
  if (errors.length > 0 || !form.success || !found.success) {
    const { time_zone } = own;
    throw typeof time_zone === 'string' && !isTimeZone(time_zone)
      ? wrongZone(errors)
      : invalidRequest(errors);
  }
  const read = asked.safeParse(found.data);
  if (!read.success) {
    throw invalidRequest(read.error.issues.map((issue) => ({ path: pathOf(issue), message: issue.message })));
  }
  const { from, to, ...params } = read.data;
  const { cursor, ...rest } = form.data;
  const isOfReport = ([name]: [string, unknown]) => !Object.hasOwn(understood.shape, name);
  return {
    report,
    ...rest,
    cursor: cursor === undefined ? undefined : readCursor(cursor),
    params: {
      ...params,
      time_zone: params.time_zone,
      with: withOf(params),
      period: from === undefined || to === undefined ? null : { from, to },
      own: Object.fromEntries(Object.entries(found.data as Record<string, unknown>).filter(isOfReport)),
    },
  };
}
