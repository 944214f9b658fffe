import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A small stand-in for Telegram's Bot API, over real HTTP: one bot, its webhook or its long polling, and the messages
 * it sends. It behaves as the server does where that matters here.
 * Source: github.com/tdlib/telegram-bot-api (checked 2026-11-22)
 */
export interface StandInBotApi {
  url: string;
  token: string;
  /** The last setWebhook; undefined while none is set. */
  webhook: { url: string; secret_token?: string; allowed_updates?: string[] } | undefined;
  /** Calls in their order, with the body as it came. */
  calls: { method: string; contentType: string | undefined; body: string }[];
  /** What people were sent: by calls, and by the answers of the webhook, which the server executes like calls. */
  said: { person: number; text: string }[];
  /** Updates that were neither confirmed by an offset nor taken by the webhook. */
  waiting(): number;
  /** A person writes to the bot; resolves when the webhook took it, or at once while polling. */
  write(person: number, text: string): Promise<void>;
  /** What getWebhookInfo says of the last failed delivery, seconds UTC. */
  lastError: { last_error_date?: number; last_error_message?: string };
  /** What the webhook answered to the last update. */
  lastAnswer: { status: number; body: string } | undefined;
  /** Of all bodies so far, counted as they come. */
  bytes: number;
  /** How one method is refused, while it is. */
  refusal: { method: string; code: number; description: string; retryAfter?: number } | undefined;
  close(): Promise<void>;
}

interface Update {
  update_id: number;
}

