import type { Report } from '@parley/contracts';
import type { z } from 'zod';
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
  sql: string;
  /** The names of the values that the SQL binds. */
  parameters: readonly string[];
  /** The rows of the report. `bound` may hold more than the SQL binds; what it lacks throws {@link MissingParameter}. */
  run(client: ClickHouse, bound: QueryParams, options?: RequestOptions): Promise<z.output<R['row']>[]>;
}

/** A report together with the SQL that computes it: values are checked before, rows after. */
export function defineQuery<R extends Report>(report: R, sql: string): ReportQuery<R> {
  const parameters = parametersOf(sql);
  const rows = report.row.array();
  return {
    report,
    sql,
    parameters,
    async run(client, bound, options) {
      const missing = parameters.filter((name) => bound[name] === undefined);
      if (missing.length > 0) throw new MissingParameter(report.name, missing);
      const used = Object.fromEntries(parameters.map((name) => [name, bound[name]]));
      const found = await client.query<unknown>(sql, used, { name: report.name, ...options });
      const parsed = rows.safeParse(found);
      if (!parsed.success) throw new UnexpectedRows(report.name, parsed.error);
      return parsed.data as z.output<R['row']>[];
    },
  };
}

/** The names in `{name:Type}`, each once; comments do not count. */
export function parametersOf(sql: string): string[] {
  const code = sql.replace(/--.*$/gm, '').replace(/\/\*[\s\S]*?\*\//g, '');
  return [...new Set([...code.matchAll(/\{\s*([a-z_][a-z0-9_]*)\s*:/gi)].map((match) => match[1] as string))];
}
