import { HttpErrorResponse } from '@angular/common/http';
import { problem } from '@parley/contracts';

/** Why there is no answer; `detail` is the api's own sentence, in the reader's language. */
export interface Failure {
  kind: 'network' | 'refused' | 'unreadable';
  status: number;
  detail: string | null;
}

/** Reads a refusal, whatever it looks like. Total. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof HttpErrorResponse)) return { kind: 'unreadable', status: 0, detail: null };
  if (error.status === 0) return { kind: 'network', status: 0, detail: null };
  const said = problem.safeParse(error.error);
  return { kind: 'refused', status: error.status, detail: said.success ? said.data.detail : null };
}
