import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { deliveryIdOf, type Intake } from '../intake.js';
import type { Metrics } from '../metrics.js';
import type { Account, Directory, Workspace } from '../snapshot/directory.js';
import { telegram } from '../telegram/telegram.js';
import { eventsOfAnswer, paramsOf, type SaidBySender } from './sent-through.js';

export interface PassThroughParts {
  apiUrl: string;
  directory(): Directory | undefined;
  intake: Intake;
  metrics: Metrics;
  log(line: string): void;
}

/** A long poll of `getUpdates` may last 50 s; an upload of 50 MB takes its time. */
const TIMEOUT_MS = 120_000;
/** The largest upload that the Bot API takes is 50 MB; with its multipart frame. */
const BODY_LIMIT = 64 * 1024 * 1024;
/** Bodies up to this are read, to know whom a copied message went to; larger ones only flow through. */
const READ_BYTES = 256 * 1024;
/** Between two machines only, or ours. */
const NOT_PASSED = new Set([
  'host',
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
  'content-encoding',
  'accept-encoding',
  'expect',
  'te',
  'trailer',
  'upgrade',
]);

/**
 * `/bot<token>/<method>`: a bot that sets its API root to ingest talks to Telegram through us. Calls and answers pass
 * unchanged; what was sent is recorded from Telegram's own answer, because a bot is never told of its own messages.
 * Only bots that have an account may pass, paused or not: nobody else's traffic goes through us. Who wrote, and for which broadcast, stands in headers (docs/telegram.md).
 * When recording fails, the message is sent all the same and the bot gets Telegram's answer.
 */
export function passThrough(app: FastifyInstance, parts: PassThroughParts): void {
  void app.register((scope, _options, done) => {
    // Uploads flow through; nothing here needs them whole.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, next) => next(null, payload));
    const route = { bodyLimit: BODY_LIMIT };
    scope.all<{ Params: { token: string; method: string } }>(
      '/bot:token/:method',
      route,
      async (request, reply) => {
        const { token, method } = request.params;
        const directory = parts.directory();
        if (!directory) return reply.header('retry-after', '5').code(503).send(NOT_READY);
        const caller = callerOf(directory, token);
        if (!caller) return reply.code(401).send(UNKNOWN_BOT);
        const body = await bodyOf(request);
        const answer = await ask(request, `${parts.apiUrl}/bot${token}/${method}`, body.send).catch(
          () => undefined,
        );
        if (!answer) return reply.code(502).send(NOBODY);
        const bytes = Buffer.from(await answer.arrayBuffer());
        const params = () => paramsOf(request.url, request.headers['content-type'], body.read);
        // The owner of a paused account wants nothing recorded; its bot has to go on talking all the same.
        if (caller.account.isActive) {
          await record(parts, caller, { method, params, bytes, said: saidBy(request) });
        }
        if (answer.ok && /^(set|delete)webhook$/i.test(method)) {
          parts.log(
            `the bot of account ${caller.account.accountId} called ${method} itself: its updates may no longer reach Parley`,
          );
        }
        void reply.headers(passedHeaders(answer.headers));
        return reply.code(answer.status).send(bytes);
      },
    );
    scope.get<{ Params: { token: string; '*': string } }>('/file/bot:token/*', async (request, reply) => {
      const { token, '*': path } = request.params;
      if (!callerOf(parts.directory(), token)) return reply.code(401).send(UNKNOWN_BOT);
      const answer = await ask(request, `${parts.apiUrl}/file/bot${token}/${path}`, undefined).catch(
        () => undefined,
      );
      if (!answer) return reply.code(502).send(NOBODY);
      void reply.headers(passedHeaders(answer.headers));
      const { body } = answer;
      return reply.code(answer.status).send(body ? Readable.fromWeb(body as ReadableStream) : '');
    });
    done();
  });
}

/** In the shape of the Bot API, so that the libraries of bots can read it. */
const UNKNOWN_BOT = {
  ok: false,
  error_code: 401,
  description: 'Unauthorized: no account of Parley has this bot token. Connect the bot first.',
};
/** A 401 would make the libraries of bots give up for good. */
const NOT_READY = {
  ok: false,
  error_code: 503,
  description: 'Service Unavailable: Parley has just started. Try again.',
  parameters: { retry_after: 5 },
};
const NOBODY = { ok: false, error_code: 502, description: 'Bad Gateway: Telegram does not answer Parley.' };

interface Caller {
  account: Account;
  workspace: Workspace;
}

function callerOf(directory: Directory | undefined, token: string): Caller | undefined {
  const account = directory?.accountOfBot(token);
  const workspace = account && directory?.workspace(account.workspaceId);
  return account && workspace ? { account, workspace } : undefined;
}

type Body = NonNullable<RequestInit['body']>;

/** What is sent on, and the bytes of it where they are few enough to look at. */
async function bodyOf(request: FastifyRequest): Promise<{ send?: Body; read?: Buffer }> {
  if (!(request.body instanceof Readable)) return {};
  const length = Number(request.headers['content-length'] ?? Number.NaN);
  if (!(length <= READ_BYTES)) return { send: Readable.toWeb(request.body) as unknown as Body };
  const chunks: Buffer[] = [];
  for await (const chunk of request.body) chunks.push(chunk as Buffer);
  const read = Buffer.concat(chunks);
  return { send: new Uint8Array(read), read };
}

function ask(request: FastifyRequest, url: string, body: Body | undefined): Promise<Response> {
  const query = request.url.indexOf('?');
  const headers = Object.entries(request.headers).filter(
    ([name, value]) => typeof value === 'string' && !NOT_PASSED.has(name) && !name.startsWith('x-parley-'),
  ) as [string, string][];
  return fetch(query < 0 ? url : `${url}${request.url.slice(query)}`, {
    method: request.method,
    headers,
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
    ...(body === undefined ? {} : { body, duplex: 'half' }),
  });
}

const passedHeaders = (headers: Headers): Record<string, string> =>
  Object.fromEntries([...headers].filter(([name]) => !NOT_PASSED.has(name)));

const header = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.headers[`x-parley-${name}`];
  if (typeof value !== 'string' || value === '') return undefined;
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
};

const saidBy = (request: FastifyRequest): SaidBySender => ({
  sender: header(request, 'sender'),
  agentId: header(request, 'agent-id'),
  agentName: header(request, 'agent-name'),
  broadcastId: header(request, 'broadcast-id'),
  broadcastName: header(request, 'broadcast-name'),
});

async function record(
  { intake, metrics, log }: PassThroughParts,
  { account, workspace }: Caller,
  call: Parameters<typeof eventsOfAnswer>[0],
): Promise<void> {
  try {
    const events = eventsOfAnswer(call, String(account.accountId));
    if (events.length === 0) return;
    await intake.accept({
      workspace,
      deliveryId: deliveryIdOf(workspace, call.bytes),
      receivedAt: Date.now(),
      mapperVersion: telegram.mapperVersion,
      events: events.map((event) => ({ event, account })),
    });
  } catch (error) {
    metrics.unrecorded.inc();
    log(`a message of account ${account.accountId} was sent but not recorded: ${(error as Error).message}`);
  }
}
