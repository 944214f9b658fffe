import { hash } from 'node:crypto';
import { normalizeText } from '@parley/contracts';
import { writePlainWords } from './plain-words.js';
import { Recent } from './recent.js';

/** Most input fits in here; what does not gets memory of its own. */
const SCRATCH = Buffer.alloc(4096);
const HEAD_BYTES = 5;
/** The most bytes that one UTF-16 unit becomes. */
const UNIT_BYTES = 3;

/**
 * A 64-bit id that only the holder of `key` can compute, never 0 (0 means "none" in every column).
 * Different parts give different input: each is written with its kind and its length, so ('a', 'bc') is not
 * ('ab', 'c') and 1 is not '1'. The first 8 bytes of SHA-256 over key and parts, big-endian.
 * Every event needs four or five of them, so nothing is allocated on the way but what the hash itself returns.
 */
export function keyedId(key: Uint8Array, ...parts: (string | number)[]): bigint {
  let longest = key.length;
  for (const part of parts)
    longest += HEAD_BYTES + (typeof part === 'number' ? 32 : part.length * UNIT_BYTES);
  const bytes = longest <= SCRATCH.length ? SCRATCH : Buffer.allocUnsafe(longest);
  bytes.set(key);
  let end = key.length;
  for (const part of parts) end = writePart(bytes, end, part);
  return idOf(bytes.subarray(0, end));
}

/** As text: half the cost of a buffer that lives for one call. */
function idOf(bytes: Uint8Array): bigint {
  const id = BigInt(`0x${hash('sha256', bytes, 'hex').slice(0, 16)}`);
  return id === 0n ? 1n : id;
}

/** Writes the kind, the length and the bytes of a part at `at`; gives where it ends. */
function writePart(bytes: Buffer, at: number, part: string | number): number {
  const text = String(part);
  const start = at + HEAD_BYTES;
  let length = writeAscii(bytes, start, text);
  let kind = typeof part === 'number' ? 0 : 1;
  if (length < 0) {
    // UTF-8 would turn every lone surrogate into the same replacement character, so such text is taken as UTF-16.
    if (!isWellFormed(text)) kind = 2;
    length = bytes.write(text, start, kind === 2 ? 'utf16le' : 'utf8');
  }
  return writeHead(bytes, at, kind, length);
}

/** Writes what stands before `length` bytes; gives where those end. */
function writeHead(bytes: Buffer, at: number, kind: number, length: number): number {
  bytes[at] = kind;
  bytes[at + 1] = length >>> 24;
  bytes[at + 2] = length >>> 16;
  bytes[at + 3] = length >>> 8;
  bytes[at + 4] = length;
  return at + HEAD_BYTES + length;
}

/** Most ids are ASCII, whose bytes are its letters. Gives how many were written, -1 when it is not ASCII. */
function writeAscii(bytes: Buffer, start: number, text: string): number {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 0x7f) return -1;
    bytes[start + i] = unit;
  }
  return text.length;
}

const isWellFormed = (text: string) => !/\p{Surrogate}/u.test(text);

const TEXT = 'text';
const TEXT_PART = Buffer.from(SCRATCH.subarray(0, writePart(SCRATCH, 0, TEXT)));

/** Ids of those who come again with every event. */
const recent = new Recent<bigint>(20_000);
const numberOfKey = new WeakMap<Uint8Array, number>();
let keys = 0;

/** As {@link keyedId}, for what is asked for again and again. */
function rememberedId(key: Uint8Array, kind: string, accountId: number, externalId: string): bigint {
  let number = numberOfKey.get(key);
  if (number === undefined) numberOfKey.set(key, (number = ++keys));
  const name = `${number}:${kind}:${accountId}:${externalId}`;
  return recent.of(name, () => keyedId(key, kind, accountId, externalId));
}

/** The person `externalContactId` of an account. For an account that mirrors another, pass the mirrored account. */
export const identityId = (key: Uint8Array, accountId: number, externalContactId: string) =>
  rememberedId(key, 'identity', accountId, externalContactId);

/** An anonymous visitor of a site; never equal to an identity. */
export const visitorId = (key: Uint8Array, accountId: number, externalVisitorId: string) =>
  keyedId(key, 'visitor', accountId, externalVisitorId);

export const agentId = (key: Uint8Array, accountId: number, externalAgentId: string) =>
  rememberedId(key, 'agent', accountId, externalAgentId);

export const teamId = (key: Uint8Array, accountId: number, externalTeamId: string) =>
  rememberedId(key, 'team', accountId, externalTeamId);

export const broadcastId = (key: Uint8Array, accountId: number, externalBroadcastId: string) =>
  rememberedId(key, 'broadcast', accountId, externalBroadcastId);

export const conversationId = (key: Uint8Array, accountId: number, externalConversationId: string) =>
  keyedId(key, 'conversation', accountId, externalConversationId);

/** A message, whoever sent it: the same external id of an account is the same message. */
export const messageId = (key: Uint8Array, accountId: number, externalMessageId: string) =>
  keyedId(key, 'message', accountId, externalMessageId);

/** An event: unique within account and type, so that a redelivery is the same event. */
export const eventId = (key: Uint8Array, accountId: number, externalId: string, type: string) =>
  keyedId(key, 'event', accountId, externalId, type);

/** The delivery that all rows of an import carry, so that it can be undone as a whole. */
export const importDeliveryId = (key: Uint8Array, importId: number) => keyedId(key, 'import', importId);

/** The keyed hash that stands for a message text; 0 when nothing but punctuation and white space is in it. */
export function textHash(key: Uint8Array, text: string): bigint {
  if (last.key === key && last.text === text) return last.hash;
  last = { key, text, hash: hashOfText(key, text) };
  return last.hash;
}

/** The same text is asked for twice in a row: for its row, and for the body that is kept of it. */
let last: { key: Uint8Array; text: string; hash: bigint } = { key: new Uint8Array(), text: '', hash: 0n };

function hashOfText(key: Uint8Array, text: string): bigint {
  const start = key.length + TEXT_PART.length + HEAD_BYTES;
  if (start + text.length * UNIT_BYTES <= SCRATCH.length) {
    const end = writePlainWords(SCRATCH, start, text);
    if (end === start) return 0n;
    if (end > start) {
      SCRATCH.set(key);
      SCRATCH.set(TEXT_PART, key.length);
      writeHead(SCRATCH, start - HEAD_BYTES, 1, end - start);
      return idOf(SCRATCH.subarray(0, end));
    }
  }
  const normal = normalizeText(text);
  return normal === '' ? 0n : keyedId(key, TEXT, normal);
}
