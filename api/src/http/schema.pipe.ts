import { StandardSchemaValidationPipe } from '@nestjs/common';
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
