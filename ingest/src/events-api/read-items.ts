import { isUtf8 } from 'node:buffer';
import { EVENTS_LIMITS } from '@parley/contracts';
import { badRequest, tooLarge, unsupportedType } from '../problem.js';

/** One item of a request: a value to be validated, or why there is none. */
export type Item = { value: unknown } | { error: string };

const JSON_TYPES = new Set(['application/json']);
const LINE_TYPES = new Set(['application/x-ndjson', 'application/ndjson', 'application/jsonl']);
const TOO_MANY = `A request may hold at most ${EVENTS_LIMITS.events} events. Send it in parts.`;

const MARK = Buffer.from('\uFEFF');

/**
 * The items of a body: one event, an array of events, or a line each (NDJSON, blank lines do not count).
 * A broken line is an item of its own; a broken JSON body spoils all, because nothing in it can be told apart.
 * Throws a {@link Problem}: 400, 413 above 10 000 events, 415.
 */
export function readItems(contentType: string | undefined, body: Buffer): Item[] {
  const type = contentType?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (LINE_TYPES.has(type)) return readLines(body);
  if (!JSON_TYPES.has(type)) {
    throw unsupportedType(
      'Send content-type: application/json (an event or an array) or application/x-ndjson.',
    );
  }
  if (body.length === 0) throw badRequest('The body is empty. Send one event or an array of events.');
  const value = parse(body);
  if ('error' in value) throw badRequest(`The body ${value.error}`);
  const items = Array.isArray(value.value) ? value.value.map((item: unknown) => ({ value: item })) : [value];
  if (items.length > EVENTS_LIMITS.events) throw tooLarge(TOO_MANY);
  return items;
}

function readLines(body: Buffer): Item[] {
  const items: Item[] = [];
  let line = 0;
  for (let from = 0; from < body.length;) {
    const end = body.indexOf(0x0a, from);
    const bytes = body.subarray(from, end < 0 ? body.length : end);
    from = end < 0 ? body.length : end + 1;
    line++;
    if (isBlank(bytes)) continue;
    if (items.length === EVENTS_LIMITS.events) throw tooLarge(TOO_MANY);
    const item = parse(bytes);
    items.push('error' in item ? { error: `line ${line} ${item.error}` } : item);
  }
  return items;
}

function isBlank(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
}

function parse(bytes: Buffer): Item {
  if (!isUtf8(bytes)) return { error: 'is not valid UTF-8' };
  // Some programs put a byte order mark before their text; to JSON it is an error.
  const isMarked = bytes.subarray(0, MARK.length).equals(MARK);
  try {
    return { value: JSON.parse(bytes.toString('utf8', isMarked ? MARK.length : 0)) as unknown };
  } catch (error) {
    return { error: `is not valid JSON: ${(error as Error).message}` };
  }
}
