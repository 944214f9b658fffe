import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Metrics } from './metrics.js';
import { BODY_LIMIT, BODY_LIMIT_TEXT } from './read-body.js';
import { badRequest, Problem, tooLarge, unsupportedType } from './problem.js';

export interface ServerParts {
  metrics: Metrics;
  /** Why no work can be done now, or undefined when all is well. */
  notReady(): string | undefined;
  log(line: string): void;
}

const REQUEST_TIMEOUT_MS = 60_000;

/** A Fastify that hands every body over as it came, and says every refusal as problem details. */
export function createServer({ metrics, notReady, log }: ServerParts): FastifyInstance {
  const app = Fastify({
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
    // The address of a webhook names an account; nothing longer is ours.
    routerOptions: { maxParamLength: 64 },
    forceCloseConnections: 'idle',
    logger: false,
    // Addresses that the router itself gives up on: a broken escape, a part that is too long.
    frameworkErrors: (_error, request, reply) => void sendNotFound(request, reply),
  });

  // Signatures are made over the raw bytes, so no parser may touch them.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

  app.setErrorHandler((error, _request, reply) => {
    const problem = problemOf(error);
    if (!problem)
      log(`a request failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    const told =
      problem ??
      new Problem(500, 'internal_error', 'Internal error', 'Nothing was taken. Send it again later.');
    metrics.problems.inc({ status: String(told.status) });
    return reply
      .code(told.status)
      .headers(told.headers)
      .type('application/problem+json')
      .send(JSON.stringify(told));
  });
  app.setNotFoundHandler(sendNotFound);

  app.get('/healthz', async () => ({ product: 'parley', status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    const reason = notReady();
    return reply
      .code(reason === undefined ? 200 : 503)
      .send(reason === undefined ? { status: 'ok' } : { status: reason });
  });
  app.get('/metrics', async (_request, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  );
  return app;
}

function sendNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = new Problem(
    404,
    'not_found',
    'Not found',
    `There is no ${request.method} at this address. Events go to POST /v1/events, updates to POST /webhooks/…`,
  );
  return reply.code(404).type('application/problem+json').send(JSON.stringify(problem));
}

/** The refusal that an error stands for; undefined for what must not happen. */
function problemOf(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error;
  const { statusCode, code } = error as { statusCode?: number; code?: string };
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return tooLarge(BODY_LIMIT_TEXT);
  if (statusCode === 415) return unsupportedType('Say what you send in the header content-type.');
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return badRequest('The request is not valid HTTP, or its body was cut. Send it again as a whole.');
  }
  return undefined;
}