export async function startStandInBotApi(
  token = '7012345678:stand-in-token',
  port = 0,
): Promise<StandInBotApi> {
  const queue: Update[] = [];
  const polls = new Set<() => void>();
  let lastUpdate = 1000;
  let lastMessage = 100;
  const now = () => Math.floor(Date.now() / 1000);
  const say = (response: ServerResponse, status: number, answer: object) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  const fail = (response: ServerResponse, code: number, description: string) =>
    say(response, code, { ok: false, error_code: code, description });
  const refuse = (response: ServerResponse, refusal: NonNullable<StandInBotApi['refusal']>) => {
    const { code, description, retryAfter } = refusal;
    const parameters = retryAfter === undefined ? {} : { parameters: { retry_after: retryAfter } };
    if (retryAfter !== undefined) response.setHeader('retry-after', String(retryAfter));
    say(response, code, { ok: false, error_code: code, description, ...parameters });
  };

  /** The answer to several copies: their numbers, and nothing else of them. */
  const numbersOf = (params: Record<string, unknown>) =>
    (params['message_ids'] as unknown[]).map(() => ({ message_id: ++lastMessage }));

  const methods: Record<string, (params: Record<string, unknown>, response: ServerResponse) => void> = {
    getMe: (_params, response) =>
      say(response, 200, { ok: true, result: { id: 7012345678, is_bot: true, username: 'stand_in_bot' } }),
    getWebhookInfo: (_params, response) =>
      say(response, 200, {
        ok: true,
        result: {
          url: own.webhook?.url ?? '',
          pending_update_count: queue.length,
          ...(own.webhook?.allowed_updates ? { allowed_updates: own.webhook.allowed_updates } : {}),
          ...own.lastError,
        },
      }),
    setWebhook: (params, response) => {
      own.webhook = params as unknown as StandInBotApi['webhook'];
      say(response, 200, { ok: true, result: true });
    },
    deleteWebhook: (_params, response) => {
      own.webhook = undefined;
      say(response, 200, { ok: true, result: true });
    },
    getUpdates: (params, response) => {
      if (own.webhook)
        return fail(response, 409, "Conflict: can't use getUpdates method while webhook is active");
      const offset = Number(params['offset'] ?? 0);
      while (queue[0] && queue[0].update_id < offset) queue.shift();
      const answer = () => {
        clearTimeout(timer);
        polls.delete(answer);
        say(response, 200, { ok: true, result: queue.slice(0, 100) });
      };
      const timer = setTimeout(answer, Number(params['timeout'] ?? 0) * 1000);
      if (queue.length > 0) return answer();
      polls.add(answer);
      response.on('close', () => {
        clearTimeout(timer);
        polls.delete(answer);
      });
    },
    sendMessage: (params, response) => {
      if (params['text'] === undefined) return fail(response, 400, 'Bad Request: message text is empty');
      const chat = {
        id: Number(params['chat_id']),
        type: Number(params['chat_id']) > 0 ? 'private' : 'group',
      };
      const message = { message_id: ++lastMessage, chat, date: now(), text: params['text'] };
      own.said.push({ person: chat.id, text: String(params['text']) });
      say(response, 200, { ok: true, result: message });
    },
    sendMediaGroup: (params, response) => {
      const media = JSON.parse(String(params['media'])) as { caption?: string }[];
      const chat = { id: Number(params['chat_id']), type: 'private' };
      const result = media.map(({ caption }) => ({
        ...{ message_id: ++lastMessage, chat, date: now(), media_group_id: '1', photo: [{}] },
        ...(caption === undefined ? {} : { caption }),
      }));
      say(response, 200, { ok: true, result });
    },
    copyMessages: (params, response) => say(response, 200, { ok: true, result: numbersOf(params) }),
    forwardMessages: (params, response) => say(response, 200, { ok: true, result: numbersOf(params) }),
    editMessageText: (params, response) => {
      const chat = { id: Number(params['chat_id']), type: 'private' };
      const number = Number(params['message_id']);
      const times = { date: now() - 60, edit_date: now() };
      say(response, 200, { ok: true, result: { message_id: number, chat, ...times, text: params['text'] } });
    },
    deleteMessages: (_params, response) => say(response, 200, { ok: true, result: true }),
    copyMessage: (_params, response) =>
      say(response, 200, { ok: true, result: { message_id: ++lastMessage } }),
    sendDocument: (_params, response) => {
      const chat = { id: 42, type: 'private' };
      say(response, 200, {
        ok: true,
        result: { message_id: ++lastMessage, chat, date: now(), document: {} },
      });
    },
  };

  const server = createServer((request, response) => {
    request.on('data', (chunk: Buffer) => (own.bytes += chunk.length));
    void textOf(request).then((body) => {
      const [, path = '', query] = /^\/bot([^?]*)\??(.*)$/.exec(request.url ?? '') ?? [];
      const [given, method = ''] = path.split('/');
      own.calls.push({ method, contentType: request.headers['content-type'], body });
      if (given !== own.token) return fail(response, 401, 'Unauthorized');
      if (own.refusal?.method === method) return refuse(response, own.refusal);
      const call = methods[method];
      if (!call) return fail(response, 404, 'Not Found: method not found');
      return call(paramsOf(query ?? '', request.headers['content-type'], body), response);
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));

  const execute = (answer: string): void => {
    const { method, ...params } = JSON.parse(answer || '{}') as Record<string, unknown>;
    if (method === 'sendMessage')
      own.said.push({ person: Number(params['chat_id']), text: String(params['text']) });
  };

  const own: StandInBotApi = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token,
    webhook: undefined,
    calls: [],
    said: [],
    waiting: () => queue.length,
    lastAnswer: undefined,
    bytes: 0,
    refusal: undefined,
    lastError: {},
    async write(person, text) {
      const from = { id: person, is_bot: false, first_name: 'Customer' };
      const chat = { id: person, type: 'private', first_name: 'Customer' };
      const message = { message_id: ++lastMessage, from, chat, date: now(), text };
      const update = { update_id: ++lastUpdate, message };
      queue.push(update);
      if (!own.webhook) {
        for (const answer of [...polls]) answer();
        return;
      }
      for (let attempt = 0; attempt < 3; attempt++) {
        const answer = await fetch(own.webhook.url, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'x-telegram-bot-api-secret-token': own.webhook.secret_token ?? '',
          },
          body: JSON.stringify(update),
        });
        own.lastAnswer = { status: answer.status, body: await answer.text() };
        if (!answer.ok) continue;
        execute(own.lastAnswer.body);
        queue.splice(queue.indexOf(update), 1);
        return;
      }
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return own;
}

function paramsOf(query: string, contentType: string | undefined, body: string): Record<string, unknown> {
  const given = Object.fromEntries(new URLSearchParams(query));
  if (contentType?.includes('json')) return { ...given, ...(JSON.parse(body || '{}') as object) };
  if (contentType?.includes('urlencoded'))
    return { ...given, ...Object.fromEntries(new URLSearchParams(body)) };
  return given;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
