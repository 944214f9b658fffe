import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A business's own bot, which runs elsewhere: what it was sent, and what it does with it. */
export interface OwnBot {
  url: string;
  got: { headers: IncomingHttpHeaders; body: string }[];
  /** How it answers the next updates; `silent` never does, `endless` begins and never ends. */
  answers:
    | { status: number; body: string; headers?: Record<string, string>; afterMs?: number }
    | 'silent'
    | 'endless';
  close(): Promise<void>;
}

export async function startOwnBot(port = 0): Promise<OwnBot> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      own.got.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
      if (own.answers === 'silent') return;
      if (own.answers === 'endless') {
        const drip = setInterval(() => response.write(' '), 50);
        return response.writeHead(200).on('close', () => clearInterval(drip));
      }
      const { status, body, headers = { 'content-type': 'application/json' }, afterMs = 0 } = own.answers;
      setTimeout(() => response.writeHead(status, headers).end(body), afterMs);
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const own: OwnBot = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    got: [],
    answers: { status: 200, body: '{"method":"sendMessage","chat_id":42,"text":"Hi"}' },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return own;
}
