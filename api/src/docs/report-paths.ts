import {
  pageParams,
  problem,
  type Report,
  reportAnswer,
  REPORTS,
  ROW_REPORTS,
  type RowReport,
  rowsAnswer,
} from '@parley/contracts';
import { type OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import { formatParams } from '../reports/question.js';
import { schemaOf, type JsonSchema } from './schema-of.js';

type Paths = OpenAPIObject['paths'];

/** One path per report: all are served by one controller, but each has parameters and rows of its own. */
export function reportPaths(): Paths {
  const numbers = Object.values<Report>(REPORTS).map((report) =>
    pathOf(report, formatParams.shape, reportAnswer(report.row)),
  );
  const rows = Object.values<RowReport>(ROW_REPORTS).map((report) =>
    pathOf(report, { ...formatParams.shape, ...pageParams }, rowsAnswer(report.row)),
  );
  return Object.fromEntries([...numbers, ...rows]) as Paths;
}

type Shape = Record<string, z.ZodType>;

const pathOf = (report: Report, form: Shape, answer: z.ZodType) =>
  [
    `/api/workspaces/{workspace_id}/reports/${report.name}`,
    { get: operation(report, form, answer) },
  ] as const;

const operation = (report: Report, form: Shape, answer: z.ZodType) => ({
  operationId: `report_${report.name}`,
  tags: ['Reports'],
  summary: report.label.en,
  description: report.description.en,
  security: SECURITY,
  parameters: [workspaceParameter, ...queryParameters(report, form)],
  responses: {
    '200': {
      description: 'The rows; NDJSON and CSV carry the same without meta.',
      content: {
        'application/json': { schema: schemaOf(answer, 'output') },
        'application/x-ndjson': { schema: schemaOf(report.row, 'output') },
        'text/csv': { schema: { type: 'string' } },
      },
    },
    default: {
      description: 'Why not, and what to do',
      content: { 'application/problem+json': { schema: schemaOf(problem, 'output') } },
    },
  },
});

const SECURITY: Record<string, string[]>[] = [{ session: [] }, { api_key: [] }];

const workspaceParameter = {
  name: 'workspace_id',
  in: 'path' as const,
  required: true,
  schema: { type: 'string' },
};

function queryParameters(report: Report, form: Shape): JsonSchema[] {
  const shape =
    report.params instanceof z.ZodObject ? (report.params.shape as Record<string, z.ZodType>) : {};
  return Object.entries({ ...shape, ...form }).map(([name, schema]) => {
    const isList = schema.safeParse(undefined).success && Array.isArray(schema.safeParse(undefined).data);
    const described = schemaOf(schema, isList ? 'output' : 'input');
    const { description, ...rest } = described;
    return {
      name,
      in: 'query' as const,
      required: !schema.safeParse(undefined).success,
      ...(description === undefined ? {} : { description }),
      schema: rest,
      ...(isList ? { style: 'form' as const, explode: false } : {}),
    };
  });
}
