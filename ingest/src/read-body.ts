import { gunzip } from 'node:zlib';
import { promisify } from 'node:util';
import type { IncomingHttpHeaders } from 'node:http';
import { EVENTS_LIMITS } from '@parley/contracts';
import { badRequest, tooLarge, tryLater, unsupportedType } from './problem.js';

const unzip = promisify(gunzip);

export const BODY_LIMIT = EVENTS_LIMITS.bytes;
export const BODY_LIMIT_TEXT = `The body may have at most ${BODY_LIMIT / 1024 / 1024} MB after decompression. Send it in parts.`;

/**
 * The body as it was before compression. Decompression stops at the limit, so a small body cannot become a huge one.
 * Throws a {@link Problem}: 413 above 5 MB, 415 for an encoding other than gzip, 400 for what is not gzip.
 */
export async function readBody(headers: IncomingHttpHeaders, body: unknown): Promise<Buffer> {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
  const encoding = headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (encoding === 'identity' || encoding === '') return bytes;
  if (encoding !== 'gzip' && encoding !== 'x-gzip') {
    throw unsupportedType('Only gzip is understood as content-encoding.');
  }
  try {
    return await unzip(bytes, { maxOutputLength: BODY_LIMIT });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(BODY_LIMIT_TEXT);
    throw badRequest('The body says content-encoding: gzip, but it is not gzip, or it is cut.');
  }
}

/** Limits how much is worked on at once, so that many large requests together do not exhaust the memory. */
export class WorkBudget {
  private used = 0;

  constructor(private readonly bytes: number) {}

  /** Runs `work` if `bytes` more fit, else throws a 503. One request alone always fits. */
  async spend<T>(bytes: number, work: () => Promise<T>): Promise<T> {
    if (this.used > 0 && this.used + bytes > this.bytes) {
      throw tryLater('Too many large requests at once. Send it again in a moment.', 1);
    }
    this.used += bytes;
    try {
      return await work();
    } finally {
      this.used -= bytes;
    }
  }
}
