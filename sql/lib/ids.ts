import { hash } from 'node:crypto';
import { normalizeText } from '@parley/contracts';

/**
 * A 64-bit id that only the holder of `key` can compute, never 0 (0 means "none" in every column).
 * Different parts give different input: each is written with its kind and its length, so ('a', 'bc') is not
 * ('ab', 'c') and 1 is not '1'. The first 8 bytes of SHA-256 over key and parts, big-endian.
 */
export function keyedId(key: Uint8Array, ...parts: (string | number)[]): bigint {
  const pieces: Uint8Array[] = [key];
  for (const part of parts) {
    const bytes = bytesOf(part);
    const head = Buffer.allocUnsafe(5);
    head.writeUInt8(typeof part === 'number' ? 0 : isWellFormed(part) ? 1 : 2);
    head.writeUInt32BE(bytes.length, 1);
    pieces.push(head, bytes);
  }
  const id = hash('sha256', Buffer.concat(pieces), 'buffer').readBigUInt64BE(0);
  return id === 0n ? 1n : id;
}

const isWellFormed = (text: string) => !/\p{Surrogate}/u.test(text);

/** UTF-8 would turn every lone surrogate into the same replacement character, so such text is taken as UTF-16. */
function bytesOf(part: string | number): Buffer {
  if (typeof part === 'number') return Buffer.from(String(part), 'latin1');
  return Buffer.from(part, isWellFormed(part) ? 'utf8' : 'utf16le');
}

/** The person `externalContactId` of an account. For an account that mirrors another, pass the mirrored account. */
export const identityId = (key: Uint8Array, accountId: number, externalContactId: string) =>
  keyedId(key, 'identity', accountId, externalContactId);

/** An anonymous visitor of a site; never equal to an identity. */
export const visitorId = (key: Uint8Array, accountId: number, externalVisitorId: string) =>
  keyedId(key, 'visitor', accountId, externalVisitorId);

export const agentId = (key: Uint8Array, accountId: number, externalAgentId: string) =>
  keyedId(key, 'agent', accountId, externalAgentId);

export const teamId = (key: Uint8Array, accountId: number, externalTeamId: string) =>
  keyedId(key, 'team', accountId, externalTeamId);

export const broadcastId = (key: Uint8Array, accountId: number, externalBroadcastId: string) =>
  keyedId(key, 'broadcast', accountId, externalBroadcastId);

export const conversationId = (key: Uint8Array, accountId: number, externalConversationId: string) =>
  keyedId(key, 'conversation', accountId, externalConversationId);

/** A message, whoever sent it: the same external id of an account is the same message. */
export const messageId = (key: Uint8Array, accountId: number, externalMessageId: string) =>
  keyedId(key, 'message', accountId, externalMessageId);

/** An event: unique within account and type, so that a redelivery is the same event. */
export const eventId = (key: Uint8Array, accountId: number, externalId: string, type: string) =>
  keyedId(key, 'event', accountId, externalId, type);

/** The keyed hash that stands for a message text; 0 when nothing but punctuation and white space is in it. */
export function textHash(key: Uint8Array, text: string): bigint {
  const normal = normalizeText(text);
  return normal === '' ? 0n : keyedId(key, 'text', normal);
}
