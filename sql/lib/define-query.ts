import type { Report } from '@parley/contracts';
import type { z } from 'zod';
import { type AskedSql, withoutEmptyFilters } from './asked-sql.js';
import type { ClickHouse, QueryParams, RequestOptions } from './client.js';

/** The rows that the SQL of a report gave are not those of its contract: a mistake of ours, never of the reader. */
export class UnexpectedRows extends Error {
  constructor(report: string, cause: unknown) {
    super(`the rows of ${report} are not those of its contract`, { cause });
    this.name = 'UnexpectedRows';
  }
}

/** A value that the SQL of a report binds was not given: a mistake of ours, never of the reader. */
export class MissingParameter extends Error {
  constructor(report: string, names: readonly string[]) {
    super(`${report} needs ${names.join(', ')}`);
    this.name = 'MissingParameter';
  }
}

export interface ReportQuery<R extends Report = Report> {
  report: R;
  /** The SQL of a question: what is not asked for is not in it. Every value that it binds is one of `bound`. */
  sqlFor(bound: QueryParams): string;
  /** The rows of the report. `bound` may hold more than the SQL binds; what it lacks throws {@link MissingParameter}. */
  run(client: ClickHouse, bound: QueryParams, options?: RequestOptions): Promise<z.output<R['row']>[]>;
}

/** A report together with the SQL that computes it: values are checked before, rows after. */
export function defineQuery<R extends Report>(report: R, sql: AskedSql): ReportQuery<R> {
  const rows = report.row.array();
  const sqlFor = (bound: QueryParams) => textFor(sql, bound);
  return {
    report,
    sqlFor,
    async run(client, bound, options) {
      const text = sqlFor(bound);
      const found = await client.query<unknown>(text, usedBy(report.name, text, bound), {
        name: report.name,
        ...options,
      });
      const parsed = rows.safeParse(found);
      if (!parsed.success) throw new UnexpectedRows(report.name, parsed.error);
      return parsed.data as z.output<R['row']>[];
    },
  };
}

/** The SQL that is sent for a question. */
export const textFor = (sql: AskedSql, bound: QueryParams): string =>
  withoutEmptyFilters(typeof sql === 'string' ? sql : sql(bound), bound);

/** Of `bound` what the text binds. Throws {@link MissingParameter} for what is not there. */
export function usedBy(report: string, text: string, bound: QueryParams): QueryParams {
  const parameters = parametersOf(text);
  const missing = parameters.filter((name) => bound[name] === undefined);
  if (missing.length > 0) throw new MissingParameter(report, missing);
  return Object.fromEntries(parameters.map((name) => [name, bound[name]]));
}

/** The names in `{name:Type}`, each once; comments do not count. */
export function parametersOf(sql: string): string[] {
  const code = sql.replace(/--.*$/gm, '').replace(/\/\*[\s\S]*?\*\//g, '');
  return [...new Set([...code.matchAll(/\{\s*([a-z_][a-z0-9_]*)\s*:/gi)].map((match) => match[1] as string))];
}
