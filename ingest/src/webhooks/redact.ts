import { keyedId } from '@parley/sql';

/** Words of the platforms' own vocabulary: short, and never written by a contact. */
const PLAIN_TEXT = new Set([
  'type',
  'status',
  'media_type',
  'mime_type',
  'currency',
  'language_code',
  'kind',
  'event',
]);
/** Numbers that say when or how much, never who. */
const PLAIN_NUMBER = new Set([
  'date',
  'edit_date',
  'until_date',
  'timestamp',
  'time',
  'watermark',
  'offset',
  'length',
  'duration',
  'width',
  'height',
  'file_size',
  'total_amount',
  'version',
]);
/** What names or shows a person: not even its hash is kept. */
const REMOVED =
  /name|phone|email|photo|picture|thumb|avatar|vcard|bio|address|birth|latitude|longitude|file_id|file_unique_id|url/i;
const ID = /(^|_)ids?$/;
const KEY = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;
const DEEPEST = 32;

/**
 * A body without what it says of people: text becomes its length and keyed hash, ids become keyed hashes, names,
 * phones and pictures go. What is not known to be harmless counts as text, so an unknown field can leak nothing.
 * The hashes are those of the workspace: the same text or id is the same hash in every body of it.
 */
export function redact(payload: unknown, hashKey: Uint8Array): unknown {
  return walk('', payload, hashKey, 0);
}

/** A body that is not even JSON: nothing but its size and hash. */
export function redactBytes(bytes: Buffer, hashKey: Uint8Array): unknown {
  return {
    kind: 'bytes',
    length: bytes.length,
    hash: String(keyedId(hashKey, 'redacted', bytes.toString('base64'))),
  };
}

function walk(name: string, value: unknown, key: Uint8Array, depth: number): unknown {
  if (value === null || typeof value === 'boolean') return value;
  if (depth > DEEPEST) return { kind: 'too deep' };
  if (Array.isArray(value)) return value.map((item: unknown) => walk(name, item, key, depth + 1));
  if (typeof value === 'object') {
    const kept: [string, unknown][] = [];
    for (const [field, inner] of Object.entries(value)) {
      if (!KEY.test(field))
        kept.push([`#${keyedId(key, 'redacted', field)}`, walk('', inner, key, depth + 1)]);
      else if (!REMOVED.test(field)) kept.push([field, walk(field, inner, key, depth + 1)]);
    }
    return Object.fromEntries(kept);
  }
  if (typeof value === 'number' && PLAIN_NUMBER.has(name)) return value;
  if (typeof value === 'string' && PLAIN_TEXT.has(name) && /^[\w./-]{1,64}$/.test(value)) return value;
  const hash = String(keyedId(key, 'redacted', String(value)));
  if (typeof value === 'number' || ID.test(name)) return `#${hash}`;
  return { kind: 'text', length: String(value).length, hash };
}
