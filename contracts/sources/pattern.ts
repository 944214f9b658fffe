import { SOURCE_FIELDS, type SourceField } from './labels.js';

/** What stands in braces for a part that is passed over. */
export const SKIPPED = 'skip';

/** What is wrong with a template. */
export const TEMPLATE_PROBLEMS = ['no_field', 'braces', 'unknown_field', 'twice', 'adjacent'] as const;
export type TemplateProblem = (typeof TEMPLATE_PROBLEMS)[number];

/**
 * A template such as `{source}-{campaign}`, read: texts with fields between them. One text more than fields; the first
 * and the last may be empty, no other. null = a part that is passed over.
 */
export interface Pattern {
  texts: readonly string[];
  fields: readonly (SourceField | null)[];
}

const isField = (name: string): name is SourceField => (SOURCE_FIELDS as readonly string[]).includes(name);

/** Reads a template, or says what is wrong with it. Takes time in proportion to its length. */
export function readTemplate(template: string): Pattern | TemplateProblem {
  const texts: string[] = [];
  const fields: (SourceField | null)[] = [];
  let rest = template;
  for (;;) {
    const open = rest.indexOf('{');
    if (open === -1) break;
    const close = rest.indexOf('}', open);
    const name = rest.slice(open + 1, close);
    if (close === -1 || name.includes('{') || rest.slice(0, open).includes('}')) return 'braces';
    if (name !== SKIPPED && !isField(name)) return 'unknown_field';
    if (open === 0 && texts.length > 0) return 'adjacent';
    texts.push(rest.slice(0, open));
    fields.push(name === SKIPPED ? null : name);
    rest = rest.slice(close + 1);
  }
  if (rest.includes('}')) return 'braces';
  const named = fields.filter((field) => field !== null);
  if (new Set(named).size < named.length) return 'twice';
  return fields.length === 0 ? 'no_field' : { texts: [...texts, rest], fields };
}

/**
 * The fields of a text that fits the whole pattern; null when it does not. Each part takes as little as possible, and
 * the last one all that is left, but never nothing: `a-b-c` by `{source}-{campaign}` is `a` and `b-c`. Each text is
 * looked for once from where the one before was found, so a long text cannot make this slow.
 */
export function matchPattern(
  { texts, fields }: Pattern,
  text: string,
): Partial<Record<SourceField, string>> | null {
  const first = texts[0] ?? '';
  const last = texts.at(-1) ?? '';
  const end = text.length - last.length;
  if (!text.startsWith(first) || !text.endsWith(last) || end < first.length) return null;
  const found: Partial<Record<SourceField, string>> = {};
  let from = first.length;
  for (const [index, field] of fields.entries()) {
    const isLast = index === fields.length - 1;
    const after = texts[index + 1] ?? '';
    const to = isLast ? end : text.indexOf(after, from + 1);
    if (to <= from || to > end || (!isLast && to + after.length > end)) return null;
    if (field !== null) found[field] = text.slice(from, to);
    from = to + after.length;
  }
  return found;
}
