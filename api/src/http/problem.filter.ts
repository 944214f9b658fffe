import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import { ClickHouseUnavailable, QueryTooHeavy } from '@parley/sql';
import { type Localized, type Problem, type ProblemCode } from '@parley/contracts';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { QueryFailedError } from 'typeorm';
import { languageOf } from './language.js';
import { invalidRequest, notFound, ProblemError, PROBLEMS, storeUnavailable } from './problem-error.js';

/** Turns whatever was thrown into `application/problem+json`. What a driver said goes to the log, never out. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('api');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    // Whoever leaves stops the query on purpose: nothing failed, and nobody is there to read an answer.
    if (error instanceof ClickHouseUnavailable && reply.raw.destroyed) return;
    const problem = this.problemOf(error, request);
    if (reply.sent) return;
    sendProblem(request, reply, problem);
  }

  private problemOf(error: unknown, request: FastifyRequest): ProblemError {
    if (error instanceof ProblemError) return error;
    if (error instanceof ClickHouseUnavailable || isConnectionError(error)) {
      this.logger.warn(`${request.method} ${request.routeOptions.url ?? ''}: ${text(error)}`);
      return storeUnavailable();
    }
    if (error instanceof QueryTooHeavy) {
      this.logger.warn(`${request.method} ${request.routeOptions.url ?? ''}: ${text(error)}`);
      return tooHeavy();
    }
    if (isUnstorable(error)) return invalidRequest([{ path: '', message: 'holds what cannot be stored' }]);
    const known = byStatus(statusOf(error));
    if (known !== undefined) return known;
    this.logger.error(
      `${request.method} ${request.routeOptions.url ?? ''}: ${text(error)}`,
      error instanceof Error ? error.stack : undefined,
    );
    return new ProblemError('internal_error', {
      en: 'The error is in the log of Parley. Try again; if it stays, look there.',
      ru: 'Ошибка записана в журнал Parley. Повторите; если не поможет, загляните туда.',
    });
  }
}

/** Writes the problem in the reader's language. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, error: ProblemError): void {
  const language = languageOf(request);
  const { status, title } = PROBLEMS[error.code];
  const body: Problem = {
    type: `/api/docs#${error.code}`,
    title: title[language],
    status,
    code: error.code,
    detail: error.detail[language],
    ...(error.more.errors ? { errors: error.more.errors } : {}),
  };
  if (error.more.retryAfterSeconds !== undefined) {
    void reply.header('retry-after', String(Math.ceil(error.more.retryAfterSeconds)));
  }
  void reply
    .code(status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(JSON.stringify(body));
}

const tooHeavy = () =>
  new ProblemError('query_too_heavy', {
    en: 'This needs more time or memory than one question may have. Choose a shorter period or fewer accounts.',
    ru: 'На это нужно больше времени или памяти, чем положено одному запросу. Выберите период короче или меньше аккаунтов.',
  });

function byStatus(status: number): ProblemError | undefined {
  if (status === 404 || status === 405) return notFound();
  if (status === 413) return plain('payload_too_large', 'Send less at once.', 'Отправьте меньше за раз.');
  if (status === 415) {
    return plain('unsupported_media_type', 'Send application/json.', 'Отправьте application/json.');
  }
  if (status >= 400 && status < 500) return invalidRequest([{ path: '', message: 'must be valid JSON' }]);
  return undefined;
}

const plain = (code: ProblemCode, en: string, ru: string) =>
  new ProblemError(code, { en, ru } satisfies Localized);

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  if (error instanceof Error && 'statusCode' in error) return Number(error.statusCode);
  return 500;
}

/** PostgreSQL away or still starting: network errors, and SQLSTATE classes 08 (connection) and 57P (shutdown). */
function isConnectionError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return (
    /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/.test(code) ||
    /^(08|57P)/.test(code) ||
    /^(Connection terminated|timeout exceeded when trying to connect)/.test(error.message)
  );
}

/**
 * PostgreSQL cannot store the very value, such as U+0000 in a text: SQLSTATE class 22. To try it again is in vain, so
 * it is the request that is wrong, and whoever sent many values can find the one by sending them apart.
 */
function isUnstorable(error: unknown): boolean {
  return error instanceof QueryFailedError && 'code' in error && /^22/.test(String(error.code));
}

const text = (error: unknown) => (error instanceof Error ? error.message : String(error));
