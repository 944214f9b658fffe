import { StandardSchemaValidationPipe } from '@nestjs/common';
import { type ZodType } from 'zod';
import { invalidRequest } from './problem-error.js';

interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** Where in the request, such as `capabilities.outgoing`. */
export const pathOf = (issue: Issue): string =>
  (issue.path ?? []).map((step) => String(typeof step === 'object' ? step.key : step)).join('.');

/** Parses each `@Body({ schema })`, `@Query({ schema })` and `@Param({ schema })`; refuses with 400 naming the part. */
export const schemaPipe = (): StandardSchemaValidationPipe =>
  new StandardSchemaValidationPipe({
    exceptionFactory: (issues: readonly Issue[]) =>
      invalidRequest(issues.map((issue) => ({ path: pathOf(issue), message: issue.message }))),
  });

/** A body by its schema, where that cannot be asked before it is known that the thing is there; refuses as the pipe does. */
export function parseBody<T>(schema: ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw invalidRequest(parsed.error.issues.map((issue) => ({ path: pathOf(issue), message: issue.message })));
}
