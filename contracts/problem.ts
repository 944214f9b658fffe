import * as z from 'zod';

/** Why a request was refused. Stable: programs may switch on it. */
export const PROBLEM_CODES = [
  'invalid_request',
  'not_signed_in',
  'wrong_credentials',
  'not_allowed',
  'not_found',
  'conflict',
  'wait_changed',
  'unsupported_media_type',
  'payload_too_large',
  'too_many_requests',
  'unknown_segment',
  'period_invalid',
  'too_many_buckets',
  'query_too_heavy',
  'store_unavailable',
  'internal_error',
] as const;
export const problemCode = z.enum(PROBLEM_CODES);
export type ProblemCode = z.infer<typeof problemCode>;

/** What every refusal looks like (`application/problem+json`, RFC 9457). `detail` is in the reader's language. */
export const problem = z.object({
  type: z.string().describe('A stable address for this kind of problem.'),
  title: z.string(),
  status: z.int(),
  code: problemCode,
  detail: z.string().describe('What happened and what to do, in the language of the reader.'),
  errors: z
    .array(z.object({ path: z.string(), message: z.string() }))
    .optional()
    .describe('Which parts of the request were wrong.'),
});
export type Problem = z.infer<typeof problem>;
