import {
  COMPARISONS,
  type Comparison,
  type FilterKey,
  GRANULARITIES,
  type Granularity,
  isTimeZone,
  type Report,
  REPORT_FORMATS,
  type ReportFormat,
  REPORTS,
  type WithParams,
  withParams,
} from '@parley/contracts';
import { z } from 'zod';
import { invalidRequest, notFound, ProblemError } from '../http/problem-error.js';
import { pathOf } from '../http/schema.pipe.js';

/** How the answer is written; the same for every report. `bom` makes Excel read a CSV as UTF-8. */
export const formatParams = z.object({
  format: z.enum(REPORT_FORMATS).default('json'),
  bom: z
    .enum(['true', 'false', '1', '0'])
    .default('false')
    .transform((value) => value === 'true' || value === '1')
    .describe('Begin a CSV with a byte order mark, so that Excel reads it as UTF-8.'),
});

/** What every report understands, once parsed. */
export interface Question {
  report: Report;
  format: ReportFormat;
  bom: boolean;
  params: {
    from: string;
    to: string;
    time_zone: string | undefined;
    compare_to: Comparison;
    channels: string[];
    account_ids: string[];
    agent_ids: string[];
    team_ids: string[];
    refs: string[];
    hours_of_day: number[];
    weekdays: number[];
    granularity: Granularity | undefined;
    /** Other parameters of the definition. */
    with: WithParams;
    /** What only this report takes. */
    own: Record<string, unknown>;
  };
}

/** What the columns of ClickHouse hold: UInt32 and UInt64. */
const LARGEST_ACCOUNT = 2n ** 32n - 1n;
const LARGEST_AGENT = 2n ** 64n - 1n;
const idsUpTo = (largest: bigint) =>
  z.array(z.string().refine((id) => BigInt(id) <= largest, 'is not a number that we ever gave')).default([]);

/** What every report may take, once its own schema has passed it. */
export const understood = z.object({
  from: z.string(),
  to: z.string(),
  time_zone: z.string().optional(),
  compare_to: z.enum(COMPARISONS),
  channels: z.array(z.string()).default([]),
  account_ids: idsUpTo(LARGEST_ACCOUNT),
  agent_ids: idsUpTo(LARGEST_AGENT),
  team_ids: idsUpTo(LARGEST_ACCOUNT),
  refs: z.array(z.string()).default([]),
  hours_of_day: z.array(z.number()).default([]),
  weekdays: z.array(z.number()).default([]),
  segment_id: z.string().optional(),
  granularity: z.enum(GRANULARITIES).optional(),
  ...withParams,
});

/** The report of this name. Throws `not_found`. */
export function findReport(name: string): Report {
  const reports: Record<string, Report> = REPORTS;
  if (!Object.hasOwn(reports, name) || reports[name] === undefined) throw notFound();
  return reports[name];
}

/** Reads a query string with the report's own schema. Throws `invalid_request` that names each wrong parameter. */
export function readQuestion(name: string, query: Record<string, unknown>): Question {
  const report = findReport(name);
  const { format, bom, ...own } = query;
  const writing = formatParams.safeParse({ format, bom });
  const asked = report.params.safeParse(own);
  const errors = [...(writing.error?.issues ?? []), ...(asked.error?.issues ?? [])].flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: key, message: `is not a parameter; allowed: ${allowed(report)}` }))
      : [{ path: pathOf(issue), message: issue.message }],
  );
  if (errors.length > 0 || !writing.success || !asked.success) {
    throw typeof own['time_zone'] === 'string' && !isTimeZone(own['time_zone'])
      ? wrongZone(errors)
      : invalidRequest(errors);
  }
  const read = understood.safeParse(asked.data);
  if (!read.success) {
    throw invalidRequest(read.error.issues.map((issue) => ({ path: pathOf(issue), message: issue.message })));
  }
  const params = read.data;
  if (params.segment_id !== undefined) {
    throw new ProblemError(
      'unknown_segment',
      {
        en: `There is no segment ${params.segment_id} in this workspace.`,
        ru: `Сегмента ${params.segment_id} в этом рабочем пространстве нет.`,
      },
      { errors: [{ path: 'segment_id', message: 'is not a segment of this workspace' }] },
    );
  }
  return {
    report,
    ...writing.data,
    params: {
      ...params,
      time_zone: params.time_zone,
      granularity: params.granularity,
      with: withOf(params),
      own: ownOf(asked.data as Record<string, unknown>),
    },
  };
}

/** What is left when all that every report may take is taken away. */
const ownOf = (asked: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(asked).filter(([name]) => !Object.hasOwn(understood.shape, name)));

const withShape = z.object(withParams);
/** The other parameters of the definition, apart. */
export const withOf = (read: WithParams): WithParams => withShape.parse(read);

/** The names a report takes, those of its answer's form included. */
export function allowed(report: Report): string {
  const own = report.params instanceof z.ZodObject ? Object.keys(report.params.shape) : report.filters;
  return [...(own as readonly (string | FilterKey)[]), ...Object.keys(formatParams.shape)].join(', ');
}

export const wrongZone = (errors: { path: string; message: string }[]) =>
  new ProblemError(
    'invalid_request',
    {
      en: 'time_zone must be an IANA zone such as Europe/Moscow; an offset knows nothing of daylight saving.',
      ru: 'time_zone — это зона IANA, например Europe/Moscow; смещение не знает о летнем времени.',
    },
    { errors },
  );
