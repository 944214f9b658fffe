import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { withdrawInput, type ProfileRecord, type Snapshot, type WithdrawInput } from '@parley/contracts';

/** The internal endpoints of the api that ingest talks to, over real HTTP, with a snapshot that a spec may change. */
export interface PeerApi {
  url: string;
  profiles: ProfileRecord[];
  /** Replaces the snapshot; whoever polls is told at once. */
  publish(snapshot: Snapshot): void;
  /** What it was asked to withdraw, and what it does then. */
  withdrawals: WithdrawInput[];
  onWithdraw: (input: WithdrawInput) => Promise<unknown>;
  /** The status that profiles are answered with. */
  profilesStatus: number;
  close(): Promise<void>;
}

export async function startPeerApi(token: string, first: Snapshot, port = 0): Promise<PeerApi> {
  let current = JSON.stringify(first);
  const waiting = new Set<() => void>();
  const etagOf = (text: string) => `"${createHash('sha256').update(text).digest('hex')}"`;

  const server = createServer((request, response) => {
    const answer = (status: number, headers: Record<string, string> = {}, body = '') =>
      response.writeHead(status, headers).end(body);
    if (request.headers.authorization !== `Bearer ${token}`) return answer(401);
    if (request.method === 'POST' && request.url === '/internal/profiles') {
      void textOf(request).then((text) => {
        const { profiles } = JSON.parse(text) as { profiles: ProfileRecord[] };
        if (peer.profilesStatus < 300) peer.profiles.push(...profiles);
        answer(peer.profilesStatus);
      });
      return;
    }
    if (request.method === 'POST' && request.url === '/internal/withdraw') {
      void textOf(request)
        .then((text) => {
          const input = withdrawInput.parse(JSON.parse(text));
          peer.withdrawals.push(input);
          return peer.onWithdraw(input);
        })
        .then(
          () => answer(200),
          () => answer(503),
        );
      return;
    }
    if (!request.url?.startsWith('/internal/snapshot')) return answer(404);
    const tell = () => {
      waiting.delete(tell);
      if (request.headers['if-none-match'] === etagOf(current)) return answer(304);
      return answer(200, { etag: etagOf(current), 'content-type': 'application/json' }, current);
    };
    if (request.headers['if-none-match'] === etagOf(current) && request.url.includes('wait=')) {
      waiting.add(tell);
      request.on('close', () => waiting.delete(tell));
    } else tell();
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));

  const peer: PeerApi = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    profiles: [],
    withdrawals: [],
    onWithdraw: async () => undefined,
    profilesStatus: 204,
    publish(snapshot) {
      current = JSON.stringify(snapshot);
      for (const tell of [...waiting]) tell();
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return peer;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
