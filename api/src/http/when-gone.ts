import { type FastifyReply } from 'fastify';

/**
 * Aborts when the reader hangs up before the answer is written. Listens to the answer, not to the connection: a
 * connection serves thousands of requests, and each listener on it would stay until it ends.
 */
export function whenGone(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  return gone.signal;
}
