import type { IdSeal } from './id-seal.js';
import {
  ESCAPED,
  JSON_INSIDE,
  MARK,
  readRemovedMark,
  readTextMark,
  REMOVED_NUMBER,
  SEALED_NUMBER,
  SEALED_STRING,
} from './marks.js';

/**
 * A redacted body as a mapper reads it: ids are themselves again, what was removed is empty. Texts stay marks:
 * whoever makes rows of the events must read their length and hash with `readTextMark`. Throws for ids that were sealed
 * with another key.
 */
export function openRedacted(redacted: unknown, ids: IdSeal): unknown {
  return walk(redacted, (mark) => opened(mark, ids));
}

function opened(mark: string, ids: IdSeal): unknown {
  if (mark.startsWith(SEALED_NUMBER)) return Number(ids.open(mark.slice(SEALED_NUMBER.length)));
  if (mark.startsWith(SEALED_STRING)) return ids.open(mark.slice(SEALED_STRING.length));
  if (mark.startsWith(ESCAPED)) return mark.slice(ESCAPED.length);
  if (mark.startsWith(JSON_INSIDE)) {
    return JSON.stringify(openRedacted(JSON.parse(mark.slice(JSON_INSIDE.length)), ids));
  }
  if (mark === REMOVED_NUMBER) return 0;
  return readRemovedMark(mark) === undefined ? mark : '';
}

/**
 * A redacted body as people read it: what stood in each place instead of the marks. An id is a short name of its token:
 * the same id has the same name in every body of the workspace.
 */
export function showRedacted(redacted: unknown): unknown {
  return walk(redacted, (mark) => {
    const text = readTextMark(mark);
    if (text) return { kind: 'text', length: text.length, hash: String(text.hash) };
    const length = readRemovedMark(mark);
    if (length !== undefined) return { kind: 'removed', length };
    if (mark === REMOVED_NUMBER) return { kind: 'removed' };
    if (mark.startsWith(ESCAPED)) return mark.slice(ESCAPED.length);
    if (mark.startsWith(JSON_INSIDE)) return showRedacted(JSON.parse(mark.slice(JSON_INSIDE.length)));
    return `#${mark.slice(SEALED_STRING.length, SEALED_STRING.length + SHOWN_OF_TOKEN)}`;
  });
}

const SHOWN_OF_TOKEN = 10;

function walk(value: unknown, use: (mark: string) => unknown): unknown {
  if (typeof value === 'string') return value.startsWith(MARK) ? use(value) : value;
  if (Array.isArray(value)) return value.map((each: unknown) => walk(each, use));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([field, inner]) => [field, walk(inner, use)]));
}
