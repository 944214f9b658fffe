import type { QueryParams } from './client.js';

/** The SQL of a report: as it stands, or made for what is asked. Values are bound in both, never written into it. */
export type AskedSql = string | ((asked: QueryParams) => string);

/** A piece is not in the SQL, or the SQL names one that is not given: a mistake of ours. */
export class UnfilledSql extends Error {
  constructor(names: readonly string[]) {
    super(`these pieces of SQL do not meet: ${names.join(', ')}`);
    this.name = 'UnfilledSql';
  }
}

/** Puts pieces of SQL in the places that a text names: `{{name}}`. Throws {@link UnfilledSql} unless all meet. */
export function fillSql(sql: string, pieces: Readonly<Record<string, string>>): string {
  const met = new Set<string>();
  const filled = sql.replace(/\{\{(\w+)\}\}/g, (place, name: string) => {
    met.add(name);
    return pieces[name] ?? place;
  });
  const wrong = [...new Set([...met, ...Object.keys(pieces)])].filter(
    (name) => !met.has(name) || pieces[name] === undefined,
  );
  if (wrong.length > 0) throw new UnfilledSql(wrong);
  return filled;
}

/**
 * The same SQL without the filters that nobody asks for: `AND (empty({channels:Array(String)}) OR …)` with an empty list
 * is true for every row. ClickHouse would find out too, at each of them anew and some tenths of a millisecond later.
 */
export function withoutEmptyFilters(sql: string, asked: QueryParams): string {
  let rest = sql;
  let kept = '';
  for (;;) {
    const found = OPTIONAL.exec(rest);
    if (!found) return kept + rest;
    const value = asked[found[1] as string];
    const end = closingOf(rest, found.index + found[0].indexOf('('));
    kept += rest.slice(0, Array.isArray(value) && value.length === 0 ? found.index : end);
    rest = rest.slice(end);
  }
}

const OPTIONAL = /\s*\bAND \(\s*empty\(\{(\w+):Array\(\w+\)\}\)\s+OR\b/;

/** Behind the bracket that closes the one at `open`; texts in quotation marks hold none that count. */
function closingOf(sql: string, open: number): number {
  let depth = 0;
  let isQuoted = false;
  for (let at = open; at < sql.length; at += 1) {
    const sign = sql[at];
    if (sign === "'") isQuoted = !isQuoted;
    if (isQuoted) continue;
    if (sign === '(') depth += 1;
    if (sign === ')') depth -= 1;
    if (depth === 0) return at + 1;
  }
  throw new UnfilledSql(['a bracket that closes']);
}
