import type { ProblemCode } from '@parley/contracts';

/** A refusal that the caller may read: what happened and what to do. Becomes `application/problem+json`. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: ProblemCode,
    readonly title: string,
    detail: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(detail);
  }

  toJSON() {
    return {
      type: `urn:parley:problem:${this.code}`,
      title: this.title,
      status: this.status,
      code: this.code,
      detail: this.message,
    };
  }
}

/** 401 without saying which part was wrong. */
export const wrongCredentials = (detail: string) =>
  new Problem(401, 'wrong_credentials', 'Not authenticated', detail, { 'www-authenticate': 'Bearer' });

export const badRequest = (detail: string) => new Problem(400, 'invalid_request', 'Cannot be read', detail);

export const unsupportedType = (detail: string) =>
  new Problem(415, 'unsupported_media_type', 'Unsupported type', detail);

export const tooLarge = (detail: string) => new Problem(413, 'payload_too_large', 'Too large', detail);

/** 503: nothing of the request was taken; the same request may succeed later. */
export const tryLater = (detail: string, seconds = 5) =>
  new Problem(503, 'store_unavailable', 'Not accepted for now', detail, { 'retry-after': String(seconds) });
